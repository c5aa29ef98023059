package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ArrayNode;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.message.Message;
import im.parley.server.message.BackEndHistory;
import im.parley.server.message.BackEndHistory.Place;
import im.parley.server.message.BackEndHistory.Read;
import im.parley.server.message.MessageKey;
import im.parley.server.message.SystemAccount;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Of services `openim` and `group_open_http_svc`: reading what was said.
final class HistoryCommands {
    /// Most messages of two users in one answer.
    private static final int PAGE = 100;
    /// Most messages of a group in one answer.
    private static final int GROUP_PAGE = 20;

    // of MsgFlagBits
    private static final int WITHDRAWN = 8;

    // of IsPlaceMsg
    private static final int GONE = 1;
    private static final int RECALLED = 2;

    // of IsFinished
    private static final int CUT = 0;
    private static final int WHOLE = 1;
    private static final int ALL_GONE = 2;

    /// In the order of their numbers, from 1.
    private static final List<String> PRIORITIES = List.of(
            Types.MSG_PRIORITY_HIGH, Types.MSG_PRIORITY_NORMAL, Types.MSG_PRIORITY_LOW, Types.MSG_PRIORITY_LOWEST);

    private HistoryCommands() {}

    static void addTo(RestTable.Area<RestMessages> table) {
        table.on("openim", "admin_getroammsg", Query.class, HistoryCommands::ofUsers)
                .on(GroupCommands.SERVICE, "group_msg_get_simple", GroupQuery.class, HistoryCommands::ofGroup);
    }

