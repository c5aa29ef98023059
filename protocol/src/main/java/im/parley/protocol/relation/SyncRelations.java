package im.parley.protocol.relation;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.profile.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What changed of the caller's friends, applications and blacklist since the versions that the client
/// knows. A client that knows nothing gives 0 and an empty list is what version 0 stands for.
///
/// @param friends version that is known, see [FriendsUpdated#version]
/// @param applications see [ApplicationsUpdated#version]
/// @param blacklist see [BlacklistUpdated#version]
/// @param profilesSince [Result#serverTime] of the answer before: profiles of friends that changed since
///     are wanted; 0: none
@Op("relation.sync")
public record SyncRelations(long friends, long applications, long blacklist, long profilesSince)
        implements Operation<SyncRelations.Result> {
    /// @param friends all of them, in pages; absent: the known version is the newest, likewise the others
    /// @param profileList friends' profiles that changed, where `friends` is absent
    /// @param serverTime milliseconds since 1970
    public record Result(
            @Nullable FriendPage friends,
            @Nullable ApplicationsUpdated applications,
            @Nullable BlacklistUpdated blacklist,
            List<Profile> profileList,
            long serverTime) {}
}
