package im.parley.protocol.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stored message as it travels to clients; the same bytes for every receiver. What depends on the viewer
/// (conversationID, flow, isPeerRead) is worked out by the SDKs.
///
/// @param id see [MessageId]; clientTime and random are read from it
/// @param conversationType `C2C`, `GROUP` or `@TIM#SYSTEM`
/// @param from the sender's userID
/// @param to the receiver's userID, or the group or topic ID
/// @param sequence place in the conversation: 1, 2, 3 … without holes; 0: for those online now, not stored
/// @param time seconds since 1970, the server's clock
/// @param type a `MSG_…` value of [im.parley.protocol.Types]
/// @param payload by type, see [TextPayload]
/// @param unreadCounter how many messages of this sender (C2C) or of the conversation (group) up to and
///     including this one count as unread; a viewer's unread count is the newest such number minus the one
///     they have read up to
/// @param nick the sender's; absent when empty
/// @param avatar the sender's; absent when empty
/// @param nameCard groups: the sender's name there, as of sending; absent when empty
/// @param level live rooms: the sender's; absent when 0
/// @param cloudCustomData the app's own text; absent when empty
/// @param priority a `MSG_PRIORITY_…` value; absent for `Normal`
/// @param needReadReceipt the sender asks for receipts
/// @param isSupportExtension extensions may be set on it
/// @param isExcludedFromUnreadCount it does not count as unread (`sendMessage#15`)
/// @param isExcludedFromLastMessage lists do not show it as the last one (`sendMessage#16`)
/// @param isSignal the server made it to carry what happened to an invitation
///     ([im.parley.protocol.signaling.SignalingInfo])
/// @param atUserList groups: userIDs that it calls by name, and `MSG_AT_ALL`; absent: none
/// @param version how often it was modified, a verdict of moderation included; absent: never
/// @param change the conversation's count of changes when this message last changed; absent: never
/// @param isBroadcastMessage sent by a back end to all live rooms
/// @param hasRiskContent moderation objects to it, since after it was stored
/// @param revocation absent: not revoked
/// @param receipts absent: no read receipt so far; in groups: it asks for none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        @JsonProperty("ID") MessageId id,
        String conversationType,
        String from,
        String to,
        long sequence,
        long time,
        String type,
        RawJson payload,
        long unreadCounter,
        @Nullable String nick,
        @Nullable String avatar,
        @Nullable String nameCard,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long level,
        @Nullable String cloudCustomData,
        @Nullable String priority,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean needReadReceipt,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean isSupportExtension,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean isExcludedFromUnreadCount,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean isExcludedFromLastMessage,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean isSignal,
        @Nullable List<String> atUserList,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int version,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long change,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean isBroadcastMessage,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean hasRiskContent,
        @Nullable Revocation revocation,
        @Nullable Receipts receipts) {
    /// The same for all live rooms, as one of them is told it.
    ///
    /// @param groupID of that room
    public Message broadcast(String groupID, @Nullable String custom) {
        return new Message(
                id,
                conversationType,
                from,
                groupID,
                sequence,
                time,
                type,
                payload,
                unreadCounter,
                nick,
                avatar,
                nameCard,
                level,
                custom,
                priority,
                needReadReceipt,
                isSupportExtension,
                isExcludedFromUnreadCount,
                isExcludedFromLastMessage,
                isSignal,
                atUserList,
                version,
                change,
                true,
                hasRiskContent,
                revocation,
                receipts);
    }

    /// One of a live room that was taken back. Nobody counts the changes there: it is the first.
    ///
    /// @param isSecret whether what it said is left out
    public Message revoked(Revocation by, boolean isSecret) {
        return new Message(
                id,
                conversationType,
                from,
                to,
                sequence,
                time,
                type,
                isSecret ? RawJson.of("{}") : payload,
                unreadCounter,
                nick,
                avatar,
                nameCard,
                level,
                isSecret ? null : cloudCustomData,
                priority,
                needReadReceipt,
                isSupportExtension,
                isExcludedFromUnreadCount,
                isExcludedFromLastMessage,
                isSignal,
                atUserList,
                version,
                1,
                isBroadcastMessage,
                hasRiskContent,
                by,
                receipts);
    }
}
