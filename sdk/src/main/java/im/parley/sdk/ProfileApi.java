package im.parley.sdk;

import im.parley.protocol.profile.Profile;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What users tell about themselves (section E of the contract). Calls before [Chat#isReady] fail as those of
/// [MessageApi].
public interface ProfileApi {
    /// The user's own profile, complete; does not ask the server (`getMyProfile#1`).
    CompletableFuture<Profile> getMyProfile();

    /// Profiles of up to 100 users, in the order asked; those beyond are left out with a warning, unknown
    /// users without one (`getUserProfile#2`, `getUserProfile#4`).
    ///
    /// @throws IllegalArgumentException if the list is missing or empty
    CompletableFuture<List<Profile>> getUserProfile(List<String> userIDList);

    /// Changes fields of the user's own profile. [Events#PROFILE_UPDATED] tells this and the user's other
    /// instances.
    ///
    /// The future also fails with 2721 (a value out of range) and 2722 (no field is named).
    ///
    /// @return the whole profile after the change
    /// @throws IllegalArgumentException if the options are missing
    CompletableFuture<Profile> updateMyProfile(ProfileUpdate options);
}
