package im.parley.server.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.protocol.message.SendMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What few messages have, in one column as JSON: most messages pay nothing for it.
///
/// @param atUserList whom it calls by name
/// @param receiverList who alone gets it
/// @param push how phones show it
/// @param nameCard the sender's name in the group, as of sending
/// @param readers groups: how many may send a read receipt, those who were in when it was sent
record Extras(
        @Nullable List<String> atUserList,
        @Nullable List<String> receiverList,
        @Nullable OfflinePushInfo push,
        @Nullable String nameCard,
        @Nullable Integer readers) {
    static final Extras NONE = new Extras(null, null, null, null, null);

    private static final ObjectReader READER = ProtocolJson.mapper().readerFor(Extras.class);
    private static final ObjectWriter WRITER = ProtocolJson.mapper().writerFor(Extras.class);

    /// The column's value for a message to be stored; null for nothing of it.
    static @Nullable String of(SendMessage request) {
        return write(new Extras(request.atUserList(), request.receiverList(), request.offlinePushInfo(), null, null));
    }

    /// The column's value for one that has nothing but this; null for nothing.
    static @Nullable String of(@Nullable OfflinePushInfo push) {
        return write(new Extras(null, null, push, null, null));
    }

    /// The column's value with what the group adds.
    ///
    /// @param nameCard empty: none
    /// @param readers 0: none
    static @Nullable String with(@Nullable String column, String nameCard, int readers) {
        if (nameCard.isEmpty() && readers == 0) {
            return column;
        }
        var extras = parse(column);
        return write(new Extras(
                extras.atUserList,
                extras.receiverList,
                extras.push,
                nameCard.isEmpty() ? null : nameCard,
                readers == 0 ? null : readers));
    }

    private static @Nullable String write(Extras extras) {
        if (extras.equals(NONE)) {
            return null;
        }
        try {
            return WRITER.writeValueAsString(extras);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of the protocol can be written", impossible);
        }
    }

    static Extras parse(@Nullable String column) {
        if (column == null) {
            return NONE;
        }
        try {
            return READER.readValue(column);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("message.extras holds what this class wrote", broken);
        }
    }
}
