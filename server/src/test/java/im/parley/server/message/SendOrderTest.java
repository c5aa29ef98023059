package im.parley.server.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ChatException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SendOrderTest {
    private final SendOrder order = new SendOrder();
    private final ArrayList<String> sent = new ArrayList<>();

    @Test
    void an_instance_keeps_its_order_and_holds_up_no_other() {
        var first = new CompletableFuture<Void>();

        order.after("a", first, () -> sent.add("a1"));
        order.after("a", CompletableFuture.completedFuture(null), () -> sent.add("a2"));
        order.after("b", CompletableFuture.completedFuture(null), () -> sent.add("b1"));

        assertThat(sent).containsExactly("b1");
        assertThat(order.isWaiting("a")).isTrue();
        first.complete(null);
        assertThat(sent).containsExactly("b1", "a1", "a2");
        assertThat(order.isWaiting("a")).isFalse();
    }

    @Test
    void an_answer_that_fails_holds_up_nothing() {
        order.after("a", CompletableFuture.failedFuture(new IllegalStateException()), () -> sent.add("1"));
        order.after("a", CompletableFuture.completedFuture(null), () -> sent.add("2"));

        assertThat(sent).containsExactly("1", "2");
    }

    @Test
    void too_many_are_refused_until_there_is_room() {
        var answer = new CompletableFuture<Void>();
        for (int i = 0; i < SendOrder.MAX_WAITING; i++) {
            order.after("instance " + i, answer, () -> sent.add("sent"));
        }

        assertThatThrownBy(() -> order.after("one more", answer, () -> sent.add("too much")))
                .isInstanceOf(ChatException.class);
        answer.complete(null);
        order.after("one more", answer, () -> sent.add("last"));

        assertThat(sent).hasSize(SendOrder.MAX_WAITING + 1).endsWith("last").doesNotContain("too much");
    }
}
