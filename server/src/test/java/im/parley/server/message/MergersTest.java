package im.parley.server.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.DownloadMerger;
import im.parley.protocol.message.MessageElement;
import im.parley.protocol.message.SimplifiedMessage;
import im.parley.protocol.message.StoreMerger;
import im.parley.server.bus.InProcessBus;
import im.parley.server.operation.FakeCaller;
import im.parley.server.session.TestClock;
import im.parley.server.settings.Settings;
import im.parley.server.store.AppStore;
import im.parley.server.store.TestDatabase;
import im.parley.server.users.Accounts;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Lists of merged messages that the server keeps: in parts, within limits, and as long as messages name them.
class MergersTest {
    private static final int LARGE = 12_000;

    private final AppStore database = TestDatabase.newApp(); // of each test: they count rows
    private final TestClock clock = new TestClock();
    private final Mergers mergers = new Mergers(database.jdbi(), clock);
    private final Retention retention = retention();
    private final FakeCaller ann = new FakeCaller("ann");

    private Retention retention() {
        var jdbi = database.jdbi();
        var bus = new InProcessBus();
        var settings = new Settings(jdbi, bus, TestDatabase.background(), clock, Duration.ofSeconds(30));
        var views = new Views(
                new Accounts(jdbi, bus, clock),
                new Timelines(jdbi),
                new Participants(jdbi),
                NoGroups.INSTANCE,
                settings,
                clock);
        return new Retention(jdbi, views);
    }

    private static SimplifiedMessage message(String type, String payload) {
        var body = List.of(new MessageElement(type, RawJson.of(payload)));
        return new SimplifiedMessage(
                "1-1767225600-7",
                "ann",
                null,
                null,
                1_767_225_600,
                null,
                body,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static SimplifiedMessage text(String text) {
        return message(Types.MSG_TEXT, "{\"text\":\"" + text + "\"}");
    }

    private static SimplifiedMessage merged(String downloadKey) {
        return message(
                Types.MSG_MERGER,
                "{\"title\":\"t\",\"abstractList\":[],\"compatibleText\":\"c\",\"version\":1,\"downloadKey\":\""
                        + downloadKey + "\",\"messageList\":[],\"layersOverLimit\":false}");
    }

    private static List<SimplifiedMessage> texts(int count, String prefix) {
        return IntStream.range(0, count).mapToObj(i -> text(prefix + i)).toList();
    }

    private StoreMerger.Result store(@Nullable String after, List<SimplifiedMessage> messages) {
        return mergers.store(ann, new StoreMerger(after, messages), payload -> {});
    }

    private String key(@Nullable String after, List<SimplifiedMessage> messages) {
        return String.valueOf(store(after, messages).downloadKey());
    }

    private DownloadMerger.Result open(String key) {
        return mergers.download(ann, new DownloadMerger(key));
    }

    private void pass(Duration time) {
        clock.advance(time);
        retention.run();
    }

    private void assertGone(String key) {
        assertThatThrownBy(() -> open(key))
                .hasFieldOrPropertyWithValue("code", ErrorCode.MSG_MERGER_DOWNLOAD_FAIL.number());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void parts_lead_from_the_last_to_the_first() {
        var first = key(null, texts(2, "a"));
        var last = key(first, texts(1, "b"));

        assertThat(open(last).messageList()).isEqualTo(texts(1, "b"));
        assertThat(open(last).before()).isEqualTo(first);
        assertThat(open(first).messageList()).isEqualTo(texts(2, "a"));
        assertThat(open(first).before()).isNull();
    }

    @Test
    void what_no_message_names_goes_with_the_messages_of_its_time() {
        var key = key(null, texts(1, "old"));
        pass(Duration.ofDays(29));
        assertThat(open(key).messageList()).hasSize(1);

        pass(Duration.ofDays(2));

        assertGone(key);
    }

    @Test
    void a_message_that_names_it_keeps_all_parts_and_what_is_merged_inside() {
        var deep = key(null, texts(1, "deep"));
        var inside = key(null, List.of(merged(deep)));
        var first = key(null, List.of(text("a"), merged(inside)));
        var last = key(first, texts(1, "b"));
        var other = key(null, texts(1, "other"));
        pass(Duration.ofDays(20));

        assertThat(mergers.renew(List.of(last, "no such key"))).containsExactly(last);
        pass(Duration.ofDays(20));

        for (var kept : List.of(last, first, inside, deep)) {
            assertThat(open(kept).messageList()).isNotEmpty();
        }
        assertGone(other);
        pass(Duration.ofDays(11));
        List.of(last, first, inside, deep).forEach(this::assertGone);
    }

    @Test
    void the_same_list_stored_again_has_the_same_key_and_lives_on() {
        var key = key(null, texts(3, "same"));
        pass(Duration.ofDays(20));

        assertThat(key(null, texts(3, "same"))).isEqualTo(key);
        pass(Duration.ofDays(20));

        assertThat(open(key).messageList()).hasSize(3);
    }

    @Test
    void all_parts_together_have_at_most_300_messages() {
        var half = key(null, texts(150, "a"));
        var whole = key(half, texts(150, "b"));

        assertThatThrownBy(() -> store(whole, texts(1, "c")))
                .hasFieldOrPropertyWithValue("code", ErrorCode.MESSAGE_INVALID_REQUEST.number())
                .hasMessageContaining("301");
        assertThat(open(whole).messageList()).hasSize(150);
    }

    @Test
    void all_parts_together_have_at_most_4_mebibytes() {
        // few messages of many elements: their number stays below the other limit
        var elements = IntStream.range(0, 20)
                .mapToObj(
                        i -> new MessageElement(Types.MSG_TEXT, RawJson.of("{\"text\":\"" + "y".repeat(LARGE) + "\"}")))
                .toList();
        var heavy = IntStream.range(0, 10)
                .mapToObj(i -> new SimplifiedMessage(
                        "1-1767225600-7",
                        "ann",
                        null,
                        null,
                        1,
                        null,
                        elements,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .toList();
        var first = key(null, heavy);

        assertThatThrownBy(() -> store(first, heavy))
                .hasFieldOrPropertyWithValue("code", ErrorCode.MESSAGE_TOO_LARGE.number())
                .hasMessageContaining(String.valueOf(Limits.MERGER_BYTES));
    }

    @Test
    void a_hundred_layers_may_be_inside_of_each_other() {
        var key = key(null, texts(1, "innermost"));
        for (int layers = 2; layers <= Limits.MERGER_LAYERS; layers++) {
            key = key(null, List.of(merged(key)));
        }

        var oneMore = store(null, List.of(merged(key)));

        assertThat(oneMore.layersOverLimit()).isTrue();
        assertThat(oneMore.downloadKey()).isNull();
    }

    @Test
    void nobody_goes_on_with_what_somebody_else_began() {
        var anns = key(null, texts(1, "a"));
        var bob = new FakeCaller("bob");

        for (var after : List.of(anns, "made-up")) {
            assertThatThrownBy(() -> mergers.store(bob, new StoreMerger(after, texts(1, "b")), payload -> {}))
                    .hasFieldOrPropertyWithValue("code", ErrorCode.MESSAGE_INVALID_REQUEST.number())
                    .hasMessageContaining(after);
        }
    }
}
