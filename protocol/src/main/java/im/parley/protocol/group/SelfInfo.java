package im.parley.protocol.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// What a user is in a group.
///
/// @param role a `GRP_MBR_ROLE_…` value of [im.parley.protocol.Types]
/// @param joinTime seconds since 1970
/// @param nameCard at most 50 bytes; absent: empty
/// @param muteUntil seconds since 1970; 0: not muted
/// @param memberCustomField those that are set; absent: none
/// @param messageRemindType a `MSG_REMIND_…` value, always that of a new member: what the user has set is in
///     [im.parley.protocol.conversation.ConversationOptions]
public record SelfInfo(
        String role,
        long joinTime,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String nameCard,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long muteUntil,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<GroupField> memberCustomField,
        String messageRemindType) {}
