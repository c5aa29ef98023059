package im.parley.server.users;

import im.parley.protocol.profile.GetProfiles;
import im.parley.protocol.profile.UpdateProfile;
import im.parley.server.operation.OperationTable;

/// The operations on profiles.
public final class ProfileOperations {
    private final ProfileService profiles;

    public ProfileOperations(ProfileService profiles) {
        this.profiles = profiles;
    }

    public void addTo(OperationTable.Builder table) {
        table.on(GetProfiles.class, (caller, request) -> new GetProfiles.Result(profiles.get(request)))
                .on(UpdateProfile.class, (caller, change) -> new UpdateProfile.Result(profiles.update(caller, change)));
    }
}
