package im.parley.protocol.profile;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Profiles of up to 100 users, in the order asked; unknown users are left out (`getUserProfile#2`,
/// `getUserProfile#4`).
///
/// Error: [ErrorCode#PROFILE_INVALID_PARAMETERS].
///
/// @param userIDList 1 to 100 userIDs
@Op("profile.get")
public record GetProfiles(List<String> userIDList) implements Operation<GetProfiles.Result> {
    public GetProfiles {
        userIDList =
                Check.list("userIDList", userIDList, Limits.PROFILES_PER_QUERY, ErrorCode.PROFILE_INVALID_PARAMETERS);
    }

    public record Result(List<Profile> profileList) {}
}
