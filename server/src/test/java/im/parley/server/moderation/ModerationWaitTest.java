package im.parley.server.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.server.bus.InProcessBus;
import im.parley.server.bus.TestListener;
import im.parley.server.http.WebService;
import im.parley.server.message.ContentPolicy.Answer;
import im.parley.server.message.ContentPolicy.Post;
import im.parley.server.message.ContentPolicy.Soon;
import im.parley.server.message.ContentPolicy.Verdict;
import im.parley.server.message.MessageVerdicts;
import im.parley.server.settings.Settings;
import im.parley.server.store.AppStore;
import im.parley.server.store.TestDatabase;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How long a message waits for a service that blocks everything.
class ModerationWaitTest {
    private final AppStore store = TestDatabase.newApp();
    private WebService service;
    private Reviewers reviewers;
    private Settings settings;

    @BeforeEach
    void start() throws IOException {
        service = new WebService(asked -> new WebService.Answer(200, "{\"verdict\":\"block\"}"));
        reviewers = Reviewers.of(new ModerationConfig(service.address("/review").toString(), null, ""));
        var bus = new InProcessBus();
        bus.start(new TestListener(batch -> {}));
        settings =
                new Settings(store.jdbi(), bus, TestDatabase.background(), Clock.systemUTC(), Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() {
        reviewers.close();
        service.close();
        store.close();
    }

    private Answer answer(int wait) {
        settings.setTexts(Map.of("moderation.cloud", "text", "moderation.wait", Integer.toString(wait)));
        var untold = new MessageVerdicts(store.jdbi(), null, null); // nothing is stored here
        var moderation = new Moderation(1, reviewers, settings, untold, UnaryOperator.identity());
        return moderation.check(new Post("ann", Types.MSG_TEXT, RawJson.of("{\"text\":\"hi\"}"), null, false));
    }

    @Test
    void where_nobody_is_to_wait_the_message_goes_out_however_fast_the_service_is() throws Exception {
        assertThat(answer(0))
                .isInstanceOfSatisfying(
                        Verdict.Passed.class,
                        passed -> assertThat(passed.later()).isNotNull());
        service.asked.take(); // in the end it is asked all the same
    }

    @Test
    void what_waits_gets_the_verdict() {
        assertThat(answer(10_000))
                .isInstanceOfSatisfying(
                        Soon.class,
                        soon -> assertThat(soon.verdict())
                                .succeedsWithin(Duration.ofSeconds(10))
                                .isInstanceOf(Verdict.Refused.class));
    }
}
