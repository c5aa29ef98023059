package im.parley.server.media;

import im.parley.server.bus.Address;
import im.parley.server.bus.Bus;
import im.parley.server.bus.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Files that a back end lets nobody read, until it allows them again. Nodes remember of each file that is read whether
/// it may be; they hear of changes by [#CHANGED]. Safe for use by many threads.
public final class MediaBans {
    /// The signal to every node that a file may be read no longer, or again; the body is its uuid.
    public static final String CHANGED = "media.banned";

    private final MediaService media;
    private final Bus bus;

    public MediaBans(MediaService media, Bus bus) {
        this.media = media;
        this.bus = bus;
    }

    /// What is to be had of a file.
    public enum State {
        READABLE,
        BANNED,
        /// There is none, or no longer.
        GONE
    }

    /// @param size empty for the original, `thumbnail` or `large`
    public State state(String uuid, String size) {
        var stored = media.table().find(uuid).filter(found -> found.blob(size).isPresent());
        return stored.map(found -> found.isBanned() ? State.BANNED : State.READABLE)
                .orElse(State.GONE);
    }

    /// Bans a file with all its sizes, or allows it; said again, it is told to all nodes again.
    ///
    /// @return false: there is no such file, or no longer
    public boolean set(String uuid, boolean isBanned) {
        boolean isThere = media.table().ban(uuid, isBanned);
        if (isThere) {
            media.forget(uuid);
            bus.publish(List.of(
                    new Envelope(new Address.Everyone(), CHANGED, null, uuid.getBytes(StandardCharsets.UTF_8))));
        }
        return isThere;
    }

    /// @param signal of kind [#CHANGED]
    public void onChanged(Envelope signal) {
        media.forget(new String(signal.body(), StandardCharsets.UTF_8));
    }

    /// Signals may have been lost.
    public void onGap() {
        media.forgetAll();
    }
}
