package im.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.message.SendMessage;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFrameTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535})
    void a_server_reads_what_was_written(int length) {
        assertThat(read(ClientFrame.text("x".repeat(length)))).isEqualTo("x".repeat(length));
    }

    @Test
    void each_sending_carries_another_number_and_its_moment() throws Exception {
        var frame = new SendFrame(144_115_200_000_000_001L, new ConversationId.C2C("r7"), 200, false);
        var out = Unpooled.buffer();
        frame.write(out, 12_345L);
        var size = out.writerIndex();
        frame.write(out, Long.MAX_VALUE);
        var first = ProtocolJson.mapper().readTree(read(Arrays.copyOf(out.array(), size)));
        var second = ProtocolJson.mapper().readTree(read(Arrays.copyOfRange(out.array(), size, 2 * size)));

        assertThat(first.path("id").longValue()).isEqualTo(SendFrame.FIRST_NUMBER);
        assertThat(second.path("id").longValue()).isEqualTo(SendFrame.FIRST_NUMBER + 1);
        var send = ProtocolJson.mapper().treeToValue(second.path("body"), SendMessage.class);
        assertThat(send.id().senderTinyID()).isEqualTo(144_115_200_000_000_001L);
        assertThat(send.id().random()).isEqualTo(SendFrame.FIRST_NUMBER + 1);
        assertThat(send.conversationID().text()).isEqualTo("C2Cr7");
        assertThat(first.at("/body/payload/text").textValue())
                .startsWith("0000000000000012345 lorem")
                .hasSize(200);
        assertThat(second.at("/body/payload/text").textValue()).startsWith(Long.toString(Long.MAX_VALUE));
    }

    private static String read(byte[] frame) {
        var channel = new EmbeddedChannel(new WebSocket13FrameDecoder(true, false, 1 << 20));
        channel.writeInbound(Unpooled.wrappedBuffer(frame));
        TextWebSocketFrame text = channel.readInbound();
        try {
            return text.text();
        } finally {
            text.release();
            channel.finishAndReleaseAll();
        }
    }
}
