package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Nothing;
import im.parley.server.message.MessageKey;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Of services `openim` and `group_open_http_svc`: what users have read.
final class ReadCommands {
    private static final String SERVICE = "openim";
    private static final int MAX_PEERS = 10;
    private static final int MAX_GROUP_RECEIPTS = 50;
    private static final int MAX_READERS = 200;

    /// The service's own code.
    private static final int TOO_MANY_ACCOUNTS = 90018;

    private ReadCommands() {}

    static void addTo(RestTable.Area<RestReceipts> table) {
        table.on(SERVICE, "admin_set_msg_read", Reading.class, ReadCommands::read)
                .on(SERVICE, "get_c2c_unread_msg_num", UnreadQuery.class, ReadCommands::unread)
                .on(SERVICE, "c2c_msg_read_receipt", Receipts.class, ReadCommands::sendReceipts)
                .on(GroupCommands.SERVICE, "group_msg_receipt", GroupReceipts.class, ReadCommands::sendGroupReceipts)
                .on(GroupCommands.SERVICE, "get_group_msg_receipt", GroupReceipts.class, ReadCommands::receipts)
                .on(GroupCommands.SERVICE, "get_group_msg_receipt_detail", Readers.class, ReadCommands::readers);
    }

    /// @param reporter userID of who has read
    /// @param peer userID of who wrote it
    /// @param msgReadTime seconds since 1970, up to when; absent: all
    record Reading(
            @JsonProperty("Report_Account") @Nullable String reporter,
            @JsonProperty("Peer_Account") @Nullable String peer,
            @Nullable Long msgReadTime) {
        Reading {
            Check.that(
                    msgReadTime == null || msgReadTime >= 0 && msgReadTime <= Limits.MAX_SECONDS,
                    "MsgReadTime",
                    msgReadTime,
                    "0 to " + Limits.MAX_SECONDS,
                    ErrorCode.MESSAGE_INVALID_REQUEST);
        }
    }

    private static Nothing read(RestReceipts area, Reading request) {
        var reader =
                RestNames.user(area.users(), "Report_Account", request.reporter(), ErrorCode.REST_FROM_ACCOUNT_UNKNOWN);
        area.reads().read(reader, peer(area.users(), request.peer()), request.msgReadTime());
        return Nothing.INSTANCE;
    }

    private static Account peer(RestUsers users, @Nullable String userID) {
        return RestNames.user(
                users, "Peer_Account", userID, ErrorCode.REST_TO_ACCOUNT_MISSING, ErrorCode.REST_TO_ACCOUNT_UNKNOWN);
    }

    /// @param peers userIDs of who wrote, at most 10; absent or none: all users
    record UnreadQuery(
            @JsonProperty("To_Account") @Nullable String user,
            @JsonProperty("Peer_Account") @Nullable List<String> peers) {
        List<String> named() {
            var named = peers == null ? List.<String>of() : peers;
            if (named.size() > MAX_PEERS) {
                throw new ChatException(
                        TOO_MANY_ACCOUNTS,
                        "Peer_Account has " + named.size() + " elements, expected at most " + MAX_PEERS);
            }
            named.forEach(
                    userID -> Check.present("an element of Peer_Account", userID, ErrorCode.REST_TO_ACCOUNT_MISSING));
            return named;
        }
    }

    /// @param all absent where users are named
    record Unread(
            @JsonProperty("AllC2CUnreadMsgNum") @Nullable Long all,
            @JsonProperty("C2CUnreadMsgNumList") List<OfPeer> ofPeers,
            List<Unknown> errorList) {}

    record OfPeer(
            @JsonProperty("Peer_Account") String peer,
            @JsonProperty("C2CUnreadMsgNum") int number) {}

    record Unknown(@JsonProperty("Peer_Account") String peer, int errorCode) {}

    private static Unread unread(RestReceipts area, UnreadQuery request) {
        var user = RestNames.user(
                area.users(),
                "To_Account",
                request.user(),
                ErrorCode.REST_TO_ACCOUNT_MISSING,
                ErrorCode.REST_TO_ACCOUNT_UNKNOWN);
        var named = request.named();
        if (named.isEmpty()) {
            return new Unread(area.reads().unread(user), List.of(), List.of());
        }
        var found = new ArrayList<OfPeer>();
        var unknown = new ArrayList<Unknown>();
        for (var userID : named) {
            area.users()
                    .find(userID)
                    .ifPresentOrElse(
                            peer -> found.add(new OfPeer(userID, area.reads().unread(user, peer))),
                            () -> unknown.add(new Unknown(userID, ErrorCode.ACCOUNT_NOT_FOUND.number())));
        }
        return new Unread(null, found, unknown);
    }

    /// @param operator userID of who has read
    /// @param peer userID of who wrote it
    /// @param messages 1 to 30 that the peer wrote to the operator
    record Receipts(
            @JsonProperty("Operator_Account") @Nullable String operator,
            @JsonProperty("Peer_Account") @Nullable String peer,
            @JsonProperty("C2CMsgInfo") @Nullable List<ReadMessage> messages) {}

    record ReadMessage(
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("To_Account") @Nullable String to,
            @Nullable String msgKey) {
        private MessageKey key(Account reader, Account peer) {
            Check.that(
                    peer.userID().equals(from),
                    "From_Account",
                    from,
                    "Peer_Account, who wrote it",
                    ErrorCode.REST_FROM_ACCOUNT_UNKNOWN);
            Check.that(
                    reader.userID().equals(to),
                    "To_Account",
                    to,
                    "Operator_Account, who has read it",
                    ErrorCode.REST_TO_ACCOUNT_MISSING);
            return MessageKey.parse(msgKey);
        }
    }

