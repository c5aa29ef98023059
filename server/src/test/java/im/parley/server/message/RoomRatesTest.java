package im.parley.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ChatException;
import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.server.operation.Outbox;
import im.parley.server.users.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RoomRatesTest {
    private static final int NORMAL = 0;
    private static final int HIGH = 1;
    private static final int LOWEST = 3;
    private static final long ROOM = 7;

    private final AtomicLong now = new AtomicLong();
    private final RoomRates rates = new RoomRates(() -> 10, now::get);

    @Test
    @Rule("create#2")
    void of_a_batch_the_lowest_priorities_are_dropped_whatever_came_first() {
        var batch = new ArrayList<Append>();
        batch.addAll(messages(8, LOWEST));
        batch.addAll(messages(6, NORMAL));
        batch.addAll(messages(3, HIGH));

        var surplus = rates.surplus(batch);

        assertThat(surplus).containsExactlyInAnyOrderElementsOf(batch.subList(1, 8));
    }

    @Test
    void a_flood_of_what_matters_less_takes_nothing_from_what_matters_more() {
        assertThat(rates.surplus(messages(15, LOWEST))).hasSize(5);
        assertThat(rates.surplus(messages(12, HIGH))).hasSize(2);
        assertThat(rates.surplus(messages(1, LOWEST))).hasSize(1);
    }

    @Test
    @Rule("sendMessage#24")
    void a_second_later_there_is_room_again() {
        rates.surplus(messages(6, NORMAL));
        pass(Duration.ofMillis(600));
        assertThat(rates.surplus(messages(6, NORMAL))).hasSize(2);
        pass(Duration.ofMillis(400));
        assertThat(rates.surplus(messages(8, NORMAL))).hasSize(2); // the first six have gone, four are there
    }

    @Test
    void what_other_nodes_store_counts_too() {
        rates.surplus(messages(1, NORMAL));
        rates.stored(ROOM, 100, 1);
        rates.surplus(messages(1, NORMAL));
        rates.stored(ROOM, 107, 1); // six of another node came between
        assertThat(rates.surplus(messages(4, NORMAL))).hasSize(2);
    }

    @Test
    void two_users_may_write_as_fast_as_they_like() {
        var appends = messages(50, NORMAL);
        appends.forEach(append -> append.room = null);
        assertThat(rates.surplus(appends)).isEmpty();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static List<Append> messages(int count, int priority) {
        var appends = new ArrayList<Append>();
        for (int i = 0; i < count; i++) {
            var draft = Draft.plain(
                    new MessageId(1, 1, i), "ann", "group", "page", priority, Types.MSG_TEXT, RawJson.of("{}"));
            var append = new Append(draft, null, new Ignored());
            append.sender = new Account(1, "ann", "", "");
            append.room = Rooms.Room.named("group");
            append.conversation = ROOM;
            appends.add(append);
        }
        return appends;
    }

    private static final class Ignored implements Append.Outcome {
        @Override
        public void stored(Append append, Position position, Outbox outbox) {}

        @Override
        public void refused(ChatException why) {}
    }
}
