package im.parley.server.operation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import im.parley.protocol.ProtocolJson;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A request taken apart. Made in one pass over the frame, which also proves that the frame is well-formed JSON.
///
/// @param id chosen by the client, 0 to 2⁵³
/// @param text the whole frame; the body is a slice of it
/// @param isAgain whether the client has sent the same before, on another socket, and got no answer
/// @param bodyOffset where the body starts
/// @param bodyLength 0 if there is none, which is the same as an empty one
/// @param ready the body where it has been read already, as most are; null if it is still text
record RequestFrame(
        long id,
        String op,
        boolean isAgain,
        byte[] text,
        int bodyOffset,
        int bodyLength,
        @Nullable Ready ready) {
    /// A body that was read in the same pass.
    ///
    /// @param reader what read it
    record Ready(BodyReader reader, Object body) {}

    /// Largest ID that every client can tell from its neighbours.
    private static final long MAX_ID = 1L << 53;

    private static final byte[] EMPTY = {'{', '}'};

    /// @throws MalformedFrameException if the text is no request
    static RequestFrame read(byte[] text) throws MalformedFrameException {
        return read(text, op -> null);
    }

    /// The same, with the body read in passing where its operation is known by then. A body that is unfit stays
    /// text, for whoever asks for it to say why.
    ///
    /// @param readers of operations' bodies; gives null for an operation that there is not
    /// @throws MalformedFrameException if the text is no request
    static RequestFrame read(byte[] text, Function<String, @Nullable BodyReader> readers)
            throws MalformedFrameException {
        try {
            return pass(text, readers);
        } catch (JacksonException | RuntimeException unfit) { // also what the record's own code throws
            return readWithoutBody(text);
        }
    }

    private static RequestFrame readWithoutBody(byte[] text) throws MalformedFrameException {
        try {
            return pass(text, op -> null);
        } catch (JacksonException broken) {
            throw new MalformedFrameException(0, "the frame is no JSON: " + BodyError.brief(broken));
        }
    }

    private static RequestFrame pass(byte[] text, Function<String, @Nullable BodyReader> readers)
            throws JacksonException, MalformedFrameException {
        try (var in = ProtocolJson.mapper().getFactory().createParser(text)) {
            return pass(text, in, readers);
        } catch (JacksonException unfit) {
            throw unfit;
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    private static RequestFrame pass(byte[] text, JsonParser in, Function<String, @Nullable BodyReader> readers)
            throws IOException, MalformedFrameException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedFrameException(0, "the frame is no JSON object");
        }
        long id = -1;
        String op = null;
        boolean isAgain = false;
        int from = 0;
        int to = 0;
        JsonToken unfit = null;
        Ready ready = null;
        for (var name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            var token = in.nextToken();
            switch (name) {
                case "id" -> id = readId(in, token);
                case "op" -> op = token == JsonToken.VALUE_STRING ? in.getText() : null;
                case "again" -> {
                    isAgain = token == JsonToken.VALUE_TRUE;
                    in.skipChildren();
                }
                case "body" -> {
                    unfit = token == JsonToken.START_OBJECT ? null : token;
                    from = (int) in.currentTokenLocation().getByteOffset();
                    ready = ready(in, token, op == null ? null : readers.apply(op));
                    in.skipChildren();
                    to = (int) in.currentLocation().getByteOffset();
                }
                default -> in.skipChildren();
            }
        }
        if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
            throw new MalformedFrameException(0, "the frame is more than one JSON object");
        }
        if (id < 0) {
            throw new MalformedFrameException(0, "id is missing or no whole number from 0 to 2^53");
        }
        if (op == null) {
            throw new MalformedFrameException(id, "op is missing or no text");
        }
        if (unfit != null && unfit != JsonToken.VALUE_NULL) {
            throw new MalformedFrameException(id, "body is no object");
        }
        return new RequestFrame(id, op, isAgain, text, from, unfit == null ? to - from : 0, ready);
    }

    private static @Nullable Ready ready(JsonParser in, @Nullable JsonToken token, @Nullable BodyReader reader)
            throws IOException {
        return reader == null || token != JsonToken.START_OBJECT ? null : new Ready(reader, reader.read(in));
    }

    private static long readId(JsonParser in, @Nullable JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_NUMBER_INT) {
            in.skipChildren();
            return -1;
        }
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return -1;
        }
        long id = in.getLongValue();
        return id > MAX_ID ? -1 : id;
    }

    /// The body as the operation's record.
    ///
    /// @param inPassing the operation's among the readers that the frame was read with
    /// @param reader says what is wrong with a body that the other did not take
    /// @throws im.parley.protocol.ChatException the refusal of the record itself, or
    ///     [ErrorCode#JSON_PARSE_ERROR] naming the field that does not fit
    Object body(BodyReader inPassing, ObjectReader reader) {
        if (ready != null && ready.reader().equals(inPassing)) { // another's if the frame names two operations
            return ready.body();
        }
        try {
            return bodyLength == 0 ? reader.readValue(EMPTY) : reader.readValue(text, bodyOffset, bodyLength);
        } catch (JacksonException unfit) {
            throw BodyError.of(unfit);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }
}
