package im.parley.server;

import im.parley.server.assist.Voice;
import im.parley.server.media.BlobStore;
import im.parley.server.media.MediaBans;
import im.parley.server.media.MediaCollector;
import im.parley.server.media.MediaService;
import im.parley.server.message.MediaReferences;
import im.parley.server.message.Views;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The files of an app, and where they are.
final class AppFiles implements AutoCloseable {
    private static final Duration COLLECT_EVERY = Duration.ofMinutes(30);

    final MediaService media;
    final MediaBans bans;
    private final AppBasis basis;
    private final BlobStore store;

    AppFiles(AppBasis basis) {
        this.basis = basis;
        this.store = basis.config.media().open(basis.sdkAppID);
        this.media = new MediaService(
                basis.sdkAppID, basis.jdbi, store, basis.settings, basis.clock, basis.config.publicUrl());
        this.bans = new MediaBans(media, basis.bus);
    }

    /// Where others, such as back ends, can read a file.
    String address(String uuid) {
        return media.address(basis.shared.address().get(), uuid);
    }

    /// A recording; empty: it is gone.
    Optional<Voice> voice(String uuid) throws IOException {
        try {
            var file = media.open(uuid);
            return Optional.of(new Voice(file.facts().name(), file.bytes()));
        } catch (FileNotFoundException gone) {
            return Optional.empty();
        }
    }

    /// Begins to take away what no message names any more.
    void startCollecting(Views views) {
        var references = new MediaReferences(basis.jdbi, media::markUsed, basis.clock);
        var collector = new MediaCollector(media, views::oldestKept, references::seen, basis.clock);
        basis.background.every(COLLECT_EVERY, "media-collector", () -> {
            references.run();
            collector.run();
        });
    }

    @Override
    public void close() {
        store.close();
    }
}
