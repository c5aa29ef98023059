package im.parley.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.server.store.AppStore;
import im.parley.server.store.Await;
import im.parley.server.store.TestDatabase;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The index behind the log: nothing missing and nothing twice, whatever is killed.
class SearchIndexerTest {
    private final AppStore store = TestDatabase.newApp();
    private final Talks talks = new Talks(store);
    private Account ann;
    private Account bob;

    @BeforeEach
    void twoUsers() {
        ann = talks.newUser("ann");
        bob = talks.newUser("bob");
    }

    private SearchIndexer indexer(String name) {
        return indexer(name, 0);
    }

    private SearchIndexer indexer(String name, int waiting) {
        return new SearchIndexer(name, store::openIndexer, talks.views, () -> waiting);
    }

    @Test
    void what_was_written_before_the_start_is_found_and_what_comes_after_too() {
        long talk = talks.talk(ann, bob);
        talks.say(ann, bob, "before");
        try (var indexer = indexer("node")) {
            indexer.start();
            Await.until(() -> rows() == 1);
            assertThat(hits("before")).isEqualTo(1);
            long sequence = talks.say(bob, ann, "after");
            indexer.changed(talk);
            assertThat(hits("after")).isEqualTo(1);
            for (int i = 1; i < Backlog.GATHERED; i++) {
                talks.say(ann, bob, "more");
                indexer.changed(talk);
            }
            Await.until(() -> rows() == 1 + Backlog.GATHERED);
            assertThat(hits("after")).isEqualTo(1);

            talks.modify(talk, sequence, "modified");
            assertThat(hits("modified")).isEqualTo(1);
            assertThat(hits("after")).isZero();
            indexer.lookAround();
            Await.until(() -> talks.differences() == 0);
            assertThat(hits("modified")).isEqualTo(1);

            talks.revoke(talk, sequence);
            assertThat(hits("modified")).isZero();
            indexer.lookAround();
            Await.until(() -> rows() == Backlog.GATHERED);
        }
    }

    @Test
    void the_log_is_followed_while_many_messages_wait_to_be_stored() {
        try (var indexer = indexer("node", 10_000)) {
            indexer.start();
            for (int round = 1; round <= 5; round++) {
                talks.say(ann, bob, "again");
                indexer.lookAround();
                int rows = round;
                Await.until(() -> rows() == rows);
            }
        }
    }

