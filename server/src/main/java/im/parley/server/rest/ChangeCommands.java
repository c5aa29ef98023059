package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.server.message.BackEndContents;
import im.parley.server.message.BackEndContents.Element;
import im.parley.server.message.Content;
import im.parley.server.message.MessageKey;
import im.parley.server.message.NamedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Of services `openim` and `group_open_http_svc`: changing and taking away what was said.
final class ChangeCommands {
    private static final String SERVICE = "openim";
    private static final int MAX_DELETED = 30;
    private static final int INVALID = ErrorCode.GROUP_INVALID_PARAMETERS.number();

    // the services' own codes
    private static final int TOO_LARGE = 93000;
    private static final int GROUP_TOO_LARGE = 80002;
    private static final BackEndContents.Codes CONTENTS = new BackEndContents.Codes(90002, 90010);
    private static final BackEndContents.Codes GROUP_CONTENTS = new BackEndContents.Codes(INVALID, INVALID);

    private ChangeCommands() {}

    static void addTo(RestTable.Area<RestMessages> table) {
        table.on(SERVICE, "modify_c2c_msg", Modification.class, ChangeCommands::modify)
                .on(SERVICE, "modify_group_msg", GroupModification.class, ChangeCommands::modifyInGroup)
                .on(SERVICE, "delete_c2c_msg_ramble", Deletion.class, ChangeCommands::delete)
                .on(GroupCommands.SERVICE, "delete_group_msg_by_sender", OfSender.class, ChangeCommands::recallAll)
                .on(GroupCommands.SERVICE, "clear_group_msg", Clearing.class, ChangeCommands::clear);
    }

    /// @param msgBody one element; absent: it stays
    /// @param cloudCustomData absent: it stays
    record Modification(
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("To_Account") @Nullable String to,
            @Nullable String msgKey,
            @Nullable List<Element> msgBody,
            @Nullable String cloudCustomData) {}

    private static Nothing modify(RestMessages area, Modification request) {
        var message = RestNames.message(area.users(), request.from(), request.to(), request.msgKey());
        return RestSend.numbered(
                Map.of(ErrorCode.MESSAGE_TOO_LARGE, TOO_LARGE),
                () -> modify(
                        area,
                        message,
                        content(request.msgBody(), CONTENTS),
                        request.cloudCustomData(),
                        ErrorCode.MESSAGE_INVALID_REQUEST));
    }

    private static @Nullable Content content(@Nullable List<Element> body, BackEndContents.Codes codes) {
        return body == null ? null : BackEndContents.readOne(body, codes);
    }

    private static Nothing modify(
            RestMessages area,
            NamedMessage message,
            @Nullable Content content,
            @Nullable String custom,
            ErrorCode invalid) {
        Check.storable("CloudCustomData", custom, invalid);
        if (content == null && custom == null) {
            throw invalid.because("neither MsgBody nor CloudCustomData is given, expected one of them");
        }
        area.changes().modify(area.users().administrator(), message, content, custom);
        return Nothing.INSTANCE;
    }

    /// @param msgBody one element; absent: it stays
    /// @param cloudCustomData absent: it stays
    record GroupModification(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("TopicId") @Nullable String topicID,
            @Nullable Long msgSeq,
            @Nullable List<Element> msgBody,
            @Nullable String cloudCustomData) {}

    private static Nothing modifyInGroup(RestMessages area, GroupModification request) {
        var message = RestNames.message(request.groupID(), request.topicID(), request.msgSeq());
        return RestSend.numbered(
                Map.of(
                        ErrorCode.MESSAGE_TOO_LARGE, GROUP_TOO_LARGE,
                        ErrorCode.MESSAGE_INVALID_REQUEST, INVALID),
                () -> modify(
                        area,
                        message,
                        content(request.msgBody(), GROUP_CONTENTS),
                        request.cloudCustomData(),
                        ErrorCode.GROUP_INVALID_PARAMETERS));
    }

    /// @param operator userID of whose history they go from
    /// @param msgKeyList 1 to 30
    record Deletion(
            @JsonProperty("Operator_Account") @Nullable String operator,
            @JsonProperty("Peer_Account") @Nullable String peer,
            @Nullable List<String> msgKeyList) {}

    /// @param invalidMsgKeyList those that name no message
    record Deleted(List<String> invalidMsgKeyList) {}

    private static Deleted delete(RestMessages area, Deletion request) {
        var owner = RestNames.user(
                area.users(), "Operator_Account", request.operator(), ErrorCode.REST_FROM_ACCOUNT_UNKNOWN);
        var peer = RestNames.user(
                area.users(),
                "Peer_Account",
                request.peer(),
                ErrorCode.REST_TO_ACCOUNT_MISSING,
                ErrorCode.REST_TO_ACCOUNT_UNKNOWN);
        var texts = Check.list("MsgKeyList", request.msgKeyList(), MAX_DELETED, ErrorCode.MESSAGE_INVALID_REQUEST);
        var keys = new ArrayList<MessageKey>();
        var invalid = new ArrayList<String>();
        for (var text : texts) {
            MessageKey.find(text).ifPresentOrElse(keys::add, () -> invalid.add(text));
        }
        area.changes().delete(owner, peer, keys).forEach(missing -> invalid.add(missing.text()));
        return new Deleted(invalid);
    }

    record OfSender(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("TopicId") @Nullable String topicID,
            @JsonProperty("Sender_Account") @Nullable String sender) {}

    private static Nothing recallAll(RestMessages area, OfSender request) {
        var room = RestNames.room(request.groupID(), request.topicID());
        var sender = RestNames.user(
                area.users(),
                "Sender_Account",
                request.sender(),
                ErrorCode.GROUP_INVALID_PARAMETERS,
                ErrorCode.GROUP_ACCOUNT_NOT_FOUND);
        area.recall().ofSender(area.users().administrator(), room, sender);
        return Nothing.INSTANCE;
    }

    /// @param msgSeq of the last message that goes; absent: all go
    record Clearing(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable Long msgSeq) {}

    private static Nothing clear(RestMessages area, Clearing request) {
        Check.that(
                request.msgSeq() == null || request.msgSeq() >= 1,
                "MsgSeq",
                request.msgSeq(),
                "1 or more",
                ErrorCode.GROUP_INVALID_PARAMETERS);
        area.changes().clear(area.users().administrator(), RestNames.room(request.groupID(), null), request.msgSeq());
        return Nothing.INSTANCE;
    }
}
