package im.parley.server.media;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets go of what nobody needs: uploads that were not completed within a day, files that no message has
/// named for a day, files that only messages named which are older than the settings keep them, files of the
/// server's own whose time is up, and bytes that no file has. Every node may run it at any time.
public final class MediaCollector implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaCollector.class);
    private static final int AT_ONCE = 500;

    /// How long completing an upload may take: one that began in time must not lose its bytes under way.
    private static final Duration COMPLETING = Duration.ofHours(1);

    private final MediaService media;
    private final LongSupplier oldestKept;
    private final LongSupplier marked;
    private final Clock clock;

    /// @param oldestKept milliseconds since 1970 before which messages are gone; 0 where they are kept for
    ///     ever
    /// @param marked up to which time of messages their files are marked as used
    public MediaCollector(MediaService media, LongSupplier oldestKept, LongSupplier marked, Clock clock) {
        this.media = media;
        this.oldestKept = oldestKept;
        this.marked = marked;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            int removed = uploads() + files() + media.made().collect();
            removed += contents();
            if (removed > 0) {
                LOG.info("let go of {} uploads, files and contents that nobody needs", removed);
            }
        } catch (RuntimeException | IOException later) {
            LOG.warn("files are collected later: {}", later.getMessage());
        }
    }

    private int uploads() throws IOException {
        var before = clock.instant().minus(Uploads.LIFETIME).minus(COMPLETING).toEpochMilli();
        int count = 0;
        for (var old = media.table().uploadsBefore(before, AT_ONCE);
                !old.isEmpty();
                old = media.table().uploadsBefore(before, AT_ONCE)) {
            for (var upload : old) {
                if (upload.media() == null) {
                    media.uploads().abandon(upload);
                } else {
                    media.table().forget(upload.id());
                }
                count++;
            }
        }
        return count;
    }

    private int files() {
        var dayAgo = clock.instant().minus(Uploads.LIFETIME).toEpochMilli();
        int count = forget(Math.min(dayAgo, marked.getAsLong()), true);
        long kept = oldestKept.getAsLong();
        return kept == 0 ? count : count + forget(Math.min(kept, marked.getAsLong()), false);
    }

    private int forget(long before, boolean onlyUnused) {
        int count = 0;
        for (int n = AT_ONCE; n == AT_ONCE; count += n) {
            n = media.table().forgetMedia(before, onlyUnused, AT_ONCE);
        }
        return count;
    }

    private int contents() throws IOException {
        int count = 0;
        for (int n = AT_ONCE; n == AT_ONCE; count += n) {
            n = media.table().collectContents(AT_ONCE);
        }
        for (var keys = media.table().garbage(AT_ONCE);
                !keys.isEmpty();
                keys = media.table().garbage(AT_ONCE)) {
            for (var key : keys) {
                media.store().delete(key);
                media.table().swept(key);
            }
        }
        return count;
    }
}
