package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Types;
import im.parley.server.store.Await;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two nodes share the work: whoever is signed in on either is there, and nobody is told twice.
@Tag("slow")
class PushTwoNodesTest extends TwoNodeScenario {
    private static final int MESSAGES = 60;
    private PushedPhones phones;

    @Override
    ServerConfig configured(ServerConfig config) {
        return config.withPush(phones.config()).withSettings(Map.of("push.offline", "provider"));
    }

    @Override
    void prepare() throws Exception {
        phones = new PushedPhones();
    }

    @AfterAll
    void closeHook() {
        phones.close();
    }

    private static void givePhone(TestClient user) {
        user.call("push.setToken", TestClient.object().put("vendor", "fcm").put("token", user.userID()));
    }

    @Test
    void each_message_is_pushed_by_one_of_them() throws Exception {
        givePhone(bob);
        givePhone(cid);
        bob.close(); // away; Cid is there, on the right
        Await.until(() -> !isOnline(bob));
        var group = GroupUsers.create(ann, Types.GRP_WORK, List.of(), List.of(bob, cid));
        var dan = users.newUser(right.port(), "dan");
        for (int i = 0; i < MESSAGES; i++) {
            var from = i % 2 == 0 ? ann : dan;
            from.send(bob.userID(), from.tinyID() + "-1700000000-" + (1_000_000 + i), "message " + i);
        }
        GroupUsers.send(ann, group, "message " + MESSAGES).join();

        assertThat(phones.texts(MESSAGES + 1))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(0, MESSAGES)
                        .mapToObj(i -> "message " + i)
                        .toList());
        bob = users.signIn(left.port(), bob.userID());
        cid.close();
        Await.until(() -> !isOnline(cid));
        GroupUsers.send(dan, group, "not a member's").join();
        GroupUsers.send(ann, group, "for cid").join();

        var last = phones.next(); // nothing came twice
        assertThat(last.path("text").asText()).isEqualTo("for cid");
        assertThat(last.path("token").asText()).isEqualTo(cid.userID());
        assertThat(phones.isEmpty()).isTrue();
    }

    private boolean isOnline(TestClient user) {
        var asked = TestClient.object();
        asked.putArray("userIDList").add(user.userID());
        return ann.call("presence.get", asked)
                        .at("/userStatusList/0/statusType")
                        .asInt()
                == 1;
    }
}
