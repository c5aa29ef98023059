package im.parley.server;

import static im.parley.protocol.Limits.CONVERSATION_PAGE;
import static im.parley.protocol.Limits.CONVERSATION_PAGE_BYTES;
import static im.parley.protocol.Limits.FIRST_CONVERSATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.server.store.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// How much of a long list of conversations one page holds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationPagesTest {
    private static final int APP = TestDatabase.newAppID();
    private static final String KEY = "a-key-that-only-this-test-knows";

    private Server server;

    @BeforeAll
    void start(@TempDir Path data) {
        server = Server.start(ServerConfig.local(data, APP, KEY).withPostgres(TestDatabase.url()));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    @Rule("getConversationList#11")
    void a_list_of_short_messages_comes_in_large_pages() {
        try (var ann = userWith("ann", CONVERSATION_PAGE + 50, 100)) {
            assertThat(pages(ann)).containsExactly(CONVERSATION_PAGE, 50);
        }
    }

    @Test
    void a_page_of_long_messages_ends_earlier() {
        int size = CONVERSATION_PAGE_BYTES / 150;
        try (var bob = userWith("bob", 200, size)) {
            assertThat(pages(bob)).containsExactly(150, 50);
        }
    }

    @Test
    void a_page_holds_a_hundred_of_the_longest_messages() {
        try (var cid = userWith("cid", FIRST_CONVERSATIONS + 30, 12_000)) {
            assertThat(pages(cid)).containsExactly(FIRST_CONVERSATIONS, 30);
        }
    }

    /// How many conversations each page holds; together they are all that there are, the newest first.
    private static List<Integer> pages(TestClient client) {
        var sizes = new ArrayList<Integer>();
        var listed = new ArrayList<String>();
        var request = TestClient.object().put("count", 1_000);
        while (true) {
            var page = client.call("conversation.list", request);
            sizes.add(page.path("conversationList").size());
            page.path("conversationList")
                    .forEach(one -> listed.add(one.path("conversationID").asText()));
            if (!page.has("cursor")) {
                break;
            }
            request.put("cursor", page.path("cursor").asText());
        }
        assertThat(listed)
                .isEqualTo(IntStream.rangeClosed(1, listed.size())
                        .mapToObj(i -> "C2C" + client.userID() + "-peer" + i)
                        .toList());
        return sizes;
    }

    /// @param size of the newest message's content in each conversation, in characters
    private TestClient userWith(String userID, int conversations, int size) {
        var client = new TestClient(server.port(), APP, KEY, userID, "instance");
        var text = "{\"text\":\"%s\"}".formatted("x".repeat(size - "{\"text\":\"\"}".length()));
        TestDatabase.shared().app(APP).jdbi().useHandle(handle -> {
            handle.execute(
                    "INSERT INTO account (user_id, created_at) SELECT ? || '-peer' || i, 0 FROM generate_series(1, ?) i",
                    userID,
                    conversations);
            handle.execute("""
                    INSERT INTO conversation (low_user, high_user, last_sequence, last_time, shown_sequence, shown_order,
                        unread_low, unread_high)
                    SELECT least(me.tiny_id, peer.tiny_id), greatest(me.tiny_id, peer.tiny_id), 1, 1, 1,
                        (extract(epoch FROM now()) * 1000000)::bigint - i, 0, 0
                    FROM generate_series(1, ?) i JOIN account me ON me.user_id = ?
                        JOIN account peer ON peer.user_id = me.user_id || '-peer' || i
                    """, conversations, userID);
            handle.execute("""
                    INSERT INTO participant (tiny_id, conversation_id)
                    SELECT me.tiny_id, c.id FROM account me JOIN conversation c ON me.tiny_id IN (low_user, high_user)
                    WHERE me.user_id = ?
                    """, userID);
            handle.execute("""
                    INSERT INTO message (conversation_id, sequence, sender, client_id, time, unread_low, unread_high,
                        flags, type, payload)
                    SELECT c.id, 1, me.tiny_id, 1, 1, 0, 0, 1, 'TIMTextElem', ?
                    FROM account me JOIN conversation c ON me.tiny_id IN (low_user, high_user) WHERE me.user_id = ?
                    """, text, userID);
        });
        return client;
    }
}
