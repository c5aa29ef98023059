package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.message.AndroidPushInfo;
import im.parley.protocol.message.ApnsPushInfo;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.protocol.push.PushVendor;
import im.parley.protocol.push.SetPushToken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What phones show while their users are away.
class PushTest extends Scenario {
    private final Cable cable = new Cable(server.port());

    @BeforeEach
    void pushIsOn() {
        server.set("push.offline", "provider");
    }

    @AfterEach
    void pushIsOff() {
        server.set("push.offline", null);
        cable.close();
    }

    /// Somebody with a phone.
    private Person holder(PushVendor vendor) {
        var person = person(server.freshUserID("holder"), optionsOver(cable)).logIn();
        assertThat(result(person.chat.callExperimentalAPI(
                        "setOfflinePushToken",
                        Map.of("vendor", vendor.wireName(), "token", token(person), "language", "zh-CN"))))
                .isEmpty();
        return person;
    }

    private static ChatOptions optionsOver(Cable cable) {
        return ChatOptions.of(TestServer.APP, cable.address());
    }

    private static String token(Person person) {
        return HexFormat.of().formatHex(person.userID.getBytes(StandardCharsets.US_ASCII));
    }

    /// Their apps go away without a word.
    private void leave(Person... people) {
        cable.pullOut();
        for (var person : people) {
            Await.until(person.userID + " is offline", () -> status(person).equals("Offline"));
        }
    }

    private String status(Person person) {
        return server.call("openim/query_online_status", Map.of("To_Account", List.of(person.userID)))
                .at("/QueryResult/0/Status")
                .asText();
    }

    private JsonNode shownBy(Person person) {
        return server.phones.next(token(person));
    }

    private static void send(Person from, Person to, String text, OfflinePushInfo info) {
        result(from.chat.sendMessage(from.messageTo(to, text), SendOptions.DEFAULT.withPush(info)));
    }

    @Test
    @Rule({"sendMessage#4", "sendMessage#10", "sendMessage#27"})
    void a_phone_is_told_of_what_its_user_misses_and_nobody_else_is() {
        var ann = signIn("ann");
        var bob = holder(PushVendor.HUAWEI);
        var cid = signIn("cid"); // has no phone
        result(cid.chat.logout());
        ann.send("while there").to(bob);
        bob.awaitTexts(1);
        awaitSettled(ann);
        leave(bob);
        ann.send("to nobody").to(cid);
        ann.send("while away").to(bob);

        var shown = shownBy(bob);
        assertThat(shown.path("title").asText()).isEqualTo(ann.userID);
        assertThat(shown.path("text").asText()).isEqualTo("while away");
        assertThat(shown.path("vendor").asText()).isEqualTo("huawei");
        assertThat(shown.path("language").asText()).isEqualTo("zh-CN");
        assertThat(shown.path("badge").asInt()).isEqualTo(2);
        assertThat(shown.at("/message/userID").asText()).isEqualTo(bob.userID);
        assertThat(shown.at("/message/conversationID").asText()).isEqualTo(conversationID(ann));
    }

    /// Returns when it is decided whose phones are told of what was sent so far.
    private void awaitSettled(Person sender) {
        var late = server.registered("late", 1).getFirst();
        server.call("push/register_device", Map.of("UserID", late, "Vendor", "fcm", "Token", late));
        var message = sender.chat.createTextMessage(CreateOptions.toUser(late, new TextPayload("settled")));
        result(sender.chat.sendMessage(message));
        server.phones.next(late);
    }

    @Test
    @Rule({"sendMessage#11", "sendMessage#12", "setMessageRemindType#2"})
    void nothing_is_pushed_that_is_not_to_be() {
        var ann = signIn("ann");
        var bob = holder(PushVendor.XIAOMI);
        leave(bob);
        result(ann.chat.sendMessage(ann.messageTo(bob, "live"), SendOptions.onlineOnly()));
        send(ann, bob, "silent", OfflinePushInfo.disabled());
        send(ann, bob, "silent call", new OfflinePushInfo(true, false, null, null, null, null, null));
        server.call(
                "openim/importmsg",
                Map.of(
                        "SyncFromOldSystem",
                        1,
                        "From_Account",
                        signIn("eve").userID,
                        "To_Account",
                        bob.userID,
                        "MsgRandom",
                        1,
                        "MsgTimeStamp",
                        Instant.now().getEpochSecond(),
                        "MsgBody",
                        RestScenario.body("imported")));
        ann.send("loud").to(bob);
        awaitSettled(ann);
        cable.plugIn();
        assertThat(bob.awaitTexts(4))
                .containsSubsequence("silent", "silent call", "loud")
                .contains("imported"); // of another conversation
        result(bob.chat.setMessageRemindType(List.of(ann.userID), Types.MSG_REMIND_ACPT_NOT_NOTE));
        leave(bob);
        ann.send("unwanted").to(bob);
        signIn("dan").send("wanted").to(bob);

        assertThat(server.phones.texts(token(bob), 2)).containsExactly("loud", "wanted");
    }

