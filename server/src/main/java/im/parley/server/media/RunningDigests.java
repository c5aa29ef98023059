package im.parley.server.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// SHA-256 of uploads, made while their bytes come. Those that are not here any more are made from the bytes. Safe for
/// use by many threads, but for one upload by one at a time.
final class RunningDigests {
    private static final int MOST = 10_000;

    private final Cache<String, Running> unfinished = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    /// The digest of the first bytes of an upload; it is the caller's until it is given back.
    ///
    /// @param from how many bytes
    /// @return null where it is not known
    @Nullable
    Running take(String upload, long from) {
        var known = unfinished.asMap().remove(upload);
        if (known != null && known.size == from) {
            return known;
        }
        return from == 0 ? new Running() : null;
    }

    void keep(String upload, Running digest) {
        unfinished.put(upload, digest);
    }

    /// The digest of what was added so far. For one thread at a time.
    static final class Running {
        private final MessageDigest digest = Digests.sha256();
        private long size;

        void add(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
            size += length;
        }

        /// To be called once.
        byte[] sha256() {
            return digest.digest();
        }
    }
}