    @Test
    void a_connection_killed_again_and_again_leaves_nothing_out_and_nothing_twice() {
        var others = IntStream.range(0, 20).mapToObj(i -> talks.newUser("peer")).toList();
        for (int i = 0; i < 1_500; i++) {
            talks.say(ann, others.get(i % 20), "message " + i);
        }
        try (var indexer = indexer("killed")) {
            indexer.start();
            for (int round = 0; round < 10; round++) {
                var peer = others.get(round);
                talks.say(ann, peer, "late " + round);
                talks.modify(talks.talk(ann, peer), 1 + round, "changed " + round);
                indexer.changed(talks.talk(ann, peer));
                store.jdbi()
                        .useHandle(handle -> handle.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE application_name = 'parley-indexer' AND pid <> pg_backend_pid()"));
            }
        }
        try (var next = indexer("next")) {
            next.start();
            Await.until(() -> talks.differences() == 0);
        }
        assertThat(rows()).isEqualTo(1_510);
    }

    @Test
    void a_batch_under_way_is_finished_before_the_indexer_stops() throws Exception {
        talks.say(ann, bob, "one");
        var indexer = indexer("stopping");
        Thread closing;
        try (var lock = store.jdbi().open()) {
            lock.begin();
            lock.execute("LOCK TABLE search_passage IN SHARE MODE");
            indexer.start();
            Await.until(() -> store.jdbi()
                            .withHandle(handle -> handle.createQuery("SELECT count(*) FROM pg_stat_activity"
                                            + " WHERE application_name = 'parley-indexer' AND wait_event_type = 'Lock'")
                                    .mapTo(Integer.class)
                                    .one())
                    > 0);
            closing = Thread.ofVirtual().start(indexer::close);
            Await.until(() -> closing.getState() == Thread.State.TIMED_WAITING);
            lock.commit();
        }
        closing.join();

        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void two_nodes_share_the_work() {
        var others = IntStream.range(0, 10).mapToObj(i -> talks.newUser("peer")).toList();
        try (var left = indexer("left");
                var right = indexer("right")) {
            left.start();
            right.start();
            for (int i = 0; i < 500; i++) {
                var peer = others.get(i % 10);
                talks.say(ann, peer, "message " + i);
                (i % 2 == 0 ? left : right).changed(talks.talk(ann, peer));
            }
            right.lookAround(); // or the last of each timeline wait for more
            Await.until(() -> rows() == 500);
            assertThat(talks.differences()).isZero();
        }
    }

    @Test
    void emptied_tables_are_filled_again() {
        talks.say(ann, bob, "one");
        talks.index(talks.talk(ann, bob));
        store.jdbi().useHandle(handle -> handle.execute("TRUNCATE search_cursor, search_passage"));
        try (var indexer = indexer("again")) {
            indexer.start();
            Await.until(() -> hits("one") == 1);
        }
    }

    @Test
    void what_is_older_than_the_log_keeps_is_neither_found_nor_kept() {
        long old = System.currentTimeMillis() - 31L * 86_400_000;
        talks.say(ann, bob, Types.MSG_TEXT, Talks.payload("text", "old"), old);
        talks.say(ann, bob, "new");
        talks.index(talks.talk(ann, bob));
        assertThat(hits("old")).isZero();
        try (var indexer = indexer("purging")) {
            indexer.start();
            Await.until(() -> rows() == 1);
        }
    }

    @Test
    void what_is_cleared_for_everybody_leaves_the_index_whether_the_log_has_it_still_or_not() {
        long talk = talks.talk(ann, bob);
        for (int i = 1; i <= 40; i++) { // more than one passage
            talks.say(ann, bob, "word " + i);
        }
        talks.index(talk);
        talks.clearForAll(talk, 10);
        try (var indexer = indexer("clearing")) {
            indexer.start();
            Await.until(() -> rows() == 30);
            assertThat(texts()).doesNotContain("word 10").contains("word 11", "word 40");

            talks.modify(talk, 3, "changed"); // not gone from the log yet
            talks.modify(talk, 12, "word twelve");
            indexer.lookAround();
            Await.until(() -> texts().contains("word twelve"));
            assertThat(rows()).isEqualTo(30);
            assertThat(texts()).doesNotContain("changed");

            talks.clearForAll(talk, 35);
            talks.forget(talk, 38);
            indexer.lookAround();
            Await.until(() -> rows() == 2);
            assertThat(texts()).containsExactlyInAnyOrder("word 39", "word 40");
        }
    }

    @Test
    void what_was_cleared_stays_out_of_an_index_that_is_made_anew() {
        long talk = talks.talk(ann, bob);
        talks.say(ann, bob, "gone");
        talks.say(ann, bob, "kept");
        talks.clearForAll(talk, 1);
        talks.index(talk);
        assertThat(texts()).containsExactly("kept");
    }

    private List<String> texts() {
        return store.jdbi()
                .withHandle(handle -> handle.select("""
                        SELECT text FROM search_passage CROSS JOIN LATERAL unnest(texts) AS message (text)
                        WHERE text IS NOT NULL
                        """).mapTo(String.class).list());
    }

    @Test
    @Rule({"searchCloudMessages#11", "searchCloudMessages#13"})
    void each_kind_is_searched_by_its_own_text() {
        talks.say(ann, bob, Types.MSG_CUSTOM, "{\"data\":\"hiddendata\",\"description\":\"needle custom\"}");
        talks.say(ann, bob, Types.MSG_FILE, "{\"fileName\":\"needle.pdf\",\"fileSize\":1}");
        talks.say(ann, bob, Types.MSG_LOCATION, "{\"description\":\"Needle Street\",\"longitude\":1,\"latitude\":2}");
        talks.say(ann, bob, Types.MSG_MERGER, "{\"title\":\"the needle\",\"abstractList\":[\"ann: haystack\"]}");
        talks.say(ann, bob, Types.MSG_FACE, "{\"index\":1,\"data\":\"needle\"}");
        talks.say(ann, bob, Types.MSG_TEXT, "not even JSON");
        talks.index(talks.talk(ann, bob));

        assertThat(talks.hits(ann, bob, List.of("NEEDLE"), "or", 10)).containsExactly(4L, 3L, 2L, 1L);
        assertThat(talks.hits(ann, bob, List.of("haystack"), "or", 10)).containsExactly(4L);
        assertThat(talks.hits(ann, bob, List.of("hiddendata"), "or", 10)).isEmpty();
    }

    @Test
    void nobody_sees_what_others_said_to_each_other_or_what_they_cleared() {
        var carol = talks.newUser("carol");
        talks.say(ann, bob, "secret");
        talks.say(ann, bob, "secret too");
        talks.index(talks.talk(ann, bob));

        assertThat(talks.search(carol, Talks.keyword("secret")).totalCount()).isZero();
        talks.clear(bob, talks.talk(ann, bob), 1);
        assertThat(talks.hits(bob, ann, List.of("secret"), "or", 10)).containsExactly(2L);
        assertThat(talks.hits(ann, bob, List.of("secret"), "or", 10)).containsExactly(2L, 1L);
    }

    @Test
    void what_waits_for_the_index_is_found_among_what_is_in_it() {
        for (int i = 0; i < 5; i++) {
            talks.say(ann, bob, "indexed needle " + i);
        }
        long talk = talks.talk(ann, bob);
        talks.index(talk);
        talks.say(bob, ann, "waiting needle");
        talks.modify(talk, 2, "another word");
        var carol = talks.newUser("carol");
        talks.say(carol, ann, "needle of a new conversation");

        assertThat(talks.hits(ann, bob, List.of("needle"), "or", 2)).containsExactly(6L, 5L, 4L, 3L, 1L);
        assertThat(hits("needle")).isEqualTo(2);
        assertThat(talks.search(carol, Talks.keyword("needle")).totalCount()).isEqualTo(1);
        talks.clear(ann, talk, 5);
        assertThat(talks.hits(ann, bob, List.of("needle"), "or", 2)).containsExactly(6L);
    }

    @Test
    void conversations_are_paged_without_gaps() {
        var peers = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            var peer = talks.newUser("peer");
            peers.add("C2C" + peer.userID());
            talks.say(ann, peer, "hello");
            talks.index(talks.talk(ann, peer));
        }
        var found = new ArrayList<String>();
        String cursor = null;
        do {
            var page = talks.search(ann, Talks.request(List.of("hello"), null, null, 3, cursor));
            assertThat(page.totalCount()).isEqualTo(7);
            page.searchResultList()
                    .forEach(hits -> found.add(hits.conversationID().text()));
            cursor = page.cursor();
        } while (cursor != null);
        assertThat(found).containsExactlyInAnyOrderElementsOf(peers);
    }

    @Test
    void a_cursor_that_this_server_did_not_make_is_refused() {
        for (var cursor : List.of("x", "====", "AAAA", "中", "A".repeat(39), "A".repeat(100_000))) {
            assertThatThrownBy(() -> SearchCursor.parse(cursor, 1, 2)).hasMessageContaining("cursor");
        }
        var good = new SearchCursor(1, 2, new SearchStore.Position(3, 4));
        assertThat(SearchCursor.parse(good.text(), 1, 9)).isEqualTo(good);
        assertThatThrownBy(() -> SearchCursor.parse(good.text(), 2, 9)).hasMessageContaining("cursor");
    }

    private int hits(String keyword) {
        return talks.search(ann, Talks.keyword(keyword)).totalCount();
    }

    /// How many messages the index knows, each counted as often as it is there.
    private long rows() {
        return store.jdbi()
                .withHandle(handle -> handle.select("""
                        SELECT count(text) FROM search_passage
                        CROSS JOIN LATERAL unnest(texts) AS message (text)
                        """).mapTo(Long.class).one());
    }
}