    @Test
    @Rule({"sendMessage#13", "sendMessage#14", "sendMessage#18"})
    void the_sender_says_how_it_is_shown_and_calls_ring() {
        var ann = signIn("ann");
        var bob = holder(PushVendor.XIAOMI);
        var dan = holder(PushVendor.OPPO);
        var cid = holder(PushVendor.APNS);
        result(cid.chat.callExperimentalAPI(
                "setOfflinePushToken", new SetPushToken(PushVendor.APNS, token(cid), "00ff", null, null)));
        leave(bob, cid, dan);
        var android = new AndroidPushInfo(
                "ding.mp3",
                "mi",
                "oppo",
                null,
                null,
                null,
                null,
                null,
                "https://example.com/a",
                null,
                null,
                null,
                null);
        var info = new OfflinePushInfo(
                null,
                false,
                "A title",
                "A description",
                "{\"a\":1}",
                android,
                new ApnsPushInfo("bell.caf", true, null, "https://example.com/b"));
        for (var to : List.of(bob, cid, dan)) {
            send(ann, to, "hi", info);
        }

        var xiaomi = shownBy(bob);
        var apple = shownBy(cid);
        var oppo = shownBy(dan);
        for (var shown : List.of(xiaomi, apple, oppo)) {
            assertThat(shown.path("title").asText()).isEqualTo("A title");
            assertThat(shown.path("text").asText()).isEqualTo("A description");
            assertThat(shown.path("extension").asText()).isEqualTo("{\"a\":1}");
            assertThat(shown.path("call").asBoolean()).isTrue();
        }
        assertThat(xiaomi.path("sound").asText()).isEqualTo("ding.mp3");
        assertThat(xiaomi.path("channelID").asText()).isEqualTo("mi");
        assertThat(xiaomi.has("image")).isFalse();
        assertThat(apple.path("sound").asText()).isEqualTo("bell.caf");
        assertThat(apple.path("image").asText()).isEqualTo("https://example.com/b");
        assertThat(apple.path("voipToken").asText()).isEqualTo("00ff");
        assertThat(apple.has("badge")).isFalse();
        assertThat(oppo.path("channelID").asText()).isEqualTo("oppo");
        assertThat(oppo.has("sound")).isFalse();
    }

    @Test
    @Rule({"sendMessage#19", "sendMessage#26"})
    void texts_fit_each_vendor_and_what_it_cannot_do_is_left_out() {
        var ann = signIn("ann");
        var phones = new EnumMap<PushVendor, Person>(PushVendor.class);
        Arrays.stream(PushVendor.values()).forEach(vendor -> phones.put(vendor, holder(vendor)));
        leave(phones.values().toArray(Person[]::new));
        server.set("push.smallIcon", "ic_chat");
        var title = "标题".repeat(40);
        var text = "Text".repeat(50);
        var android = new AndroidPushInfo(
                "ding.mp3",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "https://a/h",
                "https://a/o",
                "https://a/g",
                null,
                null);
        var info = new OfflinePushInfo(
                null, null, title, text, null, android, new ApnsPushInfo("ding.mp3", null, null, "https://a/i"));
        phones.values().forEach(phone -> send(ann, phone, "hi", info));
        var shown = new EnumMap<PushVendor, JsonNode>(PushVendor.class);
        phones.forEach((vendor, phone) -> shown.put(vendor, shownBy(phone)));

        assertThat(having(shown, one -> one.has("sound")))
                .containsExactly(PushVendor.APNS, PushVendor.FCM, PushVendor.HUAWEI, PushVendor.XIAOMI);
        assertThat(having(shown, one -> one.has("icon"))).containsExactly(PushVendor.FCM, PushVendor.HUAWEI);
        assertThat(having(shown, one -> one.has("image")))
                .containsExactly(PushVendor.APNS, PushVendor.FCM, PushVendor.HUAWEI, PushVendor.HONOR);
        assertThat(having(shown, one -> one.path("longText").asBoolean()))
                .containsExactly(PushVendor.FCM, PushVendor.HUAWEI, PushVendor.HONOR, PushVendor.OPPO);
        assertThat(having(
                        shown,
                        one -> one.path("title").asText().equals(title)
                                && one.path("text").asText().equals(text)))
                .containsExactly(PushVendor.APNS, PushVendor.FCM, PushVendor.HUAWEI, PushVendor.HONOR, PushVendor.OPPO);
        assertCut(shown.get(PushVendor.VIVO), title, 19, text, 106);
        assertCut(shown.get(PushVendor.XIAOMI), title, 49, text, 127);
        assertCut(shown.get(PushVendor.MEIZU), title, 15, text, 98);
    }

