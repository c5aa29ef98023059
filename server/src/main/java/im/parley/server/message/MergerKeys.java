package im.parley.server.message;

import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.MergerPayload;
import im.parley.protocol.message.MessageElement;
import im.parley.protocol.message.SimplifiedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys that a merged message holds, see [Mergers].
///
/// @param own names its messages; null: they are in it
/// @param inside those of merged messages inside of it, at any depth that is in it
record MergerKeys(@Nullable String own, Set<String> inside) {
    /// Null for what holds none, or is no merged message.
    static @Nullable MergerKeys of(Object content) {
        if (!(content instanceof MergerPayload merger)) {
            return null;
        }
        if (merger.isElsewhere()) {
            return new MergerKeys(merger.downloadKey(), Set.of());
        }
        var inside = inside(merger.messageList());
        return inside.isEmpty() ? null : new MergerKeys(null, inside);
    }

    static Set<String> inside(List<SimplifiedMessage> messages) {
        var keys = new LinkedHashSet<String>();
        messages.forEach(message -> message.messageBody().forEach(element -> collect(element, keys)));
        return keys;
    }

    private static void collect(MessageElement element, Set<String> keys) {
        if (!element.type().equals(Types.MSG_MERGER)) {
            return;
        }
        var merger = read(element.payload());
        if (merger.downloadKey() != null && merger.isElsewhere()) {
            keys.add(merger.downloadKey());
        }
        keys.addAll(inside(merger.messageList()));
    }

    /// A payload that was checked before.
    static MergerPayload read(RawJson payload) {
        try {
            return ProtocolJson.mapper().readValue(payload.utf8(), MergerPayload.class);
        } catch (IOException checked) {
            throw new UncheckedIOException("the payload was checked before", checked);
        }
    }
}
