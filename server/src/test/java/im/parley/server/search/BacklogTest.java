package im.parley.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private long now = Long.MAX_VALUE - 5; // the clock may turn over
    private final Backlog backlog = new Backlog(() -> now);

    private void tell(long conversation, int times) {
        for (int i = 0; i < times; i++) {
            backlog.tell(conversation);
        }
    }

    private void pass(double patiences) {
        now += (long) (Backlog.PATIENCE.toNanos() * patiences);
    }

    @Test
    void a_timeline_is_due_once_enough_has_gathered() {
        tell(1, Backlog.GATHERED - 1);
        assertThat(backlog.due(10)).isEmpty();
        tell(2, Backlog.GATHERED);
        assertThat(backlog.due(10)).containsExactly(2L);
        tell(1, 1);
        assertThat(backlog.due(10)).containsExactly(2L, 1L);
        assertThat(backlog.due(1)).containsExactly(2L);
    }

    @Test
    void nothing_waits_for_long() {
        tell(1, 1);
        assertThat(backlog.due(10)).isEmpty();
        pass(0.5);
        tell(1, 1);
        tell(2, 1);
        assertThat(backlog.due(10)).isEmpty();
        pass(0.6);
        assertThat(backlog.due(10)).containsExactly(1L);
        backlog.visited(List.of(1L), List.of());
        assertThat(backlog.due(10)).isEmpty();
        pass(0.5);
        assertThat(backlog.due(10)).containsExactly(2L);
    }

    @Test
    void what_was_not_visited_or_is_not_done_stays_due() {
        tell(1, Backlog.GATHERED);
        tell(2, Backlog.GATHERED);
        assertThat(backlog.due(10)).containsExactlyInAnyOrder(1L, 2L);
        assertThat(backlog.due(10)).containsExactlyInAnyOrder(1L, 2L);
        backlog.visited(List.of(1L, 2L), List.of(2L));
        assertThat(backlog.due(10)).containsExactly(2L);
        assertThat(backlog.isIdle()).isFalse();
        backlog.visited(List.of(2L), List.of());
        assertThat(backlog.isIdle()).isTrue();
    }

    @Test
    void what_is_told_while_a_timeline_is_due_is_not_told_twice() {
        backlog.found(List.of(1L));
        tell(1, 3);
        assertThat(backlog.due(10)).containsExactly(1L);
        tell(1, 1); // after its messages may have been read
        backlog.visited(List.of(1L), List.of());
        pass(1);
        assertThat(backlog.due(10)).isEmpty();
        pass(1);
        assertThat(backlog.due(10)).containsExactly(1L);
    }

    @Test
    void the_first_word_of_a_timeline_wakes_the_indexer() {
        assertThat(backlog.tell(1)).isTrue();
        assertThat(backlog.tell(1)).isFalse();
        assertThat(backlog.tell(2)).isTrue();
        assertThat(backlog.isIdle()).isFalse();
        backlog.due(10);
        assertThat(backlog.isIdle()).isTrue();
        assertThat(backlog.tell(1)).isTrue();
    }
}
