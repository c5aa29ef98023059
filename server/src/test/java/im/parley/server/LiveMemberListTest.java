package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Limits;
import im.parley.protocol.Rule;
import im.parley.server.store.Await;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The list of a live room that has more members than the list has places.
class LiveMemberListTest extends LiveRoomScenario {
    private static final int PLACES = 1_000;

    @Test
    @Rule({"getGroupMemberList#3", "getGroupMemberList#5"})
    void the_newest_thousand_are_listed_and_everybody_is_counted() throws Exception {
        var early = List.of(ann, bob, cid);
        early.forEach(user -> join(user, room));
        var crowd = joinAtOnce(PLACES - 2);
        var last = List.of(signIn("one-but-last"), signIn("last"));
        last.forEach(user -> join(user, room));

        var first = page(ann, "");
        var second = page(bob, first.path("cursor").asText());

        assertThat(first.path("memberList")).hasSize(Limits.LIVE_MEMBERS_PER_CALL);
        assertThat(second.path("cursor").asText()).isEmpty();
        var listed = Stream.of(first, second)
                .flatMap(page -> page.path("memberList").valueStream())
                .toList();
        var users =
                listed.stream().map(member -> member.path("userID").asText()).toList();
        assertThat(users).startsWith("last", "one-but-last");
        assertThat(users.subList(2, users.size())).containsExactlyInAnyOrderElementsOf(crowd);
        assertThat(listed.stream().map(member -> member.path("joinTime").asLong()))
                .isSortedAccordingTo(Comparator.reverseOrder());
        var everybody = PLACES + early.size();
        Await.until(() -> online(ann, room) == everybody); // in a room of many it is counted once a second
        assertThat(ann.call("group.get", room()).at("/group/memberCount").asInt())
                .isEqualTo(everybody);
    }

    @Test
    @Rule({"getGroupMemberList#5", "getGroupMemberList#9"})
    void each_room_lists_its_members_every_three_seconds() {
        var other = create();
        join(ann, room);
        assertThat(page(bob, "").path("memberList")).isEmpty();
        assertThat(page(bob, "").path("memberList")).isEmpty();

        assertThat(page(ann, "").path("memberList")).hasSize(1);
        assertThat(code(ann.start("group.listMembers", room().put("count", 15))))
                .isEqualTo(2996);
        join(ann, other);
        room = other;
        assertThat(page(ann, "").path("memberList")).hasSize(1);
    }

    /// @return the users
    private List<String> joinAtOnce(int count) throws Exception {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var coming = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(() -> {
                        var user = new TestClient(server.port(), server.app, TestServer.KEY, "guest" + i, "page" + i);
                        user.ignorePushes();
                        join(user, room);
                        return user;
                    }))
                    .toList();
            var users = new ArrayList<String>();
            for (var come : coming) {
                var user = come.get();
                clients.add(user);
                users.add(user.userID());
            }
            return users;
        }
    }

    /// Each user's next call is three seconds away: every page is asked for by somebody else.
    private JsonNode page(TestClient user, String cursor) {
        return user.call("group.listMembers", room().put("count", 15).put("cursor", cursor));
    }
}
