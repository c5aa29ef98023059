package im.parley.server.webhook;

import im.parley.server.message.Content;
import im.parley.server.message.LogCursors;
import im.parley.server.message.LogFollowers;
import im.parley.server.message.LogReader;
import im.parley.server.message.Rooms;
import im.parley.server.message.SendHook;
import im.parley.server.settings.Settings;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What an app's back end is asked and told about messages.
public final class MessageCallbacks implements AutoCloseable {
    private final Settings settings;
    private final SendCallbacks sends;
    private final SentMessages sent;
    private final LogReader reader;

    /// What it stands on.
    ///
    /// @param addresses from a file's uuid, and the size of an image behind it, to where it can be read
    /// @param check throws a [im.parley.protocol.ChatException] for what no message may say, with this
    ///     cloudCustomData
    /// @param admin userID of the administrator
    public record Basis(
            int sdkAppID,
            Jdbi jdbi,
            Settings settings,
            Accounts accounts,
            Rooms rooms,
            GroupKinds kinds,
            UnreadCounts unread,
            UnaryOperator<String> addresses,
            BiConsumer<Content, @Nullable String> check,
            String admin,
            Clock clock) {}

    public MessageCallbacks(Callbacks callbacks, Basis basis) {
        this.settings = basis.settings();
        var bodies = new SentBodies(basis.kinds(), basis.addresses(), basis.admin());
        var cursors = new LogCursors("callback");
        this.sends = new SendCallbacks(callbacks, bodies, basis.check(), basis.clock());
        this.sent = new SentMessages(
                callbacks, sends, bodies, basis.jdbi(), cursors, basis.accounts(), basis.rooms(), basis.unread());
        this.reader = new LogReader(
                "app-" + basis.sdkAppID() + "-callback-reader",
                "telling the back end of messages",
                basis.jdbi(),
                cursors,
                SentMessages.SETTLING,
                SentMessages.OLDEST,
                sent::isOn,
                sent,
                basis.clock());
    }

    /// What the log asks and tells on the way.
    public SendHook hook() {
        return sends;
    }

    /// Begins to follow the log.
    public void start(LogFollowers followers) {
        settings.onChange((before, after) -> {
            boolean wasOn = Callbacks.wanted(before).stream().anyMatch(SentMessages.TELLING::contains);
            if (wasOn != sent.isOn()) {
                reader.switched(sent.isOn());
            }
        });
        followers.add(reader);
        reader.start();
    }

    /// Something may have happened that this node was not told of. Never blocks.
    public void lookAround() {
        reader.lookAround();
    }

    /// Ends after what is under way; the next start goes on where this one stopped.
    @Override
    public void close() {
        reader.close();
        sent.close();
    }
}
