package im.parley.server.moderation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Says whether something may be shown. Safe for use by many threads; blocks.
interface Reviewer extends AutoCloseable {
    /// Longest time of one review.
    Duration LIMIT = Duration.ofSeconds(30);

    /// Whether it can say anything about this kind.
    boolean knows(Kind kind);

    /// @return whether it may not be shown
    /// @throws im.parley.protocol.ChatException if there is no verdict, saying why
    boolean blocks(Item item);

    @Override
    void close();

    /// What is to be looked at.
    ///
    /// @param from userID of who sends it
    /// @param text what people read; empty for files
    /// @param url where the file can be read for a week at least; null for texts
    /// @param pictureUrl of videos: the picture that stands for it; null where there is none
    /// @param configurationID names rules of its own; null: none
    record Item(
            int sdkAppID,
            Kind kind,
            String from,
            String text,
            @Nullable String url,
            @Nullable String pictureUrl,
            @Nullable String configurationID) {}
}
