package im.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private static final List<String> TEXTS = List.of("a", "", "b".repeat(126), "c".repeat(70_000), "d");

    @Test
    void frames_are_found_however_the_bytes_are_cut() {
        var bytes = written();
        for (int piece : new int[] {1, 2, 3, 7, 100, 65_536, bytes.length}) {
            assertThat(read(bytes, piece)).as("pieces of " + piece).isEqualTo(TEXTS);
        }
    }

    private static List<String> read(byte[] bytes, int piece) {
        var reader = new FrameReader();
        var texts = new ArrayList<String>();
        for (int at = 0; at < bytes.length; at += piece) {
            var part = Unpooled.copiedBuffer(bytes, at, Math.min(piece, bytes.length - at));
            reader.read(UnpooledByteBufAllocator.DEFAULT, part, (opcode, buffer, offset, length) -> {
                assertThat(opcode).isEqualTo(1);
                texts.add(buffer.toString(offset, length, StandardCharsets.US_ASCII));
            });
        }
        reader.close();
        return texts;
    }

    private static byte[] written() {
        var channel = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
        TEXTS.forEach(text -> channel.writeOutbound(new TextWebSocketFrame(text)));
        var all = Unpooled.buffer();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        var bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }
}
