package im.parley.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.MessageId;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.MessageReceived;
import im.parley.protocol.message.Receipts;
import im.parley.protocol.message.Revocation;
import im.parley.protocol.message.SendMessage;
import im.parley.server.operation.Frame;
import im.parley.server.operation.JsonText;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is written by hand, held to what data binding writes.
class MessageTextTest {
    @Property
    void a_push_is_that_of_data_binding(@ForAll("messages") Message message) throws IOException {
        assertThat(json(MessageText.received(message))).isEqualTo(json(Frame.pushText(new MessageReceived(message))));
    }

    @Property
    void an_answer_is_that_of_data_binding(
            @ForAll long sequence, @ForAll long time, @ForAll long unreadCounter, @ForAll boolean lacksReceipts)
            throws IOException {
        var result = new SendMessage.Result(sequence, time, unreadCounter, lacksReceipts);
        var text = new JsonText(0);
        MessageText.of(result).addTo(text);
        assertThat(json(text.toByteArray())).isEqualTo(json(ProtocolJson.bytes(result)));
    }

    @Test
    void what_an_answer_has_none_of_is_left_out() {
        var text = new JsonText(0);
        MessageText.of(new SendMessage.Result(7, 8, 0, false)).addTo(text);
        assertThat(text.toByteArray()).asString().isEqualTo("{\"sequence\":7,\"time\":8}");
    }

    @Provide
    Arbitrary<Message> messages() {
        return Builders.withBuilder(Parts::new)
                .use(Arbitraries.longs().greaterOrEqual(0))
                .inSetter((parts, number) -> parts.number = number)
                .use(texts())
                .inSetter((parts, text) -> parts.text = text)
                .use(texts().injectNull(0.5))
                .inSetter((parts, text) -> parts.custom = text)
                .use(texts().injectNull(0.5))
                .inSetter((parts, text) -> parts.name = text)
                .use(Arbitraries.of("{}", "{\"text\":\"é\"}", "{\"data\":[1, null]}"))
                .inSetter((parts, json) -> parts.payload = RawJson.of(json))
                .use(texts().list().ofMaxSize(3).injectNull(0.5))
                .inSetter((parts, users) -> parts.users = users)
                .use(Arbitraries.integers().between(0, 511))
                .inSetter((parts, flags) -> parts.flags = flags)
                .build(Parts::message);
    }

    private static Arbitrary<String> texts() {
        // half a surrogate pair is what data binding cannot write
        return Arbitraries.strings().ascii().withChars("\u0000\n\u007fé中文").ofMaxLength(40);
    }

    private static final class Parts {
        long number;
        String text = "";

        @Nullable
        String custom;

        @Nullable
        String name;

        RawJson payload = RawJson.of("{}");

        @Nullable
        List<String> users;

        int flags;

        private boolean has(int flag) {
            return (flags & flag) != 0;
        }

        Message message() {
            return new Message(
                    new MessageId(number, number & 0xffff_ffffL, number >>> 32),
                    text,
                    text,
                    text,
                    number,
                    number,
                    text,
                    payload,
                    number,
                    name,
                    has(1) ? text : null,
                    has(2) ? name : null,
                    has(4) ? number : 0,
                    custom,
                    has(4) ? "High" : null,
                    has(1),
                    has(2),
                    has(4),
                    has(8),
                    has(16),
                    users,
                    flags,
                    has(32) ? number : 0,
                    has(64),
                    has(128),
                    has(256) ? Revocation.by(text, "nick", "") : null,
                    has(32) ? new Receipts(1, number, flags) : null);
        }
    }

    private static JsonNode json(byte[] text) throws IOException {
        return ProtocolJson.mapper().readTree(text);
    }
}
