package im.parley.server.moderation;

import im.parley.protocol.Types;
import im.parley.protocol.message.ReadableTexts;
import java.util.Locale;
import java.util.Optional;

/// What there is to look at.
enum Kind {
    TEXT,
    IMAGE,
    AUDIO,
    VIDEO;

    /// As settings and services call it.
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a message has to look at; empty: nothing.
    ///
    /// @param type a `MSG_…` value
    static Optional<Kind> of(String type) {
        return switch (type) {
            case Types.MSG_IMAGE -> Optional.of(IMAGE);
            case Types.MSG_AUDIO -> Optional.of(AUDIO);
            case Types.MSG_VIDEO -> Optional.of(VIDEO);
            default -> ReadableTexts.has(type) ? Optional.of(TEXT) : Optional.empty();
        };
    }
}
