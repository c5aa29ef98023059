package im.parley.protocol.relation;

import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Blocks users no longer; a friendship that ended stays ended (`removeFromBlacklist#2`). Those who were
/// not blocked are passed over.
///
/// Error: [im.parley.protocol.ErrorCode#FRIEND_INVALID_PARAMETERS].
///
/// @param userIDList 1 to 1000
@Op("blacklist.remove")
public record RemoveFromBlacklist(List<String> userIDList) implements Operation<RelationChange> {
    public RemoveFromBlacklist {
        userIDList = RelationChecks.users(userIDList, Limits.BLACKLIST);
    }
}
