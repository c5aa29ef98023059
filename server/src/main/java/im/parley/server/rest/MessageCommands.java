package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.protocol.message.Message;
import im.parley.server.message.BackEndContents;
import im.parley.server.message.BackEndContents.Element;
import im.parley.server.message.BackEndMessages.Post;
import im.parley.server.message.MessageKey;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Of service `openim`: what users write to each other.
final class MessageCommands {
    private static final String SERVICE = "openim";
    private static final int MAX_RECEIVERS = 500;

    // the service's own codes
    static final int BAD_RANDOM = 90005;
    private static final int BAD_TIME = 90006;
    private static final int BAD_SYNC = 90031;
    static final int TOO_LARGE = 93000;
    static final BackEndContents.Codes CONTENTS = new BackEndContents.Codes(90002, 90010);

    private MessageCommands() {}

    static void addTo(RestTable.Area<RestMessages> table) {
        table.on(SERVICE, "sendmsg", Send.class, MessageCommands::send)
                .on(SERVICE, "batchsendmsg", Send.class, MessageCommands::sendToMany)
                .on(SERVICE, "admin_msgwithdraw", Withdrawal.class, MessageCommands::withdraw);
    }

    /// @param from userID; absent: the administrator
    /// @param to a userID, or a list of them
    /// @param syncOtherMachine 1 or absent: the sender has it too; 2: not
    /// @param msgBody elements, each a message of its own
    /// @param msgRandom of the first element, the others get the next ones
    /// @param msgTimeStamp seconds since 1970, part of the message's ID; absent: now
    /// @param msgLifeTime seconds, at most seven days; 0: for who is online, not stored. Others are kept as long as
    ///     any message
    /// @param onlineOnlyFlag 1: for who is online, not stored
    /// @param forbidCallbackControl which webhooks it does not fire
    record Send(
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("To_Account") @Nullable JsonNode to,
            @Nullable Integer syncOtherMachine,
            @Nullable List<Element> msgBody,
            @Nullable Long msgRandom,
            @Nullable Long msgTimeStamp,
            @Nullable Long msgLifeTime,
            @Nullable Integer onlineOnlyFlag,
            @Nullable String cloudCustomData,
            @Nullable List<String> sendMsgControl,
            @Nullable List<String> forbidCallbackControl,
            @Nullable RestPush offlinePushInfo,
            @Nullable Integer supportMessageExtension,
            @Nullable Integer isNeedReadReceipt) {
        private Post toPost(Account sender) {
            if (syncOtherMachine != null && syncOtherMachine != 1 && syncOtherMachine != 2) {
                throw new ChatException(BAD_SYNC, "SyncOtherMachine is " + syncOtherMachine + ", expected 1 or 2");
            }
            boolean isForNow = RestSend.isForNow(msgLifeTime);
            if (msgTimeStamp != null) {
                RestSend.random("MsgTimeStamp", msgTimeStamp, BAD_TIME);
            }
            return new Post(
                    sender,
                    RestSend.random("MsgRandom", msgRandom, BAD_RANDOM),
                    BackEndContents.readAll(msgBody, CONTENTS),
                    cloudCustomData,
                    null,
                    RestSend.isOn(isNeedReadReceipt),
                    RestSend.isOn(supportMessageExtension),
                    RestSend.isOn(onlineOnlyFlag) || isForNow,
                    RestSend.control(sendMsgControl, ErrorCode.MESSAGE_INVALID_REQUEST.number()),
                    offlinePushInfo == null ? null : offlinePushInfo.toInfo(),
                    RestSend.forbidsBefore(forbidCallbackControl, ErrorCode.MESSAGE_INVALID_REQUEST.number()),
                    RestSend.forbidsAfter(forbidCallbackControl));
        }

        private boolean isSeenBySender() {
            return syncOtherMachine == null || syncOtherMachine == 1;
        }
    }

    /// @param msgKey see [MessageKey]; of the first element
    /// @param msgID the message's `ID` at clients
    record Sent(
            long msgTime,
            String msgKey,
            @JsonProperty("MsgId") String msgID) {}

