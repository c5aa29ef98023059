package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.server.message.BackEndContents;
import im.parley.server.message.BackEndContents.Element;
import im.parley.server.message.BackEndMessages.Post;
import im.parley.server.users.Account;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Of service `group_open_http_svc`: what is said in groups.
final class GroupMessageCommands {
    private static final String SERVICE = "group_open_http_svc";
    private static final int MAX_RECALLED = 10;
    private static final int REASON_BYTES = 100;
    private static final int MAX_CALLED = 30;
    private static final int INVALID = ErrorCode.GROUP_INVALID_PARAMETERS.number();
    private static final BackEndContents.Codes CONTENTS = new BackEndContents.Codes(INVALID, INVALID);

    private GroupMessageCommands() {}

    static void addTo(RestTable.Area<RestMessages> table) {
        table.on(SERVICE, "send_group_msg", Send.class, GroupMessageCommands::send)
                .on(SERVICE, "send_broadcast_msg", Broadcast.class, GroupMessageCommands::broadcast)
                .on(SERVICE, "group_msg_recall", Recall.class, GroupMessageCommands::recall);
    }

    /// @param from userID; absent: the administrator
    /// @param random 0 to 4294967295
    /// @param msgBody elements, each a message of its own
    record Broadcast(
            @JsonProperty("From_Account") @Nullable String from,
            long random,
            @Nullable List<Element> msgBody,
            @Nullable String cloudCustomData) {}

    record BroadcastSent(long msgSeq) {}

    private static BroadcastSent broadcast(RestMessages area, Broadcast request) {
        var contents = BackEndContents.readAll(request.msgBody(), CONTENTS);
        var from = area.users()
                .sender(request.from(), ErrorCode.GROUP_ACCOUNT_NOT_FOUND)
                .userID();
        return new BroadcastSent(area.broadcasts().send(from, request.random(), contents, request.cloudCustomData()));
    }

    /// @param topicID absent: to the group itself
    /// @param random of the first element, the others get the next ones
    /// @param msgBody elements, each a message of its own
    /// @param from userID, who need not be in the group; absent: the administrator
    /// @param msgPriority `High`, `Normal`, `Low` or `Lowest`
    /// @param forbidCallbackControl which webhooks it does not fire
    /// @param groupAtInfo whom the texts call, at most 30
    /// @param toAccount userIDs of the members who alone get it, at most 50
    record Send(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("TopicId") @Nullable String topicID,
            @Nullable Long random,
            @Nullable List<Element> msgBody,
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable String msgPriority,
            @Nullable Integer onlineOnlyFlag,
            @Nullable List<String> sendMsgControl,
            @Nullable List<String> forbidCallbackControl,
            @Nullable List<Called> groupAtInfo,
            @JsonProperty("To_Account") @Nullable List<String> toAccount,
            @Nullable Integer needReadReceipt,
            @Nullable Integer supportMessageExtension,
            @Nullable String cloudCustomData,
            @Nullable RestPush offlinePushInfo) {
        private Post toPost(Account sender) {
            return new Post(
                    sender,
                    RestSend.random("Random", random, INVALID),
                    BackEndContents.readAll(msgBody, CONTENTS),
                    cloudCustomData,
                    msgPriority,
                    RestSend.isOn(needReadReceipt),
                    RestSend.isOn(supportMessageExtension),
                    RestSend.isOn(onlineOnlyFlag),
                    RestSend.control(sendMsgControl, INVALID),
                    offlinePushInfo == null ? null : offlinePushInfo.toInfo(),
                    RestSend.forbidsBefore(forbidCallbackControl, INVALID),
                    RestSend.forbidsAfter(forbidCallbackControl));
        }

        private @Nullable List<String> called(Post post) {
            if (groupAtInfo == null || groupAtInfo.isEmpty()) {
                return null;
            }
            Check.list("GroupAtInfo", groupAtInfo, MAX_CALLED, ErrorCode.GROUP_INVALID_PARAMETERS);
            if (post.contents().stream().noneMatch(content -> content.type().equals(Types.MSG_TEXT))) {
                throw ErrorCode.GROUP_INVALID_PARAMETERS.because("GroupAtInfo is given, expected none without a text");
            }
            return groupAtInfo.stream().map(Called::name).distinct().toList();
        }
    }

    /// @param groupAtAllFlag 1: everybody
    record Called(
            @Nullable Integer groupAtAllFlag,
            @JsonProperty("GroupAt_Account") @Nullable String account) {
        private String name() {
            return RestSend.isOn(groupAtAllFlag)
                    ? Types.MSG_AT_ALL
                    : Check.present("GroupAt_Account", account, ErrorCode.GROUP_INVALID_PARAMETERS);
        }
    }

    /// @param msgSeq of the first element; 0: not stored
    record Sent(long msgTime, long msgSeq) {}

    private static Sent send(RestMessages area, Send request) {
        var room = RestNames.room(request.groupID(), request.topicID());
        var post = request.toPost(area.users().sender(request.from(), ErrorCode.GROUP_ACCOUNT_NOT_FOUND));
        var message = RestSend.numbered(
                Map.of(
                        ErrorCode.MESSAGE_INVALID_REQUEST, INVALID,
                        ErrorCode.INVALID_CONV_ID, INVALID,
                        ErrorCode.MSG_SEND_GRP_WITH_TOPIC_FAIL, INVALID,
                        ErrorCode.MESSAGE_INVALID_ID, ErrorCode.GROUP_ACCOUNT_NOT_FOUND.number()),
                () -> area.messages().toRoom(post, room, request.called(post), request.toAccount()));
        return new Sent(message.time(), message.sequence());
    }

    /// @param msgSeqList 1 to 10
    /// @param topicID absent: the group's own messages
    /// @param reason told to the members, at most 100 bytes
    record Recall(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable List<Place> msgSeqList,
            @JsonProperty("TopicId") @Nullable String topicID,
            @Nullable String reason) {
        Recall {
            Check.bytes("Reason", reason, REASON_BYTES, ErrorCode.GROUP_INVALID_PARAMETERS);
        }

        List<Long> sequences() {
            return Place.all(msgSeqList, MAX_RECALLED);
        }
    }

    record Place(long msgSeq) {
        /// @param most how many there may be
        /// @return at least one, each once
        static List<Long> all(@Nullable List<Place> places, int most) {
            return Check.list("MsgSeqList", places, most, ErrorCode.GROUP_INVALID_PARAMETERS).stream()
                    .map(Place::msgSeq)
                    .distinct()
                    .toList();
        }
    }

    record Recalled(List<RecallResult> recallRetList) {}

    /// @param retCode 0: done
    record RecallResult(long msgSeq, int retCode) {}

    private static Recalled recall(RestMessages area, Recall request) {
        var sequences = request.sequences();
        var codes = area.recall()
                .inRoom(
                        area.users().administrator(),
                        RestNames.room(request.groupID(), request.topicID()),
                        sequences,
                        request.reason());
        return new Recalled(sequences.stream()
                .map(sequence -> new RecallResult(sequence, codes.getOrDefault(sequence, 0)))
                .toList());
    }
}
