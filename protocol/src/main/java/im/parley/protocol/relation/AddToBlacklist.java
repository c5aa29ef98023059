package im.parley.protocol.relation;

import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Blocks users: neither side can write to the other or ask to become friends, requests that are pending
/// are gone, and unless the setting `friend.blacklistKeepsFriend` is on a friendship ends at both sides
/// (`addToBlacklist#2` to `addToBlacklist#5`). Those who are blocked stay so.
///
/// Errors, none of which changes anything: [im.parley.protocol.ErrorCode#CANNOT_ADD_SELF_TO_BLACKLIST],
/// [im.parley.protocol.ErrorCode#FRIEND_ACCOUNT_NOT_FOUND], [im.parley.protocol.ErrorCode#BLACKLIST_FULL]
/// (`addToBlacklist#1`), [im.parley.protocol.ErrorCode#FRIEND_INVALID_PARAMETERS].
///
/// @param userIDList 1 to 1000
@Op("blacklist.add")
public record AddToBlacklist(List<String> userIDList) implements Operation<RelationChange> {
    public AddToBlacklist {
        userIDList = RelationChecks.users(userIDList, Limits.BLACKLIST);
    }
}
