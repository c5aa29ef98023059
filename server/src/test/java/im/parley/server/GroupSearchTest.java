package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.server.store.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Finding messages of groups, and not finding those that are none of one's business.
class GroupSearchTest extends GroupScenario {
    @Test
    @Rule({"searchCloudMessages#3", "searchCloudMessages#4", "searchCloudMessages#7"})
    void everywhere_takes_in_the_groups_that_the_user_is_in() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        var other = group(Types.GRP_MEETING, bob, cid);
        send(ann, group, "an apple");
        send(bob, other, "two apples");
        send(ann, other, "three apples");
        var note = text(ann, "", "apples for bob").put("conversationID", "C2C" + bob.userID());
        ann.call("message.send", note);

        assertThat(found(bob, query("apple"), 3))
                .containsExactlyInAnyOrder(
                        "GROUP" + group + " 1 an apple",
                        "GROUP" + other + " 2",
                        "C2C" + ann.userID() + " 1 apples for bob");
        assertThat(found(cid, query("apple"), 1)).containsExactly("GROUP" + other + " 2");
        assertThat(found(bob, with(query("apple"), "senderUserIDList", bob), 1))
                .containsExactly("GROUP" + other + " 1 two apples");
    }

    @Test
    @Rule("searchCloudMessages#9")
    void one_group_is_searched_by_its_members_only() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        send(ann, group, "a pear");
        send(bob, group, "a pear more");

        assertThat(hits(bob, in(group, "pear"), 2)).containsExactly("a pear more", "a pear");
        assertThat(refusal(dan, in(group, "pear"))).isEqualTo(10007);
        bob.call("group.quit", groupID(group));
        assertThat(refusal(bob, in(group, "pear"))).isEqualTo(10007);
        assertThat(found(bob, query("pear"), 0)).isEmpty();
    }

    @Test
    void what_was_before_ones_time_and_what_is_for_others_is_not_found() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        send(ann, group, "a plum before");
        ann.call("group.update", groupID(group).put("inviteOption", Types.INVITE_OPTIONS_FREE_ACCESS));
        ann.call("group.addMembers", with(groupID(group), "userIDList", dan));
        send(ann, with(text(ann, group, "a plum for bob"), "receiverList", bob));
        send(ann, group, "a plum after");

        assertThat(hits(bob, in(group, "plum"), 3)).containsExactly("a plum after", "a plum for bob", "a plum before");
        assertThat(hits(cid, in(group, "plum"), 2)).containsExactly("a plum after", "a plum before");
        assertThat(hits(dan, in(group, "plum"), 1)).containsExactly("a plum after");
        assertThat(found(cid, query("plum for"), 0)).isEmpty();
        assertThat(found(bob, query("plum for"), 1)).containsExactly("GROUP" + group + " 1 a plum for bob");
        assertThat(found(dan, query("plum"), 1)).containsExactly("GROUP" + group + " 1 a plum after");
    }

    @Test
    @Rule("searchCloudMessages#5")
    void communities_are_not_searched() throws Exception {
        var community = group(Types.GRP_COMMUNITY, bob);
        var group = group(Types.GRP_WORK, bob);
        send(ann, community, "a cherry");
        send(ann, group, "a cherry");

        assertThat(found(bob, query("cherry"), 1)).containsExactly("GROUP" + group + " 1 a cherry");
        assertThat(search(bob, in(community, "cherry"), 0).path("searchResultList"))
                .isEmpty();
    }

    private static ObjectNode query(String keyword) {
        var query = TestClient.object().put("count", 10);
        query.putArray("keywordList").add(keyword);
        return query;
    }

    private static ObjectNode in(String group, String keyword) {
        return query(keyword).put("conversationID", "GROUP" + group);
    }

    /// Conversations, counts and single messages, once there are so many of them.
    private List<String> found(TestClient client, ObjectNode query, int count) {
        var found = new ArrayList<String>();
        search(client, query, count).path("searchResultList").forEach(result -> {
            var texts = texts(result.path("messageList"));
            found.add((result.path("conversationID").asText()
                            + ' '
                            + result.path("messageCount").asInt()
                            + ' '
                            + String.join(", ", texts))
                    .strip());
        });
        return found;
    }

    private List<String> hits(TestClient client, ObjectNode query, int count) {
        return texts(search(client, query, count).at("/searchResultList/0/messageList"));
    }

    /// The code with which a search is refused, once there may be another.
    private static int refusal(TestClient client, ObjectNode query) {
        var last = new AtomicReference<Integer>();
        Await.until(() -> {
            last.set(code(client.start("message.search", query)));
            return last.get() != ErrorCode.OVER_FREQUENCY_LIMIT.number();
        });
        return last.get();
    }

    /// The index follows the log within two seconds, and a client may search twice a second.
    private static JsonNode search(TestClient client, ObjectNode query, int count) {
        var last = new AtomicReference<JsonNode>();
        Await.until(() -> {
            var answer = client.start("message.search", query).join();
            last.set(answer.path("body"));
            return answer.path("code").asInt() == 0
                    && answer.at("/body/totalCount").asInt() == count;
        });
        return last.get();
    }
}
