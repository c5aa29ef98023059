package im.parley.server.push;

import im.parley.server.message.LogCursors;
import im.parley.server.message.LogFollowers;
import im.parley.server.message.LogReader;
import im.parley.server.metrics.Metrics;
import im.parley.server.session.ClusterSessions;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.ProviderPolicy;
import im.parley.server.settings.Settings;
import im.parley.server.users.Accounts;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/// Offline push of one app. Where the server was started without a provider, only the phones are kept.
public final class Push implements AutoCloseable {
    private final boolean isPossible;
    private final Settings settings;
    private final LogReader reader;
    private final PushDispatcher dispatcher;

    /// What it stands on.
    public record Basis(
            int sdkAppID,
            Jdbi jdbi,
            Devices devices,
            ClusterSessions sessions,
            Accounts accounts,
            Settings settings,
            PushProviders providers,
            Metrics metrics,
            Clock clock) {}

    public Push(Basis basis, PushRooms rooms, Wishes wishes, Blocks blocks) {
        this.isPossible = basis.providers().any();
        this.settings = basis.settings();
        var name = "app-" + basis.sdkAppID();
        var selection =
                new Selection(basis.devices(), basis.sessions(), basis.accounts(), wishes, blocks, basis.clock());
        var composer = new Composer(
                basis.sdkAppID(),
                basis.jdbi(),
                basis.devices(),
                basis.sessions(),
                basis.accounts(),
                rooms,
                wishes,
                () -> settings.get(AppSettings.PUSH_ICON));
        this.dispatcher = new PushDispatcher(
                name,
                basis.providers(),
                new PushLane.Parts(
                        new Jobs(basis.jdbi(), basis.sessions().incarnation()),
                        composer::compose,
                        basis.devices(),
                        this::isOn,
                        basis.metrics()));
        var cursors = new LogCursors("push");
        this.reader = new LogReader(
                name + "-push-reader",
                "reading for offline push",
                basis.jdbi(),
                cursors,
                PushReader.SETTLING,
                PushReader.OLDEST,
                this::isOn,
                new PushReader(basis.jdbi(), cursors, selection, rooms, dispatcher::wake),
                basis.clock());
    }

    private boolean isOn() {
        return settings.get(AppSettings.PUSH_OFFLINE) == ProviderPolicy.PROVIDER;
    }

    /// Begins to follow the log, if there is anybody to bring notifications.
    public void start(LogFollowers followers) {
        if (!isPossible) {
            return;
        }
        settings.onChange((before, after) -> {
            if (before.get(AppSettings.PUSH_OFFLINE) != after.get(AppSettings.PUSH_OFFLINE)) {
                reader.switched(isOn());
                dispatcher.wake();
            }
        });
        followers.add(reader);
        reader.start();
        dispatcher.start();
    }

    /// Something may have happened that this node was not told of. Never blocks.
    public void lookAround() {
        reader.lookAround();
    }

    /// Ends after what is under way; the next start goes on where this one stopped.
    @Override
    public void close() {
        if (isPossible) {
            reader.close();
            dispatcher.close();
        }
    }
}
