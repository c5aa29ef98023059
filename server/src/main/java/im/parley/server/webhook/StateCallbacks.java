package im.parley.server.webhook;

import im.parley.protocol.session.Platform;
import im.parley.server.operation.Terminal;
import im.parley.server.session.Session;
import im.parley.server.session.SessionListener;
import im.parley.server.settings.CallbackCommand;
import im.parley.server.users.Accounts;
import java.util.List;
import java.util.stream.Gatherers;

/// Tells the back end who comes and goes. Who must leave for another instance is told of with that one.
public final class StateCallbacks implements SessionListener {
    /// Users whom one query names.
    private static final int NAMED_AT_ONCE = 1_000;

    private final Callbacks callbacks;
    private final Accounts accounts;

    public StateCallbacks(Callbacks callbacks, Accounts accounts) {
        this.callbacks = callbacks;
        this.accounts = accounts;
    }

    @Override
    public void began(Session session, List<Platform> leaving) {
        tell(session, "Login", "Register", leaving);
    }

    @Override
    public void ended(Session session, Ending how) {
        switch (how) {
            case SIGNED_OUT -> tell(session, "Logout", "Unregister", List.of());
            case LOST -> tell(session, "Disconnect", "LinkClose", List.of());
            case SILENT -> tell(session, "Disconnect", "TimeOut", List.of());
        }
    }

    @Override
    public void orphaned(List<Orphan> sessions) {
        if (!callbacks.isOn(CallbackCommand.STATE_CHANGE)) {
            return;
        }
        sessions.stream().gather(Gatherers.windowFixed(NAMED_AT_ONCE)).forEach(some -> {
            var people = accounts.byTinyID(
                    some.stream().map(Orphan::tinyID).distinct().toList());
            for (var orphan : some) {
                var user = people.get(orphan.tinyID());
                if (user != null) {
                    var terminal = new Terminal(Terminal.name(orphan.platform()), "");
                    tell(user.userID(), terminal, "Disconnect", "TimeOut", List.of());
                }
            }
        });
    }

    private void tell(Session session, String action, String reason, List<Platform> kicked) {
        tell(session.userID(), session.terminal(), action, reason, kicked);
    }

    private void tell(String userID, Terminal terminal, String action, String reason, List<Platform> kicked) {
        callbacks.tell(CallbackCommand.STATE_CHANGE, terminal, userID, body -> {
            body.putObject("Info")
                    .put("Action", action)
                    .put("To_Account", userID)
                    .put("Reason", reason);
            if (!kicked.isEmpty()) {
                Callbacks.addEach(
                        body,
                        "KickedDevice",
                        "Platform",
                        kicked.stream().map(Terminal::name).toList());
            }
        });
    }
}
