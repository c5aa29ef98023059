package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.CloseReason;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.UserSig;
import im.parley.server.store.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Who listens in live rooms without having signed in.
class LiveGuestsTest extends LiveRoomScenario {
    private TestClient guest() {
        var guest = TestClient.guest(server.port(), server.app);
        clients.add(guest);
        return guest;
    }

    private void set(String key, Object value) throws Exception {
        server.rest("settings/set", "{\"Settings\":{\"" + key + "\":" + value + "}}");
    }

    private static int closed(TestClient client) {
        return client.closed().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    @Rule("joinGroup#5")
    void a_guest_hears_what_is_said_and_that_it_is_taken_back_and_is_counted_nowhere() throws Exception {
        join(ann, room);
        var guest = guest();

        var joined = join(guest, room);

        assertThat(joined.path("status").asText()).isEqualTo(Types.JOIN_STATUS_SUCCESS);
        assertThat(joined.at("/group/name").asText()).isEqualTo("Launch");
        assertThat(joined.at("/group/memberCount").asInt()).isEqualTo(1);
        assertThat(joined.at("/group/selfInfo").isMissingNode()).isTrue();
        assertThat(joined.has("messageList")).isFalse();
        var said = text(ann, "hi");
        ann.call("message.send", said);
        assertThat(message(guest, Types.MSG_TEXT).at("/payload/text").asText()).isEqualTo("hi");
        ann.call("message.revoke", inRoom().put("id", said.path("id").asText()));
        assertThat(next(guest, "message.revoked").at("/messageList/0/ID").asText())
                .isEqualTo(said.path("id").asText());
        join(bob, room);
        assertThat(tip(guest, Types.GRP_TIP_MBR_JOIN, bob)
                        .at("/payload/memberCount")
                        .asInt())
                .isEqualTo(2);
        assertThat(list(ann).at("/memberList").size()).isEqualTo(2);
        assertThat(online(ann, room)).isEqualTo(2);
        ann.call("group.setCounters", room().set("counters", TestClient.object().put("hearts", 1)));
        assertThat(code(send(ann, "bye"))).isZero();
        var next = guest.push(Duration.ofSeconds(20));
        assertThat(next.at("/body/message/payload/text").asText()).isEqualTo("bye"); // nothing of the counter
    }

    @Test
    @Rule("joinGroup#5")
    void a_guest_may_do_nothing_else_and_enters_live_rooms_only() {
        join(ann, room);
        var guest = guest();
        join(guest, room);
        var message = inRoom().put("id", "7-1700000000-1").put("type", Types.MSG_TEXT);
        message.putObject("payload").put("text", "me too");

        assertThat(code(guest.start("message.send", message))).isEqualTo(2024);
        assertThat(code(guest.start("group.get", room()))).isEqualTo(2024);
        assertThat(code(guest.start("group.listMembers", room().put("count", 15))))
                .isEqualTo(2024);
        assertThat(code(guest.start("message.list", inRoom().put("count", 15)))).isEqualTo(2024);
        assertThat(guest.call("group.countOnline", room()).path("memberCount").asInt())
                .isEqualTo(1);
        assertThat(guest().call("group.countOnline", room()).path("memberCount").asInt())
                .isZero();
        for (var type : List.of(Types.GRP_WORK, Types.GRP_PUBLIC, Types.GRP_MEETING, Types.GRP_COMMUNITY)) {
            var other = ann.call(
                            "group.create", TestClient.object().put("name", "x").put("type", type))
                    .at("/group/groupID")
                    .asText();
            assertThat(code(guest.start("group.join", TestClient.object().put("groupID", other))))
                    .as(type)
                    .isEqualTo(2662);
            assertThat(code(guest.start("group.quit", TestClient.object().put("groupID", other))))
                    .as(type)
                    .isEqualTo(2024);
        }
        assertThat(code(guest.start("group.join", TestClient.object().put("groupID", "nowhere"))))
                .isEqualTo(2662);
        assertThat(code(guest.start("session.login", login()))).isEqualTo(2025);
    }

    private ObjectNode login() {
        var sig = UserSig.mint(server.app, TestServer.KEY, "dan", Instant.now(), Duration.ofHours(1));
        return TestClient.object()
                .put("userID", "dan")
                .put("userSig", sig)
                .put("instanceID", "dans")
                .put("platform", "Web");
    }

    @Test
    @Rule("joinGroup#5")
    void a_guest_is_in_one_room_until_they_quit_it() throws Exception {
        join(ann, room);
        var guest = guest();
        join(guest, room);
        var other = create();
        join(bob, other);
        join(guest, other);
        assertThat(code(send(ann, "in the first"))).isZero();
        var inOther = text(bob, "in the other").put("conversationID", "GROUP" + other);
        bob.call("message.send", inOther);
        assertThat(message(guest, Types.MSG_TEXT).at("/payload/text").asText()).isEqualTo("in the other");

        assertThat(code(guest.start("group.quit", room()))).isEqualTo(2623);
        guest.call("group.quit", TestClient.object().put("groupID", other));

        bob.call("message.send", text(bob, "anybody?").put("conversationID", "GROUP" + other));
        guest.call("session.ping", TestClient.object()); // what was said would have come before its answer
        assertThat(texts(guest)).isEmpty();
    }

    @Test
    @Rule("joinGroup#5")
    void guests_are_limited_and_make_room_when_their_socket_is_gone() throws Exception {
        set("group.liveGuests", 1);
        try {
            var first = guest();
            join(first, room);
            assertThat(code(guest().start("group.join", room()))).isEqualTo(60022);
            first.close();
            var next = guest();
            Await.until(
                    () -> code(next.start("group.join", room())) == 0); // the server hears of the end a moment later
            var many = IntStream.range(0, 30)
                    .mapToObj(i -> next.start("group.join", room()))
                    .toList();
            assertThat(many.stream().map(LiveRoomScenario::code)).contains(2996);
            set("group.liveGuests", 0);
            assertThat(closed(next)).isEqualTo(CloseReason.GOING_AWAY.code());
            assertThat(code(guest().start("group.join", room()))).isEqualTo(2024);
        } finally {
            set("group.liveGuests", 10_000);
        }
    }

    @Test
    @Rule({"joinGroup#5", "dismissGroup#3"})
    void when_the_room_ends_guests_are_told_and_go() throws Exception {
        var guest = guest();
        join(guest, room);

        ann.call("group.dismiss", room());

        assertThat(next(guest, "group.left").path("groupID").asText()).isEqualTo(room);
        assertThat(closed(guest)).isEqualTo(CloseReason.SIGNED_OUT.code());
    }
}