    /// @param operator userID of whose history it is
    /// @param from an older name of `operator`
    /// @param to an older name of `peer`
    /// @param maxCnt 1 or more, cut to 100
    /// @param minTime seconds since 1970, inclusive; absent: all
    /// @param maxTime seconds since 1970, inclusive; absent: all
    /// @param lastMsgKey where the page before ended
    record Query(
            @JsonProperty("Operator_Account") @Nullable String operator,
            @JsonProperty("Peer_Account") @Nullable String peer,
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("To_Account") @Nullable String to,
            @Nullable Integer maxCnt,
            @Nullable Long minTime,
            @Nullable Long maxTime,
            @Nullable String lastMsgKey) {
        private BackEndHistory.Window window() {
            long first = Objects.requireNonNullElse(minTime, 0L);
            long last = Objects.requireNonNullElse(maxTime, Limits.MAX_SECONDS);
            int count = Check.present("MaxCnt", maxCnt, ErrorCode.MESSAGE_INVALID_REQUEST);
            Check.that(count >= 1, "MaxCnt", count, "1 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
            Check.that(
                    first >= 0 && first <= last && last <= Limits.MAX_SECONDS,
                    "MinTime to MaxTime",
                    first + " to " + last,
                    "times that follow each other, at most " + Limits.MAX_SECONDS,
                    ErrorCode.MESSAGE_INVALID_REQUEST);
            return new BackEndHistory.Window(
                    first,
                    last,
                    lastMsgKey == null || lastMsgKey.isEmpty() ? null : MessageKey.parse(lastMsgKey),
                    Math.min(count, PAGE));
        }
    }

    /// @param complete 1: there is no more in this window
    /// @param lastMsgTime of the oldest message, `MaxTime` for the next page; 0: there is none
    /// @param lastMsgKey of the oldest message; empty: there is none
    /// @param msgList oldest first
    record Page(int complete, int msgCnt, long lastMsgTime, String lastMsgKey, List<Told> msgList) {}

    /// @param msgFlagBits 8: it was taken back
    /// @param isPeerRead 1: whoever got it has read it
    record Told(
            @JsonProperty("From_Account") String from,
            @JsonProperty("To_Account") String to,
            long msgSeq,
            long msgRandom,
            long msgTimeStamp,
            long msgClientTime,
            int msgFlagBits,
            int isPeerRead,
            String msgKey,
            ArrayNode msgBody,
            @Nullable String cloudCustomData) {
        private static Told of(RestMessages area, Read read) {
            var message = read.message();
            return new Told(
                    message.from(),
                    message.to(),
                    message.sequence(),
                    message.id().random(),
                    message.time(),
                    message.id().clientTime(),
                    message.revocation() == null ? 0 : WITHDRAWN,
                    read.isRead() ? 1 : 0,
                    MessageKey.of(message),
                    area.history().body(message),
                    message.cloudCustomData());
        }
    }

    private static Page ofUsers(RestMessages area, Query request) {
        var owner = RestNames.user(
                area.users(),
                "Operator_Account",
                request.operator() == null ? request.from() : request.operator(),
                ErrorCode.REST_FROM_ACCOUNT_UNKNOWN);
        var peer = RestNames.user(
                area.users(),
                "Peer_Account",
                request.peer() == null ? request.to() : request.peer(),
                ErrorCode.REST_TO_ACCOUNT_MISSING,
                ErrorCode.REST_TO_ACCOUNT_UNKNOWN);
        var page = area.history().ofPair(owner, peer, request.window());
        var told = page.messages().stream().map(read -> Told.of(area, read)).toList();
        return new Page(
                page.isComplete() ? 1 : 0,
                told.size(),
                told.isEmpty() ? 0 : told.getFirst().msgTimeStamp(),
                told.isEmpty() ? "" : told.getFirst().msgKey(),
                told);
    }

    /// @param reqMsgNumber 1 or more, cut to 20
    /// @param reqMsgSeq the newest that is wanted; absent: the newest there is
    /// @param withRecalledMsg 1: those that were taken back, too
    record GroupQuery(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("TopicId") @Nullable String topicID,
            @Nullable Integer reqMsgNumber,
            @Nullable Long reqMsgSeq,
            @Nullable Integer withRecalledMsg) {
        private int number() {
            int number = Check.present("ReqMsgNumber", reqMsgNumber, ErrorCode.GROUP_INVALID_PARAMETERS);
            Check.that(number >= 1, "ReqMsgNumber", number, "1 or more", ErrorCode.GROUP_INVALID_PARAMETERS);
            Check.that(
                    reqMsgSeq == null || reqMsgSeq >= 0,
                    "ReqMsgSeq",
                    reqMsgSeq,
                    "0 or more",
                    ErrorCode.GROUP_INVALID_PARAMETERS);
            return number;
        }
    }

    /// @param isFinished 1: all that was asked for; 0: more was asked for than one answer holds; 2: none of it
    ///     is kept
    /// @param rspMsgList newest first
    record GroupPage(@JsonProperty("GroupId") String groupID, int isFinished, List<GroupMessage> rspMsgList) {}

    /// @param isPlaceMsg 1: it is no longer there; 2: it was taken back
    /// @param isSystemMsg 1: a tip
    record GroupMessage(
            @JsonProperty("From_Account") @Nullable String from,
            int isPlaceMsg,
            @Nullable Integer isSystemMsg,
            @Nullable ArrayNode msgBody,
            @Nullable Integer msgPriority,
            @Nullable Long msgRandom,
            long msgSeq,
            @Nullable Long msgTimeStamp,
            @Nullable String cloudCustomData) {
        private static GroupMessage of(RestMessages area, Place place) {
            var message = place.message();
            return message == null
                    ? new GroupMessage(null, GONE, null, null, null, null, place.sequence(), null, null)
                    : of(area, message);
        }

        private static GroupMessage of(RestMessages area, Message message) {
            return new GroupMessage(
                    message.from(),
                    message.revocation() == null ? 0 : RECALLED,
                    message.from().equals(SystemAccount.USER_ID) ? 1 : 0,
                    area.history().body(message),
                    1 + PRIORITIES.indexOf(Objects.requireNonNullElse(message.priority(), Types.MSG_PRIORITY_NORMAL)),
                    message.id().random(),
                    message.sequence(),
                    message.time(),
                    message.cloudCustomData());
        }
    }

    private static GroupPage ofGroup(RestMessages area, GroupQuery request) {
        var room = RestNames.room(request.groupID(), request.topicID());
        int number = request.number();
        var found = area.history()
                .ofRoom(
                        area.users().administrator(),
                        room,
                        request.reqMsgSeq(),
                        Math.min(number, GROUP_PAGE),
                        RestSend.isOn(request.withRecalledMsg()));
        var messages = found.places().stream()
                .map(place -> GroupMessage.of(area, place))
                .toList();
        boolean isAllGone = !messages.isEmpty() && messages.stream().allMatch(message -> message.isPlaceMsg() == GONE);
        int finished = isAllGone ? ALL_GONE : number > GROUP_PAGE && !found.isLast() ? CUT : WHOLE;
        return new GroupPage(Objects.requireNonNull(request.groupID()), finished, messages);
    }
}
