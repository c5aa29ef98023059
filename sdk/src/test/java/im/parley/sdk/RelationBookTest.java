package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.profile.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What the list of friends tells the app.
class RelationBookTest {
    private final Emitter emitter = new Emitter(new Log(1));
    private final RelationBook book = new RelationBook(emitter, () -> {}, () -> {});

    @Test
    @Rule("getFriendList#1")
    void when_friends_were_heard_of_is_told_with_them_and_is_no_news_of_its_own() {
        var told = Collections.synchronizedList(new ArrayList<List<Friend>>());
        emitter.on(Events.FRIEND_LIST_UPDATED, event -> told.add(event.data()));
        book.announce();
        var before = System.currentTimeMillis();

        book.listed(1, List.of(bob("Bob")), List.of());
        var first = book.friends().getFirst().timestamp();
        awaitAfter(first);
        book.listed(2, List.of(bob("Bob")), List.of());
        var second = book.friends().getFirst().timestamp();
        book.listed(3, List.of(bob("Bobby")), List.of());

        assertThat(first).isGreaterThanOrEqualTo(before);
        assertThat(second).isGreaterThan(first);
        awaitEvents();
        assertThat(told).hasSize(2);
        assertThat(told).extracting(list -> list.getFirst().remark()).containsExactly("Bob", "Bobby");
        assertThat(told.getFirst().getFirst().timestamp()).isEqualTo(first);
    }

    private static im.parley.protocol.relation.Friend bob(String remark) {
        var profile =
                new Profile("bob", "", "", 0, "", "", Types.ALLOW_TYPE_ALLOW_ANY, 0, "", 0, "", 0, 0, 0, List.of());
        return new im.parley.protocol.relation.Friend("bob", remark, List.of(), "", "", 1, List.of(), profile);
    }

    private static void awaitAfter(long time) {
        while (System.currentTimeMillis() <= time) {
            Thread.onSpinWait();
        }
    }

    /// Handlers run on a thread of their own, in order.
    private void awaitEvents() {
        var done = new CompletableFuture<Void>();
        emitter.then(() -> done.complete(null));
        done.join();
    }
}
