package im.parley.server.message;

import im.parley.protocol.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// Tells which files the messages name, so that they are kept as long as the messages are. Reads behind the
/// log, by time, and so costs a send nothing. What it has told survives a crash; told twice, it is the same.
public final class MediaReferences implements Runnable {
    /// How long a message may take from getting its time to being seen by others.
    private static final Duration LATE = Duration.ofMinutes(5);

    private static final Duration AT_ONCE = Duration.ofHours(1);

    private static final List<String> TYPES =
            List.of(Types.MSG_IMAGE, Types.MSG_AUDIO, Types.MSG_VIDEO, Types.MSG_FILE, Types.MSG_MERGER);

    /// Uuids in a payload, of merged messages too, and of those stored by themselves: these are as old as the
    /// newest message that names them.
    private static final Pattern UUID = Pattern.compile("[iavfs][A-Za-z0-9_-]{34}(?![A-Za-z0-9_-])");

    private final Jdbi jdbi;
    private final ObjLongConsumer<Collection<String>> listener;
    private final Clock clock;

    /// @param listener told of uuids, and what looks like one, and a time that all messages naming them have
    ///     reached
    public MediaReferences(Jdbi jdbi, ObjLongConsumer<Collection<String>> listener, Clock clock) {
        this.jdbi = jdbi;
        this.listener = listener;
        this.clock = clock;
    }

    /// Up to which time, in milliseconds since 1970, all messages' files were told.
    public long seen() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT seen FROM media_use")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void run() {
        long until = clock.millis() - LATE.toMillis();
        long from = Math.min(oldest(seen(), until), until);
        reached(from); // where there are no messages, too: nothing is collected before its time was seen
        while (from < until) {
            long to = Math.min(until, from + AT_ONCE.toMillis());
            tell(from, to);
            from = to;
        }
    }

    /// Passes over the time before the first message.
    private long oldest(long seen, long until) {
        return seen > 0
                ? seen
                : jdbi.withHandle(handle -> handle.createQuery("SELECT coalesce(min(time), :until) FROM message")
                        .bind("until", until)
                        .mapTo(Long.class)
                        .one());
    }

    private void tell(long from, long to) {
        var uuids = jdbi.withHandle(handle -> handle
                .createQuery("""
                        SELECT payload FROM message WHERE time >= :from AND time < :to AND type = ANY (:types)
                        UNION ALL
                        SELECT content FROM merger WHERE used >= :from AND used < :to
                        """)
                .bind("from", from)
                .bind("to", to)
                .bindArray("types", String.class, TYPES)
                .mapTo(String.class)
                .stream()
                .flatMap(MediaReferences::uuids)
                .distinct()
                .toList());
        if (!uuids.isEmpty()) {
            listener.accept(uuids, to);
        }
        reached(to);
    }

    /// Those in a payload, and what looks like one.
    static Stream<String> uuids(String payload) {
        return UUID.matcher(payload).results().map(MatchResult::group);
    }

    private void reached(long time) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE media_use SET seen = :to WHERE seen < :to")
                .bind("to", time)
                .execute());
    }
}