    private static Nothing sendReceipts(RestReceipts area, Receipts request) {
        var reader = RestNames.user(
                area.users(), "Operator_Account", request.operator(), ErrorCode.REST_FROM_ACCOUNT_UNKNOWN);
        var peer = peer(area.users(), request.peer());
        var keys = Check.list(
                        "C2CMsgInfo", request.messages(), Limits.RECEIPTS_PER_CALL, ErrorCode.MESSAGE_INVALID_REQUEST)
                .stream()
                .map(message -> message.key(reader, peer))
                .toList();
        return RestSend.numbered(
                Map.of(ErrorCode.READ_RECEIPT_MSG_LIST_EMPTY, ErrorCode.MESSAGE_TO_REVOKE_NOT_FOUND.number()), () -> {
                    area.attachments().sendReceipts(reader, peer, keys);
                    return Nothing.INSTANCE;
                });
    }

    /// @param from userID of the member who has read; not where receipts are asked for
    /// @param msgSeqList 1 to 50
    record GroupReceipts(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable List<GroupMessageCommands.Place> msgSeqList) {
        private String group() {
            return RestNames.room(groupID, null);
        }

        private List<Long> sequences() {
            return GroupMessageCommands.Place.all(msgSeqList, MAX_GROUP_RECEIPTS);
        }
    }

    private static Nothing sendGroupReceipts(RestReceipts area, GroupReceipts request) {
        var reader = RestNames.user(
                area.users(),
                "From_Account",
                request.from(),
                ErrorCode.GROUP_INVALID_PARAMETERS,
                ErrorCode.GROUP_ACCOUNT_NOT_FOUND);
        return RestSend.numbered(
                Map.of(ErrorCode.READ_RECEIPT_MSG_LIST_EMPTY, ErrorCode.READ_RECEIPT_NOT_FOUND.number()), () -> {
                    area.attachments().sendReceipts(reader, request.group(), request.sequences());
                    return Nothing.INSTANCE;
                });
    }

    record ReceiptsOfGroup(List<OfMessage> groupMsgReceiptList) {}

    /// @param code 0, or that of [ErrorCode#READ_RECEIPT_NOT_FOUND]
    record OfMessage(
            int code,
            long msgSeq,
            @Nullable Integer readNum,
            @Nullable Integer unreadNum) {}

    private static ReceiptsOfGroup receipts(RestReceipts area, GroupReceipts request) {
        var sequences = request.sequences();
        var found = area.attachments().receipts(area.users().administrator(), request.group(), sequences);
        return new ReceiptsOfGroup(sequences.stream()
                .map(sequence -> {
                    var receipts = found.get(sequence);
                    return receipts == null
                            ? new OfMessage(ErrorCode.READ_RECEIPT_NOT_FOUND.number(), sequence, null, null)
                            : new OfMessage(0, sequence, receipts.count(), receipts.unread());
                })
                .toList());
    }

    /// @param filter 0: who has read it, 1: who has not
    /// @param flag another name of `filter`
    /// @param cursor from the page before
    /// @param count 1 or more, cut to 200
    /// @param num another name of `count`
    record Readers(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable Long msgSeq,
            @Nullable Integer filter,
            @Nullable Integer flag,
            @Nullable String cursor,
            @Nullable Integer count,
            @Nullable Integer num) {
        private boolean isRead() {
            int wanted = Check.present("Filter", filter == null ? flag : filter, ErrorCode.GROUP_INVALID_PARAMETERS);
            Check.that(wanted == 0 || wanted == 1, "Filter", wanted, "0 or 1", ErrorCode.GROUP_INVALID_PARAMETERS);
            return wanted == 0;
        }

        private int most() {
            int wanted = Check.present("Count", count == null ? num : count, ErrorCode.GROUP_INVALID_PARAMETERS);
            Check.that(wanted >= 1, "Count", wanted, "1 or more", ErrorCode.GROUP_INVALID_PARAMETERS);
            return Math.min(wanted, MAX_READERS);
        }
    }

    /// @param isFinished 1: there are no more
    /// @param cursor asks for the next page; empty at the end
    record ReadersPage(
            int isFinished,
            long msgSeq,
            String cursor,
            @Nullable List<Reader> readList,
            @Nullable List<NoReader> unreadList) {}

    record Reader(@JsonProperty("Read_Account") String userID) {}

    record NoReader(@JsonProperty("Unread_Account") String userID) {}

    private static ReadersPage readers(RestReceipts area, Readers request) {
        var message = RestNames.message(request.groupID(), null, request.msgSeq());
        boolean isRead = request.isRead();
        var page = RestSend.numbered(
                Map.of(ErrorCode.MESSAGE_INVALID_REQUEST, ErrorCode.GROUP_INVALID_PARAMETERS.number()),
                () -> area.attachments()
                        .readers(
                                area.users().administrator(),
                                message.room(),
                                message.sequence(),
                                isRead,
                                request.cursor(),
                                request.most()));
        var users = page.userIDList();
        return new ReadersPage(
                page.cursor().isEmpty() ? 1 : 0,
                message.sequence(),
                page.cursor(),
                isRead ? users.stream().map(Reader::new).toList() : null,
                isRead ? null : users.stream().map(NoReader::new).toList());
    }
}
