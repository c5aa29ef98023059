package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Types;
import im.parley.server.http.WebService.Answer;
import im.parley.server.store.Await;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// What the hook gets, and what becomes of what it does not take.
class PushDeliveryTest extends PushScenario {
    @Test
    void who_is_away_is_told_with_the_default_title_and_text_in_a_signed_request() throws Exception {
        toBob("hello 你好");

        var shown = phones.next();
        assertThat(shown.path("title").asText()).isEqualTo(ann.userID());
        assertThat(shown.path("text").asText()).isEqualTo("hello 你好");
        assertThat(shown.path("vendor").asText()).isEqualTo("xiaomi");
        assertThat(shown.path("token").asText()).isEqualTo(token(bob));
        assertThat(shown.path("badge").asInt()).isEqualTo(1);
        assertThat(shown.path("call").asBoolean()).isFalse();
        assertThat(shown.at("/message/userID").asText()).isEqualTo(bob.userID());
        assertThat(shown.at("/message/conversationID").asText()).isEqualTo("C2C" + ann.userID());
        assertThat(shown.at("/message/sequence").asInt()).isEqualTo(1);
        var request = phones.requests.remove();
        var signed = request.headers().get("x-parley-timestamp") + "." + request.body();
        assertThat(request.headers().get("x-parley-signature"))
                .isEqualTo("sha256=" + hmac(signed.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void the_senders_name_is_the_title_and_what_is_no_text_has_a_placeholder() throws Exception {
        ann.call("profile.update", TestClient.object().put("nick", "Ann"));
        send(ann, "C2C" + bob.userID(), "", message -> {
            message.put("type", Types.MSG_LOCATION);
            message.putObject("payload")
                    .put("description", "here")
                    .put("latitude", 1.5)
                    .put("longitude", 2.5);
        });

        var shown = phones.next();
        assertThat(shown.path("title").asText()).isEqualTo("Ann");
        assertThat(shown.path("text").asText()).isEqualTo("[位置]");
    }

    @Test
    void what_the_sender_says_is_shown_instead_and_fitted_to_the_vendor() throws Exception {
        toBob("hi", message -> {
            var push = message.putObject("offlinePushInfo")
                    .put("title", "t".repeat(60))
                    .put("description", "好".repeat(130))
                    .put("extension", "{\"a\":1}");
            push.putObject("androidInfo")
                    .put("sound", "ding.mp3")
                    .put("XiaoMiChannelID", "mi")
                    .put("OPPOChannelID", "oppo")
                    .put("HuaWeiImage", "https://example.com/a.png");
        });

        var shown = phones.next();
        assertThat(shown.path("title").asText()).isEqualTo("t".repeat(49) + "…");
        assertThat(shown.path("text").asText()).isEqualTo("好".repeat(127) + "…");
        assertThat(shown.path("extension").asText()).isEqualTo("{\"a\":1}");
        assertThat(shown.path("sound").asText()).isEqualTo("ding.mp3");
        assertThat(shown.path("channelID").asText()).isEqualTo("mi");
        assertThat(shown.has("image")).isFalse();
    }

    @Test
    void calls_ring_where_the_phone_can() throws Exception {
        var cid = users.newUser(server.port(), "cid");
        cid.call(
                "push.setToken",
                TestClient.object()
                        .put("vendor", "apns")
                        .put("token", "0123abcd")
                        .put("voipToken", "ffff"));
        leave(cid);
        bob = cid;
        toBob("ring", message -> message.putObject("offlinePushInfo").put("disableVoipPush", false));
        toBob(
                "no ring",
                message -> message.putObject("offlinePushInfo")
                        .put("disableVoipPush", false)
                        .putObject("apnsInfo")
                        .put("disableVoipPush", true)
                        .put("ignoreIOSBadge", true));

        var ring = phones.next();
        assertThat(ring.path("call").asBoolean()).isTrue();
        assertThat(ring.path("voipToken").asText()).isEqualTo("ffff");
        assertThat(ring.path("sound").asText()).isEqualTo("default");
        assertThat(ring.has("badge")).isTrue();
        var noRing = phones.next();
        assertThat(noRing.path("call").asBoolean()).isFalse();
        assertThat(noRing.has("badge")).isFalse();
    }

    @Test
    void while_the_hook_is_down_nothing_is_lost() throws Exception {
        var refused = new AtomicInteger();
        phones.answers = body -> new Answer(refused.getAndIncrement() < 2 ? 503 : 200, "{}");
        try {
            toBob("patience");
            assertThat(phones.texts(1)).containsExactly("patience");
            assertThat(refused.get()).isEqualTo(3);
        } finally {
            phones.answers = body -> new Answer(200, "");
        }
    }

    @Test
    void a_message_that_is_revoked_in_time_is_not_shown() throws Exception {
        phones.answers = body -> new Answer(503, "{}");
        try {
            toBob("a mistake");
            phones.requests.take();
            var revoke = TestClient.object()
                    .put("conversationID", "C2C" + bob.userID())
                    .put("id", ann.tinyID() + "-1700000000-" + NUMBERS.get());
            ann.call("message.revoke", revoke);
        } finally {
            phones.answers = body -> new Answer(200, "");
        }
        toBob("no mistake");

        assertThat(phones.texts(1)).containsExactly("no mistake");
    }

    @Test
    void numbers_on_icons_leave_out_what_does_not_notify() throws Exception {
        var cid = users.newUser(server.port(), "cid");
        var page = back(bob);
        remind(page, "C2C" + cid.userID(), Types.MSG_REMIND_ACPT_NOT_NOTE);
        leave(page);
        send(cid, "C2C" + bob.userID(), "quiet", PLAIN);
        toBob("one");
        toBob("not counted", message -> message.putObject("messageControlInfo").put("excludedFromUnreadCount", true));
        phones.texts(2);
        toBob("two");

        assertThat(phones.next().path("badge").asInt()).isEqualTo(2);
    }

    @Test
    void how_much_was_pushed_can_be_seen() throws Exception {
        toBob("counted");
        phones.next();

        Await.until(() -> server.metric("parley_push_sent_total") > 0);
    }

    private static String hmac(byte[] signed) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(PushedPhones.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(signed));
    }
}
