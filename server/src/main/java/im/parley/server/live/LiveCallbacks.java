package im.parley.server.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.group.Group;
import im.parley.server.group.LiveGroup;
import im.parley.server.message.SystemAccount;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Terminal;
import im.parley.server.settings.CallbackCommand;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import im.parley.server.webhook.Callbacks;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What an app's back end is asked and told about who comes to live rooms and goes. It hears nothing of guests, who
/// are counted nowhere. Safe for use by many threads.
final class LiveCallbacks {
    private static final String MEMBER = "Member_Account";

    private final Callbacks callbacks;
    private final LiveStore store;
    private final Accounts accounts;

    LiveCallbacks(Callbacks callbacks, LiveStore store, Accounts accounts) {
        this.callbacks = callbacks;
        this.store = store;
        this.accounts = accounts;
    }

    /// Asks whether somebody may come in who is not in yet.
    ///
    /// @throws im.parley.protocol.ChatException see [Callbacks#askInGroup]
    void askToJoin(Caller caller, LiveGroup room) {
        if (callbacks.isOn(CallbackCommand.BEFORE_APPLY_JOIN)
                && store.joinedAt(room.id(), caller.tinyID()).isEmpty()) {
            callbacks.askInGroup(
                    CallbackCommand.BEFORE_APPLY_JOIN,
                    caller,
                    body -> about(body, room.profile()).put("Requestor_Account", caller.userID()));
        }
    }

    void joined(Caller caller, LiveGroup room) {
        tell(CallbackCommand.AFTER_MEMBER_JOIN, caller.terminal(), room, body -> {
            body.put("JoinType", "Apply").put("Operator_Account", caller.userID());
            Callbacks.addEach(body, "NewMemberList", MEMBER, List.of(caller.userID()));
        });
    }

    /// @param leaver null: nobody asked for it, they have been away for too long
    void quit(@Nullable Caller leaver, LiveGroup room, Collection<Account> users) {
        tell(CallbackCommand.AFTER_MEMBER_EXIT, leaver == null ? Terminal.UNKNOWN : leaver.terminal(), room, body -> {
            body.put("ExitType", "Quit")
                    .put("Operator_Account", leaver == null ? SystemAccount.USER_ID : leaver.userID());
            Callbacks.addEach(body, "ExitMemberList", MEMBER, userIDs(users));
        });
    }

    /// @param users account numbers of those who were in
    void kicked(Caller caller, LiveGroup room, Collection<Long> users) {
        if (!users.isEmpty()) {
            tell(CallbackCommand.AFTER_MEMBER_EXIT, caller.terminal(), room, body -> {
                body.put("ExitType", "Kicked").put("Operator_Account", caller.userID());
                Callbacks.addEach(
                        body,
                        "ExitMemberList",
                        MEMBER,
                        userIDs(accounts.byTinyID(users).values()));
            });
        }
    }

    /// Whether [#connections] tells anybody.
    boolean wantsConnections() {
        return callbacks.isOn(CallbackCommand.LIVE_MEMBER_STATE);
    }

    /// @param users account numbers of members whose last connection went, or who have one again
    void connections(LiveGroup room, Collection<Long> users, boolean isOnline) {
        tell(CallbackCommand.LIVE_MEMBER_STATE, Terminal.UNKNOWN, room, body -> {
            body.put("EventType", isOnline ? "Online" : "Offline");
            Callbacks.addEach(
                    body, "MemberList", MEMBER, userIDs(accounts.byTinyID(users).values()));
        });
    }

    private void tell(CallbackCommand command, Terminal from, LiveGroup room, Consumer<ObjectNode> more) {
        callbacks.tell(command, from, room.groupID(), body -> more.accept(about(body, room.profile())));
    }

    private static ObjectNode about(ObjectNode body, Group room) {
        return body.put("GroupId", room.groupID()).put("Type", room.type());
    }

    private static List<String> userIDs(Collection<Account> users) {
        return users.stream().map(Account::userID).toList();
    }
}
