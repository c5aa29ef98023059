package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.session.Login;
import im.parley.protocol.session.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What the parts do that need no server.
class PartsTest {
    @Test
    @Rule("general#9")
    void calls_beyond_the_rate_are_refused_until_the_window_has_moved_on() {
        var clock = new AtomicLong();
        var limit = new RateLimit("history", 20, Duration.ofSeconds(1), clock::get);
        for (int i = 0; i < 20; i++) {
            limit.take();
        }

        assertThat(catchThrowableOfType(ChatError.class, limit::take).code()).isEqualTo(2996);

        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        limit.take();
    }

    @Test
    void pauses_between_attempts_double_up_to_half_a_minute_and_differ() {
        assertThat(Connection.pauseAfter(0)).isZero();
        assertThat(Connection.pauseAfter(1)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(Connection.pauseAfter(3)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(2000));
        assertThat(Connection.pauseAfter(100)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    @Test
    @Rule("compat#2")
    void addresses_of_servers_become_addresses_of_sockets() {
        assertThat(ChatOptions.of(7, "ws://localhost:8080").socketAddress())
                .hasToString("ws://localhost:8080/ws?v=1&joined=1&sdkappid=7");
        assertThat(ChatOptions.of(7, "https://chat.example.org/team/").socketAddress())
                .hasToString("wss://chat.example.org/team/ws?v=1&joined=1&sdkappid=7");
        assertThatThrownBy(() -> ChatOptions.of(7, "localhost:8080"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> ChatOptions.of(0, "ws://localhost:8080"))
                .hasMessageStartingWith("Params validate failed.");
    }

    @Test
    void the_platform_is_the_kind_of_machine() {
        assertThat(ChatOptions.platformOf("Linux")).isEqualTo(Platform.LINUX);
        assertThat(ChatOptions.platformOf("Mac OS X")).isEqualTo(Platform.MAC);
        assertThat(ChatOptions.platformOf("Windows 11")).isEqualTo(Platform.WINDOWS);
    }

    @Test
    @Rule("compat#19")
    void placeholders_are_the_texts_that_apps_match() {
        var shown = Stream.of(
                        Types.MSG_IMAGE,
                        Types.MSG_AUDIO,
                        Types.MSG_VIDEO,
                        Types.MSG_FILE,
                        Types.MSG_LOCATION,
                        Types.MSG_FACE,
                        Types.MSG_CUSTOM,
                        Types.MSG_GRP_TIP,
                        Types.MSG_MERGER)
                .map(type -> Payloads.read(type, RawJson.of("{}")).messageForShow());

        assertThat(shown)
                .containsExactly("[图片]", "[语音]", "[视频]", "[文件]", "[位置]", "[动画表情]", "[自定义消息]", "[群提示消息]", "[聊天记录]");
    }

    @Test
    @Rule({"setLogLevel#1", "setLogLevel#2"})
    void logs_below_the_level_are_not_written() {
        assertThat(written(0)).containsExactly(Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR);
        assertThat(written(1)).containsExactly(Level.INFO, Level.WARN, Level.ERROR);
        assertThat(written(2)).containsExactly(Level.WARN, Level.ERROR);
        assertThat(written(3)).containsExactly(Level.ERROR);
        assertThat(written(4)).isEmpty();
        var abilities = new Abilities(new Log(7), new Self());
        assertThatThrownBy(() -> abilities.setLogLevel(5)).hasMessageStartingWith("Params validate failed.");
    }

    private static List<Level> written(int level) {
        var logger = (Logger) LoggerFactory.getLogger(Chat.class);
        var lines = new ListAppender<ILoggingEvent>();
        var before = logger.getLevel();
        var log = new Log(7);
        new Abilities(log, new Self()).setLogLevel(level);
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
        logger.setLevel(Level.ALL);
        try {
            log.debug(() -> "x");
            log.info("x");
            log.warn("x");
            log.error("x", null);
        } finally {
            logger.setLevel(before);
            logger.setAdditive(true);
            logger.detachAppender(lines);
        }
        return lines.list.stream().map(ILoggingEvent::getLevel).toList();
    }

    @Test
    void payloads_of_other_kinds_are_kept_and_shown_by_their_placeholder() {
        var payload = Payloads.read(Types.MSG_GRP_TIP, RawJson.of("{\"uuid\":\"u\",\"other\":1}"));

        assertThat(payload)
                .isInstanceOfSatisfying(
                        UnknownPayload.class,
                        unknown -> assertThat(unknown.json().path("uuid").textValue())
                                .isEqualTo("u"));
        assertThat(payload.messageForShow()).isEqualTo("[群提示消息]");
        assertThat(Payloads.write(payload)).isEqualTo(RawJson.of("{\"uuid\":\"u\",\"other\":1}"));
        assertThat(Payloads.read(Types.MSG_TEXT, RawJson.of("{\"text\":\"hi\"}")))
                .isEqualTo(new TextPayload("hi"));
    }

    @Test
    void frames_are_what_the_protocol_says() throws Exception {
        var request = Wire.encode(3, new Login("ann", "sig", "i1", Platform.LINUX, null, "java/3"));

        assertThat(request)
                .isEqualTo("{\"id\":3,\"op\":\"session.login\",\"body\":{\"userID\":\"ann\",\"userSig\":\"sig\","
                        + "\"instanceID\":\"i1\",\"platform\":\"Linux\",\"sdkVersion\":\"java/3\"}}");
        var answer = Wire.decode("{\"id\":3,\"code\":70001,\"message\":\"expired\",\"later\":[1]}")
                .getFirst();
        assertThat(answer.id()).isEqualTo(3);
        assertThat(answer.code()).isEqualTo(70001);
        var push = "{\"event\":\"session.kicked\",\"body\":{\"type\":\"multipleAccount\"}}";
        assertThat(Wire.decode(push)).singleElement().satisfies(PartsTest::isKick);
        assertThat(Wire.decode("[" + push + ",{\"id\":4,\"code\":0}," + push + "]"))
                .satisfiesExactly(
                        PartsTest::isKick, second -> assertThat(second.id()).isEqualTo(4), PartsTest::isKick);
        assertThatThrownBy(() -> Wire.decode("[" + push)).isInstanceOf(IOException.class);
    }

    private static void isKick(Wire.Incoming push) {
        assertThat(push.event()).isEqualTo("session.kicked");
        assertThat(push.body()).isEqualTo(RawJson.of("{\"type\":\"multipleAccount\"}"));
    }

    @Test
    void half_a_character_does_not_cost_the_connection() {
        var frame = Wire.encode(1, new Login("ann", "\ud83d", "i1", Platform.LINUX, null, null));

        assertThat(frame).contains("\"userSig\":\"?\"");
    }

    @Test
    @Rule("create#9")
    void message_ids_have_the_account_the_second_and_a_random_number() {
        var id = new MessageId(144115217363870632L, 1647417469, 77069006);
        var options = CreateOptions.toUser("bob", new TextPayload("hi"));

        var message = new Message(
                id,
                new Message.Author("ann", "Ann", "", ""),
                options,
                options.payload(),
                List.of(),
                "",
                payload -> payload);

        assertThat(message.id()).isEqualTo("144115217363870632-1647417469-77069006");
        assertThat(message.clientTime()).isEqualTo(1647417469);
        assertThat(message.random()).isEqualTo(77069006);
        assertThat(message.toString()).doesNotContain("hi,").contains(message.id());
    }
}