    private static Sent send(RestMessages area, Send request) {
        var to = request.to();
        if (to == null || !to.isTextual()) {
            throw ErrorCode.REST_TO_ACCOUNT_MISSING.because("To_Account is " + to + ", expected a userID");
        }
        var receiver = area.users()
                .find(to.textValue())
                .orElseThrow(() -> ErrorCode.REST_TO_ACCOUNT_UNKNOWN.because("there is no account " + to));
        var message =
                send(area, request, post(area, request), List.of(receiver)).getFirst();
        return new Sent(message.time(), MessageKey.of(message), message.id().text());
    }

    private static Post post(RestMessages area, Send request) {
        return request.toPost(area.users().sender(request.from(), ErrorCode.REST_FROM_ACCOUNT_UNKNOWN));
    }

    private static List<Message> send(RestMessages area, Send request, Post post, List<Account> receivers) {
        return RestSend.numbered(
                Map.of(ErrorCode.MESSAGE_TOO_LARGE, TOO_LARGE),
                () -> area.messages().toUsers(post, receivers, request.msgTimeStamp(), request.isSeenBySender()));
    }

    /// @param msgKey of the first receiver's message; absent: nobody got one
    /// @param msgKeyList of each receiver's
    record SentToMany(
            @Nullable String msgKey,
            @JsonProperty("MsgId") @Nullable String msgID,
            List<ReceiversKey> msgKeyList,
            List<Failure> errorList) {}

    record ReceiversKey(@JsonProperty("To_Account") String to, String msgKey) {}

    record Failure(@JsonProperty("To_Account") String to, int errorCode) {}

    private static SentToMany sendToMany(RestMessages area, Send request) {
        var userIDs = receivers(request.to());
        area.users().accounts().load(userIDs); // one query for all
        var receivers = new ArrayList<Account>();
        var failures = new ArrayList<Failure>();
        for (var userID : userIDs) {
            area.users()
                    .find(userID)
                    .ifPresentOrElse(
                            receivers::add,
                            () -> failures.add(new Failure(userID, ErrorCode.ACCOUNT_NOT_FOUND.number())));
        }
        var messages = send(area, request, post(area, request).silent(), receivers);
        var keys = messages.stream()
                .map(message -> new ReceiversKey(message.to(), MessageKey.of(message)))
                .toList();
        return new SentToMany(
                keys.isEmpty() ? null : keys.getFirst().msgKey(),
                messages.isEmpty() ? null : messages.getFirst().id().text(),
                keys,
                failures);
    }

    private static LinkedHashSet<String> receivers(@Nullable JsonNode to) {
        var userIDs = new LinkedHashSet<String>();
        if (to != null && to.isArray()) {
            if (to.size() > MAX_RECEIVERS) {
                throw ErrorCode.REST_TOO_MANY_RECEIVERS.because(
                        "To_Account has " + to.size() + " elements, expected at most " + MAX_RECEIVERS);
            }
            for (var userID : to) {
                if (!userID.isTextual()) {
                    throw ErrorCode.REST_TO_ACCOUNT_MISSING.because("To_Account has " + userID + ", expected userIDs");
                }
                userIDs.add(userID.textValue());
            }
        }
        if (userIDs.isEmpty()) {
            throw ErrorCode.REST_TO_ACCOUNT_MISSING.because("To_Account is missing or empty, expected userIDs");
        }
        return userIDs;
    }

    /// @param from userID of who wrote it
    /// @param to userID of whom they wrote it to
    /// @param msgKey see [MessageKey]
    record Withdrawal(
            @JsonProperty("From_Account") @Nullable String from,
            @JsonProperty("To_Account") @Nullable String to,
            @Nullable String msgKey) {}

    private static Nothing withdraw(RestMessages area, Withdrawal request) {
        area.recall()
                .inC2C(
                        area.users().administrator(),
                        RestNames.message(area.users(), request.from(), request.to(), request.msgKey()));
        return Nothing.INSTANCE;
    }
}
