package im.parley.protocol.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stores a message at the end of a conversation and delivers it to everybody in it but this instance
/// (`sendMessage#3`). The answer comes after the commit: an acknowledged message is never lost.
///
/// Sending again under the same ID, on any connection, returns the first result and stores nothing
/// (`resendMessage#2`).
///
/// Errors: [ErrorCode#MESSAGE_INVALID_REQUEST] for fields out of range, for an ID that is not the caller's
/// and for an ID that already names another message; [ErrorCode#FEATURE_NOT_ENABLED] where a setting forbids
/// receipts, extensions or receiver lists; [ErrorCode#MESSAGE_TOO_LARGE] (`sendMessage#8`);
/// [ErrorCode#MESSAGE_INVALID_ID] when there is no such receiver; [ErrorCode#INVALID_CONVERSATION_TYPE] for
/// the system conversation (`sendMessage#7`); [ErrorCode#SENSITIVE_TEXT], [ErrorCode#SENSITIVE_MEDIA] and
/// [ErrorCode#PROFANITY_FOUND] for what moderation does not allow; [ErrorCode#MESSAGE_REJECTED_BY_CALLBACK],
/// [ErrorCode#GROUP_REJECTED_BY_CALLBACK] or a code of its own where the app's back end refuses it;
/// [ErrorCode#SERVER_OVERLOADED] when too much is waiting to be stored.
///
/// @param id made by the sender's SDK, see [MessageId]
/// @param conversationID where to
/// @param type a `MSG_…` value
/// @param payload by type, at most 12,288 bytes together with cloudCustomData and atUserList
/// @param cloudCustomData stored and delivered as it is (`create#3`)
/// @param priority a `MSG_PRIORITY_…` value; `Normal` when absent (`create#2`)
/// @param needReadReceipt asks for read receipts (`create#4`)
/// @param isSupportExtension allows extensions (`create#6`)
/// @param atUserList groups: userIDs that a text calls, and `MSG_AT_ALL`; 1 to 100 (`createTextAtMessage#1`)
/// @param receiverList groups: who alone gets it, 1 to 50 (`create#5`); not with atUserList
///     (`createTextAtMessage#2`)
/// @param onlineUserOnly goes to those who are online now, with sequence 0, and is not stored
///     (`sendMessage#11`); who is not online does not get it
/// @param messageControlInfo without effect beside onlineUserOnly (`sendMessage#5`)
/// @param offlinePushInfo kept for push; without effect beside onlineUserOnly
/// @param customModerationConfigurationID at most 256 bytes; effective with moderation, not stored
///     (`create#7`)
@Op("message.send")
public record SendMessage(
        MessageId id,
        @JsonDeserialize(converter = Target.class) ConversationId conversationID,
        String type,
        RawJson payload,
        @Nullable String cloudCustomData,
        @Nullable String priority,
        boolean needReadReceipt,
        boolean isSupportExtension,
        @Nullable List<String> atUserList,
        @Nullable List<String> receiverList,
        boolean onlineUserOnly,
        @Nullable MessageControlInfo messageControlInfo,
        @Nullable OfflinePushInfo offlinePushInfo,
        @Nullable String customModerationConfigurationID)
        implements Operation<SendMessage.Result> {
    private static final Set<String> PRIORITIES = Set.of(
            Types.MSG_PRIORITY_HIGH, Types.MSG_PRIORITY_NORMAL, Types.MSG_PRIORITY_LOW, Types.MSG_PRIORITY_LOWEST);

    public SendMessage {
        Check.present("id", id, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.present("type", type, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.present("payload", payload, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.storable("cloudCustomData", cloudCustomData, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(
                priority == null || PRIORITIES.contains(priority),
                "priority",
                priority,
                "High, Normal, Low or Lowest",
                ErrorCode.MESSAGE_INVALID_REQUEST);
        atUserList = users("atUserList", atUserList, Limits.AT_USERS);
        receiverList = users("receiverList", receiverList, Limits.MESSAGE_RECEIVERS);
        Check.that(
                atUserList == null || receiverList == null,
                "receiverList",
                receiverList,
                "none beside atUserList",
                ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.bytes(
                "customModerationConfigurationID",
                customModerationConfigurationID,
                Limits.MODERATION_ID_BYTES,
                ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// Reads where a message is to go: a peer who can be nobody is no receiver, however the ID is written.
    static final class Target extends StdConverter<String, ConversationId> {
        @Override
        public ConversationId convert(String text) {
            if (text.startsWith(Types.CONV_C2C)) {
                Check.userID(
                        "conversationID's userID",
                        text.substring(Types.CONV_C2C.length()),
                        ErrorCode.MESSAGE_INVALID_ID);
            } else if (text.startsWith(Types.CONV_GROUP)) {
                var groupID = text.substring(Types.CONV_GROUP.length());
                Check.that(
                        Check.isGroupID(groupID, Limits.TOPIC_ID_BYTES),
                        "conversationID's groupID",
                        groupID,
                        "the ID of a group or topic",
                        ErrorCode.GROUP_INVALID_ID);
            }
            return ConversationId.parse(text);
        }
    }

    private static @Nullable List<String> users(String field, @Nullable List<String> value, int most) {
        if (value == null) {
            return null;
        }
        var users = Check.list(field, value, most, ErrorCode.MESSAGE_INVALID_REQUEST);
        for (String user : users) {
            Check.userID("an element of " + field, user, ErrorCode.MESSAGE_INVALID_REQUEST);
        }
        return users;
    }

    /// @param sequence place in the conversation, from 1; 0 where it was not stored
    /// @param time seconds since 1970, the server's clock
    /// @param unreadCounter groups: see [Message#unreadCounter]; absent in C2C
    /// @param lacksReceipts groups: read receipts were asked for and are not to be had there
    ///     (`sendMessageReadReceipt#4`), the message is stored without needReadReceipt; absent: no
    public record Result(
            long sequence,
            long time,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long unreadCounter,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean lacksReceipts) {}
}
