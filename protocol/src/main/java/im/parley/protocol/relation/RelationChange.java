package im.parley.protocol.relation;

import org.jspecify.annotations.Nullable;

/// What a call changed for its caller: what the user's other instances get as pushes.
///
/// @param friends absent: nothing of them changed, likewise the others
public record RelationChange(
        @Nullable FriendsUpdated friends,
        @Nullable ApplicationsUpdated applications,
        @Nullable BlacklistUpdated blacklist) {
    public static final RelationChange NOTHING = new RelationChange(null, null, null);
}
