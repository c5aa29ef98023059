package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.EventNames;
import im.parley.protocol.Rule;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EmitterTest {
    private final Emitter emitter = new Emitter(new Log(1));
    private final List<Object> heard = new CopyOnWriteArrayList<>();

    @Test
    @Rule({"on#2", "compat#6"})
    void a_handler_gets_name_and_data() {
        emitter.on(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, heard::add);

        emitter.emit(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, 3);

        settle();
        assertThat(heard).containsExactly(new Event<>(EventNames.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, 3));
    }

    @Test
    @Rule("on#2")
    void handlers_may_be_registered_by_the_values_of_event_names() {
        emitter.on(EventNames.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, event -> heard.add(event.data()));

        emitter.emit(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, 3);

        settle();
        assertThat(heard).containsExactly(3);
    }

    @Test
    @Rule("on#3")
    void missing_names_and_handlers_are_refused() {
        assertThatThrownBy(() -> emitter.on("", heard::add)).hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> emitter.on((String) null, heard::add))
                .hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> emitter.on((EventType<Integer>) null, heard::add))
                .hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> emitter.on(Events.SDK_READY, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule("on#4")
    void a_handler_that_throws_does_not_keep_others_from_hearing() {
        emitter.on(Events.SDK_READY, event -> {
            throw new IllegalStateException("the app's own problem");
        });
        emitter.on(Events.SDK_READY, heard::add);

        emitter.emit(Events.SDK_READY, Events.Empty.INSTANCE);
        emitter.emit(Events.SDK_READY, Events.Empty.INSTANCE);

        settle();
        assertThat(heard).hasSize(2);
    }

    @Test
    @Rule({"off#1", "off#2"})
    void off_removes_the_handler_it_is_given() {
        EventHandler<Object> first = event -> heard.add("first");
        EventHandler<Object> second = event -> heard.add("second");
        emitter.on(Events.SDK_READY, first);
        emitter.on(Events.SDK_READY, second);

        emitter.off(Events.SDK_READY, first);
        emitter.off(Events.SDK_NOT_READY, second);
        emitter.emit(Events.SDK_READY, Events.Empty.INSTANCE);

        settle();
        assertThat(heard).containsExactly("second");
    }

    @Test
    @Rule("off#1")
    void once_handlers_hear_one_event_and_can_be_removed_by_themselves() {
        EventHandler<Object> handler = event -> heard.add(event.data());
        emitter.once(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, handler);
        emitter.emit(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, 1);
        emitter.emit(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, 2);
        settle();
        assertThat(heard).containsExactly(1);

        emitter.once(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, handler);
        emitter.on(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, handler);
        emitter.off(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, handler, true);
        emitter.emit(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, 3);
        emitter.emit(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, 4);
        settle();
        assertThat(heard).containsExactly(1, 3, 4);
    }

    @Test
    void events_come_in_order_on_one_thread_that_is_not_the_callers() {
        emitter.on(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, event -> {
            assertThat(Thread.currentThread().isVirtual()).isTrue();
            heard.add(event.data());
        });

        for (int i = 0; i < 1_000; i++) {
            emitter.emit(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, i);
        }

        settle();
        assertThat(heard).hasSize(1_000).isSortedAccordingTo((a, b) -> Integer.compare((Integer) a, (Integer) b));
    }

    private void settle() {
        var done = new CountDownLatch(1);
        emitter.then(done::countDown);
        try {
            assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
