package im.parley.server.relation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ChatException;
import im.parley.protocol.Types;
import im.parley.protocol.relation.AcceptFriendApplication;
import im.parley.protocol.relation.AddFriend;
import im.parley.protocol.relation.RefuseFriendApplication;
import im.parley.server.metrics.DailyCount;
import im.parley.server.operation.Caller;
import im.parley.server.relation.Traces.Link;
import im.parley.server.settings.CallbackCommand;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import im.parley.server.webhook.Answer;
import im.parley.server.webhook.Callbacks;
import im.parley.server.webhook.NoAnswerException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the back end is asked about friendships before they begin, and told of friends and blacklists afterwards.
final class FriendCallbacks {
    /// Codes that callers are told as they are; the first one where the back end gave none of them.
    private static final int FIRST_OWN = 38_000;

    private static final int LAST_OWN = 39_000;

    private static final String REJECT = "Response_Action_Reject";

    private static final List<CallbackCommand> TOLD = List.of(
            CallbackCommand.FRIEND_ADD,
            CallbackCommand.FRIEND_DELETE,
            CallbackCommand.BLACKLIST_ADD,
            CallbackCommand.BLACKLIST_DELETE);

    private final Callbacks callbacks;
    private final Accounts accounts;

    FriendCallbacks(Callbacks callbacks, Accounts accounts) {
        this.callbacks = callbacks;
        this.accounts = accounts;
    }

    /// @throws ChatException the back end does not want it
    void ask(Caller caller, AddFriend request, boolean isForced) {
        ask(CallbackCommand.BEFORE_FRIEND_ADD, caller, request.userID(), body -> {
            addRequester(body, caller);
            body.putArray("FriendItem")
                    .addObject()
                    .put("To_Account", request.userID())
                    .put("Remark", text(request.remark()))
                    .put("GroupName", text(request.groupName()))
                    .put("AddSource", request.source())
                    .put("AddWording", text(request.wording()));
            body.put("AddType", Objects.requireNonNullElse(request.type(), Types.SNS_ADD_TYPE_BOTH))
                    .put("ForceAddFlags", isForced ? 1 : 0);
        });
    }

    /// @throws ChatException the back end does not want it
    void ask(Caller caller, AcceptFriendApplication request) {
        var action = Objects.requireNonNullElse(request.type(), Types.SNS_APPLICATION_AGREE_AND_ADD);
        askToRespond(caller, request.userID(), text(request.remark()), text(request.tag()), action);
    }

    /// @throws ChatException the back end does not want it
    void ask(Caller caller, RefuseFriendApplication request) {
        askToRespond(caller, request.userID(), "", "", REJECT);
    }

    private void askToRespond(Caller caller, String userID, String remark, String tag, String action) {
        ask(CallbackCommand.BEFORE_FRIEND_RESPONSE, caller, userID, body -> {
            addRequester(body, caller);
            body.putArray("ResponseFriendItem")
                    .addObject()
                    .put("To_Account", userID)
                    .put("Remark", remark)
                    .put("TagName", tag)
                    .put("ResponseAction", action);
        });
    }

    private static void addRequester(ObjectNode body, Caller caller) {
        body.put("Requester_Account", caller.adminID().isEmpty() ? caller.userID() : caller.adminID())
                .put("From_Account", caller.userID());
    }

    private void ask(CallbackCommand command, Caller caller, String userID, Consumer<ObjectNode> body) {
        Optional<Answer> answer;
        try {
            answer = callbacks.ask(command, caller.terminal(), body);
        } catch (NoAnswerException failed) {
            throw new ChatException(FIRST_OWN, failed.getMessage());
        }
        answer.map(given -> given.about(userID))
                .filter(given -> !given.allows())
                .ifPresent(given -> {
                    int code = given.code();
                    throw new ChatException(code >= FIRST_OWN && code <= LAST_OWN ? code : FIRST_OWN, given.reason());
                });
    }

    /// Tells what a change has brought about.
    ///
    /// @param traces committed
    void tell(Caller caller, Traces traces) {
        callbacks.count(DailyCount.FRIENDSHIPS_BEGUN, pairs(traces.befriended().keySet()));
        callbacks.count(DailyCount.FRIENDSHIPS_ENDED, pairs(traces.parted()));
        if (TOLD.stream().noneMatch(callbacks::isOn) || traces.pairs().isEmpty()) {
            return;
        }
        var people = accounts.byTinyID(traces.pairs().stream()
                .flatMap(pair -> pair.users().stream())
                .distinct()
                .toList());
        tellFriends(caller, traces, people);
        tell(CallbackCommand.FRIEND_DELETE, caller, traces.parted(), people);
        tell(CallbackCommand.BLACKLIST_ADD, caller, traces.blocked(), people);
        tell(CallbackCommand.BLACKLIST_DELETE, caller, traces.unblocked(), people);
    }

    private static long pairs(Collection<Link> links) {
        return links.stream()
                .map(link -> PairOfUsers.of(link.owner(), link.other()))
                .distinct()
                .count();
    }

    private void tellFriends(Caller caller, Traces traces, Map<Long, Account> people) {
        var initiators = traces.befriended();
        if (initiators.isEmpty()) {
            return;
        }
        boolean isResponse = !initiators.containsValue(caller.tinyID());
        callbacks.tell(CallbackCommand.FRIEND_ADD, caller.terminal(), caller.userID(), body -> {
            addPairs(
                    body,
                    initiators.keySet(),
                    people,
                    (pair, link) -> pair.put(
                            "Initiator_Account", userID(people, Objects.requireNonNull(initiators.get(link)))));
            body.put("ClientCmd", isResponse ? "friend_response" : "friend_add")
                    .put("Admin_Account", caller.adminID())
                    .put("ForceFlag", traces.isForced() ? 1 : 0);
        });
    }

    private void tell(CallbackCommand command, Caller caller, Collection<Link> links, Map<Long, Account> people) {
        if (!links.isEmpty()) {
            callbacks.tell(
                    command,
                    caller.terminal(),
                    caller.userID(),
                    body -> addPairs(body, links, people, (pair, link) -> {}));
        }
    }

    private static void addPairs(
            ObjectNode body, Collection<Link> links, Map<Long, Account> people, BiConsumer<ObjectNode, Link> more) {
        var list = body.putArray("PairList");
        for (var link : links) {
            var pair = list.addObject()
                    .put("From_Account", userID(people, link.owner()))
                    .put("To_Account", userID(people, link.other()));
            more.accept(pair, link);
        }
    }

    /// That of an account that is gone meanwhile is empty.
    private static String userID(Map<Long, Account> people, long tinyID) {
        var account = people.get(tinyID);
        return account == null ? "" : account.userID();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