    private static List<PushVendor> having(Map<PushVendor, JsonNode> shown, Predicate<JsonNode> what) {
        return shown.entrySet().stream()
                .filter(entry -> what.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void assertCut(JsonNode shown, String title, int titleLength, String text, int textLength) {
        assertThat(shown.path("title").asText()).isEqualTo(title.substring(0, titleLength) + "…");
        assertThat(shown.path("text").asText()).isEqualTo(text.substring(0, textLength) + "…");
    }

    @Test
    @Rule({"setMessageRemindType#6", "invite#3", "invite#5", "inviteInGroup#5"})
    void in_groups_calls_come_through_and_invitations_ring() {
        var ann = signIn("ann");
        var bob = holder(PushVendor.FCM);
        var cid = holder(PushVendor.FCM);
        var group = result(ann.chat.createGroup(new GroupCreation("Friends")
                        .type(Types.GRP_WORK)
                        .members(
                                Stream.of(bob, cid).map(member -> member.userID).toList())))
                .group();
        bob.awaitGroups(all -> !all.isEmpty());
        result(bob.chat.setMessageRemindType(group.groupID(), Types.NOT_RECEIVE_OFFLINE_PUSH_EXCEPT_AT));
        leave(bob, cid);
        ann.send("to all").to(group);
        result(ann.chat.sendMessage(ann.chat.createTextAtMessage(
                CreateOptions.toGroup(group.groupID(), new TextAtContent("bob!", List.of(bob.userID))))));
        var android =
                new AndroidPushInfo(null, null, "oppo", "calls", null, null, null, null, null, null, null, null, null);
        result(ann.chat.invite(InviteOptions.toUser(bob.userID).data("unheard").onlineUserOnly(true)));
        result(ann.chat.invite(InviteOptions.toUser(bob.userID)
                .data("a call")
                .offlinePushInfo(new OfflinePushInfo(null, false, "Ann calls", "Pick up", null, android, null))));
        result(ann.chat.inviteInGroup(InviteOptions.inGroup(group.groupID(), List.of(cid.userID))
                .data("a call")
                .offlinePushInfo(new OfflinePushInfo(null, null, "All call", "Pick up", null, android, null))));

        var called = shownBy(bob);
        assertThat(called.path("text").asText()).isEqualTo("bob!");
        assertThat(called.path("title").asText()).isEqualTo("Friends");
        var ringing = shownBy(bob);
        assertThat(ringing.path("title").asText()).isEqualTo("Ann calls");
        assertThat(ringing.path("call").asBoolean()).isTrue();
        assertThat(ringing.path("channelID").asText()).isEqualTo("calls");
        assertThat(server.phones.texts(token(cid), 3)).containsExactly("to all", "bob!", "Pick up");
    }

    @Test
    void a_wrong_token_is_named_and_nobody_who_is_not_signed_in_has_a_phone() {
        var ann = signIn("ann");

        assertThatThrownBy(() ->
                        ann.chat.callExperimentalAPI("setOfflinePushToken", Map.of("vendor", "nokia", "token", "t")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nokia");
        var nobody = person(server.freshUserID("nobody"));
        assertThat(errorOf(nobody.chat.callExperimentalAPI(
                                "setOfflinePushToken", Map.of("vendor", "fcm", "token", "t")))
                        .code())
                .isEqualTo(ErrorCode.NOT_LOGGED_IN.number());
    }
}
