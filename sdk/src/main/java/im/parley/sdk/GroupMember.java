package im.parley.sdk;

import im.parley.protocol.group.GroupField;
import java.util.List;

/// A member of a group.
///
/// @param nick empty when unset
/// @param avatar address of a picture; empty when unset
/// @param role a `GRP_MBR_ROLE_…` value of [im.parley.protocol.Types]
/// @param joinTime seconds since 1970
/// @param nameCard their name in this group, at most 50 bytes; empty when unset
/// @param muteUntil seconds since 1970; 0: not muted
/// @param memberCustomField those that are set
/// @param lastSendMsgTime seconds since 1970 of their last message here; 0: none known
/// @param isOnline whether they are signed in somewhere, where the server tells
/// @param markType live rooms: the marks that the owner gave
public record GroupMember(
        String userID,
        String avatar,
        String nick,
        String role,
        long joinTime,
        String nameCard,
        long muteUntil,
        List<GroupField> memberCustomField,
        long lastSendMsgTime,
        boolean isOnline,
        List<Integer> markType) {
    static GroupMember of(im.parley.protocol.group.GroupMember stored) {
        return new GroupMember(
                stored.userID(),
                MessageContent.orEmpty(stored.avatar()),
                MessageContent.orEmpty(stored.nick()),
                stored.role(),
                stored.joinTime(),
                MessageContent.orEmpty(stored.nameCard()),
                stored.muteUntil(),
                Group.orEmpty(stored.memberCustomField()),
                stored.lastSendMsgTime(),
                stored.isOnline(),
                Group.orEmpty(stored.markType()));
    }
}
