package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.server.message.BackEndContents;
import im.parley.server.message.BackEndContents.Element;
import im.parley.server.message.BackEndImports;
import im.parley.server.message.BackEndImports.BadTime;
import im.parley.server.message.BackEndImports.Said;
import im.parley.server.message.BackEndImports.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Of services `openim` and `group_open_http_svc`: taking over what was said elsewhere.
final class MessageImportCommands {
    private static final int MAX_MESSAGES = 20;
    private static final int INVALID = ErrorCode.GROUP_INVALID_PARAMETERS.number();

    // of SyncFromOldSystem
    private static final int AS_NEW = 1;
    private static final int AS_HISTORY = 2;

    // the services' own codes
    private static final int BAD_RANDOM = 90005;
    private static final int BAD_TIME = 90006;
    private static final int TOO_LARGE = 93000;
    private static final int GROUP_TOO_LARGE = 80002;
    private static final BackEndContents.Codes CONTENTS = new BackEndContents.Codes(90002, 90010);
    private static final BackEndContents.Codes GROUP_CONTENTS = new BackEndContents.Codes(INVALID, INVALID);

    private MessageImportCommands() {}

    static void addTo(RestTable.Area<RestMessages> table) {
        table.on("openim", "importmsg", Import.class, MessageImportCommands::toUser)
                .on(GroupCommands.SERVICE, "import_group_msg", GroupImport.class, MessageImportCommands::toGroup);
    }

    /// @param syncFromOldSystem 1: counts as unread; 2: does not
    /// @param msgTimeStamp seconds since 1970, when it was said: not before the newest message of the two
    /// @param msgBody elements, each a message of its own
    record Import(
            @Nullable Integer syncFromOldSystem,
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("To_Account") @Nullable String to,
            @Nullable Long msgRandom,
            @Nullable Long msgTimeStamp,
            @Nullable List<Element> msgBody,
            @Nullable String cloudCustomData) {
        private boolean isUnread() {
            int as = Check.present("SyncFromOldSystem", syncFromOldSystem, ErrorCode.MESSAGE_INVALID_REQUEST);
            Check.that(
                    as == AS_NEW || as == AS_HISTORY,
                    "SyncFromOldSystem",
                    as,
                    "1 or 2",
                    ErrorCode.MESSAGE_INVALID_REQUEST);
            return as == AS_NEW;
        }
    }

    private static Nothing toUser(RestMessages area, Import request) {
        var sender = RestNames.user(area.users(), "From_Account", request.from(), ErrorCode.REST_FROM_ACCOUNT_UNKNOWN);
        var receiver = RestNames.user(
                area.users(),
                "To_Account",
                request.to(),
                ErrorCode.REST_TO_ACCOUNT_MISSING,
                ErrorCode.REST_TO_ACCOUNT_UNKNOWN);
        Check.storable("CloudCustomData", request.cloudCustomData(), ErrorCode.MESSAGE_INVALID_REQUEST);
        long time = RestSend.random("MsgTimeStamp", request.msgTimeStamp(), BAD_TIME);
        var said = new Said(
                sender,
                RestSend.random("MsgRandom", request.msgRandom(), BAD_RANDOM),
                time,
                BackEndContents.readAll(request.msgBody(), CONTENTS),
                request.cloudCustomData(),
                request.isUnread(),
                true);
        var outcome = RestSend.numbered(
                Map.of(ErrorCode.MESSAGE_TOO_LARGE, TOO_LARGE),
                () -> area.imports().toUser(said, receiver));
        if (outcome instanceof BadTime(var newest, var now)) {
            throw new ChatException(
                    BAD_TIME,
                    "MsgTimeStamp is " + time + ", expected " + newest
                            + ", when the newest message of the two was sent, to " + now);
        }
        return Nothing.INSTANCE;
    }

    /// @param msgList 1 to 20, in the order in which it was said
    /// @param recentContactFlag 1: counts as unread and is shown as the last message
    record GroupImport(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("TopicId") @Nullable String topicID,
            @Nullable List<Item> msgList,
            @Nullable Integer recentContactFlag) {}

    /// @param sendTime seconds since 1970: not before the group was made, nor before its newest message
    /// @param random 0 to 4294967295; absent: the server's choice
    /// @param msgBody elements, each a message of its own
    record Item(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable Long sendTime,
            @Nullable Long random,
            @Nullable List<Element> msgBody,
            @Nullable String cloudCustomData) {
        private Said said(RestMessages area, boolean isRecent) {
            Check.storable("CloudCustomData", cloudCustomData, ErrorCode.GROUP_INVALID_PARAMETERS);
            return new Said(
                    RestNames.user(
                            area.users(),
                            "From_Account",
                            from,
                            ErrorCode.GROUP_INVALID_PARAMETERS,
                            ErrorCode.GROUP_ACCOUNT_NOT_FOUND),
                    RestSend.random(
                            "Random",
                            random == null
                                    ? Long.valueOf(Integer.toUnsignedLong(
                                            ThreadLocalRandom.current().nextInt()))
                                    : random,
                            INVALID),
                    RestSend.random("SendTime", sendTime, INVALID),
                    BackEndContents.readAll(msgBody, GROUP_CONTENTS),
                    cloudCustomData,
                    isRecent,
                    isRecent);
        }
    }

    record Imported(List<Result> importMsgResult) {}

    /// @param msgSeq of the first element; 0: it was not stored
    /// @param result 0, or why it was not
    record Result(long msgSeq, long msgTime, int result) {}

    private static Imported toGroup(RestMessages area, GroupImport request) {
        var room = RestNames.room(request.groupID(), request.topicID());
        var items = Check.list("MsgList", request.msgList(), MAX_MESSAGES, ErrorCode.GROUP_INVALID_PARAMETERS);
        long begun =
                area.groups().get(Objects.requireNonNull(request.groupID())).createTime();
        boolean isRecent = RestSend.isOn(request.recentContactFlag());
        var results = new ArrayList<Result>();
        for (var item : items) {
            results.add(toGroup(area, room, begun, item, isRecent));
        }
        return new Imported(results);
    }

    /// @param begun seconds since 1970, when the group was made
    private static Result toGroup(RestMessages area, String room, long begun, Item item, boolean isRecent) {
        long time = Objects.requireNonNullElse(item.sendTime(), 0L);
        try {
            var outcome = RestSend.<BackEndImports.Outcome>numbered(
                    Map.of(
                            ErrorCode.MESSAGE_TOO_LARGE, GROUP_TOO_LARGE,
                            ErrorCode.MSG_SEND_GRP_WITH_TOPIC_FAIL, INVALID,
                            ErrorCode.MESSAGE_INVALID_REQUEST, INVALID),
                    () -> {
                        var said = item.said(area, isRecent);
                        return time < begun
                                ? new BadTime(begun, begun)
                                : area.imports().toRoom(said, room);
                    });
            return switch (outcome) {
                case Stored(var sequence, var stored) -> new Result(sequence, stored, 0);
                case BadTime bad -> new Result(0, time, INVALID);
            };
        } catch (ChatException refused) {
            return new Result(0, time, refused.code());
        }
    }
}
