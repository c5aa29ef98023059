package im.parley.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.server.store.AppStore;
import im.parley.server.store.TestDatabase;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the rows of live rooms say when nodes die, the database forgets, or users move.
class LiveStoreTest {
    private static final AppStore APP = TestDatabase.newApp();

    @AfterAll
    static void close() {
        APP.close();
    }

    private static final long ROOM = 7;
    private static final long OTHER_ROOM = 8;
    private static final long ANN = 1;
    private static final long BOB = 2;
    private static final long CID = 3;
    private static final long SETTLED = LiveStore.COMING_IN.toMillis();

    private final Jdbi jdbi = APP.jdbi();
    private final LiveStore left = new LiveStore(jdbi, "left#1");
    private final LiveStore right = new LiveStore(jdbi, "right#1");

    @BeforeEach
    void two_nodes_alive() {
        jdbi.useHandle(handle -> {
            handle.execute("TRUNCATE node, live_member");
            handle.execute("INSERT INTO node VALUES ('left#1', 'left', clock_timestamp() + interval '20 seconds'),"
                    + " ('right#1', 'right', clock_timestamp() + interval '20 seconds')");
        });
    }

    @Test
    void members_of_a_node_that_fell_silent_do_not_count_and_the_others_do() {
        left.enter(ROOM, ANN, false, 1);
        right.enter(ROOM, BOB, false, 2);
        right.enter(ROOM, CID, false, 3);
        assertThat(left.count(ROOM)).isEqualTo(3);

        silence("right#1");

        assertThat(left.count(ROOM)).isEqualTo(1);
        assertThat(left.newest(ROOM, null, 10).keySet()).containsExactly(ANN);
        assertThat(left.joinedAt(ROOM, List.of(ANN, BOB)).keySet()).containsExactly(ANN);
        assertThat(left.joinedAt(ROOM, BOB)).isEmpty();
        assertThat(left.enter(ROOM, BOB, false, 4).wasIn()).isFalse();
        assertThat(left.count(ROOM)).isEqualTo(2);
    }

    @Test
    void who_came_in_the_same_second_stands_on_one_page() {
        left.enter(ROOM, ANN, false, 1_100);
        left.enter(ROOM, BOB, false, 2_100);
        left.enter(ROOM, CID, false, 2_200);

        assertThat(left.newestBefore(ROOM, null, Long.MAX_VALUE, 1).keySet()).containsExactly(CID, BOB);
        assertThat(left.newestBefore(ROOM, null, 2_000, 1).keySet()).containsExactly(ANN);
        assertThat(left.newestBefore(ROOM, null, 1_000, 1)).isEmpty();
        assertThat(left.newestBefore(ROOM, null, Long.MAX_VALUE, 4).keySet()).containsExactly(CID, BOB, ANN);
    }

    @Test
    void who_is_in_a_room_on_two_nodes_takes_one_place_among_the_newest() {
        left.enter(ROOM, ANN, false, 1);
        left.enter(ROOM, BOB, false, 2);
        left.enter(ROOM, CID, false, 3);
        right.enter(ROOM, CID, false, 4);
        right.enter(ROOM, BOB, false, 5);

        assertThat(left.newest(ROOM, null, 2).keySet()).containsExactlyInAnyOrder(BOB, CID);
        assertThat(left.newest(ROOM, null, 3).keySet()).containsExactlyInAnyOrder(ANN, BOB, CID);

        silence("right#1");
        assertThat(left.newest(ROOM, null, 2).keySet()).containsExactly(CID, BOB);
    }

    @Test
    void what_a_dead_node_left_is_removed_once_nobody_knows_it_any_more() {
        left.enter(ROOM, ANN, false, 1);
        right.enter(ROOM, BOB, false, 2);
        silence("right#1");
        left.forgetDeadNodes();
        assertThat(right.rowsHere()).isEqualTo(1); // it may only be late

        jdbi.useHandle(handle -> handle.execute("DELETE FROM node WHERE incarnation = 'right#1'"));
        left.forgetDeadNodes();

        assertThat(right.rowsHere()).isZero();
        assertThat(left.rowsHere()).isEqualTo(1);
    }

    @Test
    void somebody_in_a_room_on_two_nodes_counts_once_and_leaves_when_the_last_lets_them_out() {
        assertThat(left.enter(ROOM, ANN, false, 1).wasIn()).isFalse();
        assertThat(right.enter(ROOM, ANN, false, 2).wasIn()).isTrue();
        assertThat(left.count(ROOM)).isEqualTo(1);
        assertThat(left.joinedAt(ROOM, ANN)).contains(1L);

        var stay = new LiveStore.Stay(ANN, ROOM);
        assertThat(left.leaveHere(List.of(stay))).isEmpty();
        assertThat(right.leaveHere(List.of(stay))).containsExactly(stay);
        assertThat(right.leaveHere(List.of(stay))).isEmpty();
    }

    @Test
    void who_enters_another_room_is_out_of_the_first_on_all_nodes() {
        left.enter(ROOM, ANN, false, 1);
        right.enter(ROOM, ANN, false, 2);

        assertThat(right.enter(OTHER_ROOM, ANN, false, 3).left()).containsExactly(ROOM);

        assertThat(left.count(ROOM)).isZero();
        assertThat(left.count(OTHER_ROOM)).isEqualTo(1);
    }

    @Test
    void who_returns_to_a_room_stays_where_they_are_by_now() {
        left.enter(ROOM, ANN, false, 1);
        right.enter(OTHER_ROOM, ANN, false, 2);

        assertThat(left.enter(ROOM, ANN, true, 3).isElsewhere()).isTrue();
        assertThat(left.count(ROOM)).isZero();
        assertThat(left.enter(OTHER_ROOM, ANN, true, 4).wasIn()).isTrue();
        silence("right#1");
        assertThat(left.leave(OTHER_ROOM, List.of(ANN))).containsExactly(ANN);
        right.enter(OTHER_ROOM, ANN, false, 5);
        assertThat(left.enter(ROOM, ANN, true, 6).isElsewhere()).isFalse();
    }

    @Test
    void who_is_just_coming_in_keeps_their_row_although_the_node_does_not_know_them_yet() {
        left.enter(ROOM, ANN, false, 1);
        left.enter(ROOM, BOB, false, 2);

        left.repair(List.of(), List.of(), SETTLED + 2);

        assertThat(left.joinedAt(ROOM, List.of(ANN, BOB)).keySet()).containsExactly(BOB);
    }

    @Test
    void rows_that_the_database_lost_are_written_anew_and_those_of_nobody_removed() {
        left.enter(ROOM, ANN, false, 1);
        left.enter(ROOM, BOB, false, 2);
        jdbi.useHandle(handle -> handle.execute("DELETE FROM live_member WHERE tiny_id = ?", ANN));
        var ann = new LiveStore.Stay(ANN, ROOM);
        var cid = new LiveStore.Stay(CID, ROOM);

        left.repair(List.of(ann, cid), List.of(ann), SETTLED + 3);

        assertThat(left.newest(ROOM, null, 10).keySet()).containsExactly(ANN);
    }

    private void silence(String node) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE node SET alive_until = clock_timestamp() - interval '1 second' WHERE incarnation = ?", node));
    }
}
