package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ProtocolJson;
import im.parley.server.http.WebService.Answer;
import im.parley.server.store.Await;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whose phones are reached how.
class PushDevicesTest extends PushScenario {
    @Test
    void a_token_that_the_hook_calls_invalid_is_forgotten() throws Exception {
        phones.answers = body -> new Answer(200, "{\"invalidTokens\":[\"" + token(bob) + "\"]}");
        try {
            toBob("last words");
            phones.next();
            Await.until(() -> devicesOf(bob).isEmpty());
        } finally {
            phones.answers = body -> new Answer(200, "");
        }
    }

    @Test
    void who_has_signed_out_is_not_told_any_more() throws Exception {
        assertThat(devicesOf(bob)).hasSize(1);
        var phone = new TestClient(server.port(), server.app, TestServer.KEY, bob.userID(), "bobs-phone");
        givePhone(phone, "oppo"); // the same token under another vendor is another phone
        assertThat(devicesOf(bob)).hasSize(2);

        phone.call("session.logout", TestClient.object());

        Await.until(() -> devicesOf(bob).size() == 1);
        assertThat(devicesOf(bob).at("/0/Vendor").asText()).isEqualTo("xiaomi");
    }

    @Test
    void a_token_belongs_to_who_registered_it_last() throws Exception {
        var cid = users.newUser(server.port(), "cid");
        cid.call("push.setToken", TestClient.object().put("vendor", "xiaomi").put("token", token(bob)));

        assertThat(devicesOf(bob)).isEmpty();
        assertThat(devicesOf(cid)).hasSize(1);
        cid.call("push.setToken", TestClient.object().put("vendor", "xiaomi").put("token", ""));
        assertThat(devicesOf(cid)).isEmpty();
    }

    @Test
    void back_ends_register_phones_and_a_user_has_at_most_20() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(rest(
                            "push/register_device",
                            "{\"UserID\":\"%s\",\"Vendor\":\"fcm\",\"Token\":\"t%d\",\"Language\":\"zh-CN\",\"Badge\":false}"
                                    .formatted(bob.userID(), i)))
                    .isZero();
        }
        var tokens = IntStream.range(0, 20)
                .mapToObj(i -> devicesOf(bob).at("/" + i + "/Token").asText())
                .toList();
        assertThat(devicesOf(bob)).hasSize(20);
        assertThat(tokens).doesNotContain(token(bob)).startsWith("t19").contains("t0");
        var t0 = "{\"UserID\":\"%s\",\"Vendor\":\"fcm\",\"Token\":\"t0\"}".formatted(bob.userID());
        assertThat(rest("push/unregister_device", t0)).isZero();
        assertThat(rest("push/unregister_device", t0)).isEqualTo(20001);
        assertThat(devicesOf(bob)).hasSize(19);
        assertThat(rest("push/get_devices", "{\"UserID\":\"nobody-of-that-name\"}"))
                .isEqualTo(70107);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"vendor\":\"nokia\",\"token\":\"t\"} | nokia",
                "{\"token\":\"t\"} | vendor",
                "{\"vendor\":\"fcm\"} | token",
                "{\"vendor\":\"fcm\",\"token\":\"with space\"} | with space",
                "{\"vendor\":\"apns\",\"token\":\"xyz\"} | hexadecimal",
                "{\"vendor\":\"fcm\",\"token\":\"t\",\"voipToken\":\"00\"} | voipToken",
                "{\"vendor\":\"fcm\",\"token\":\"t\",\"language\":\"no language\"} | no language",
            })
    void what_is_wrong_with_a_token_is_named(String body, String named) throws Exception {
        var answer = ann.start(
                        "push.setToken", (ObjectNode) ProtocolJson.mapper().readTree(body))
                .join();

        assertThat(answer.path("code").asInt()).isEqualTo(20001);
        assertThat(answer.path("message").asText()).contains(named);
    }
}
