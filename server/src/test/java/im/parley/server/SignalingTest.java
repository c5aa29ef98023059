package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Rule;
import im.parley.protocol.Signaling;
import im.parley.protocol.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/// Invitations and their answers, as they are to be seen on the wire.
class SignalingTest extends GroupScenario {
    private static final String HIDING = "{\"businessID\":\"call\",\"excludeFromHistoryMessage\":true}";

    @Test
    void an_invitation_and_its_answer_are_custom_messages_that_say_what_happened() throws Exception {
        var inviteID = inviteID();
        var invited = ann.call("signaling.invite", invite(ann, inviteID, bob).put("data", "a call"))
                .path("message");

        assertThat(invited.path("type").asText()).isEqualTo(Types.MSG_CUSTOM);
        assertThat(invited.path("priority").asText()).isEqualTo(Types.MSG_PRIORITY_HIGH);
        assertThat(invited.path("isSignal").asBoolean()).isTrue();
        assertThat(invited.path("sequence").asLong()).isEqualTo(1);
        var heard = signal(bob, Signaling.ACTION_TYPE_INVITE);
        assertThat(heard)
                .isEqualTo(ProtocolJson.mapper()
                        .readTree(invited.at("/payload/data").asText()));
        assertThat(heard.toString()).isEqualTo("""
                        {"inviteID":"%s","groupID":"","inviter":"%s","inviteeList":["%s"],"data":"a call","actionType":1,\
                        "timeout":30,"businessID":1}""".formatted(inviteID, ann.userID(), bob.userID()));

        bob.call(
                "signaling.act",
                act(bob, inviteID, Signaling.ACTION_TYPE_ACCEPT_INVITE).put("data", "hello"));

        var accepted = signal(ann, Signaling.ACTION_TYPE_ACCEPT_INVITE);
        assertThat(accepted.path("data").asText()).isEqualTo("hello");
        assertThat(accepted.path("inviter").asText()).isEqualTo(ann.userID());
        assertThat(accepted.at("/inviteeList/0").asText()).isEqualTo(bob.userID());
    }

    @Test
    @Rule({"accept#2", "reject#2", "cancel#2"})
    void only_those_concerned_act_and_only_while_it_lasts() throws Exception {
        var inviteID = inviteID();
        ann.call("signaling.invite", invite(ann, inviteID, bob));

        assertThat(code(cid, inviteID, Signaling.ACTION_TYPE_ACCEPT_INVITE)).isEqualTo(8011);
        assertThat(code(ann, inviteID, Signaling.ACTION_TYPE_REJECT_INVITE)).isEqualTo(8011);
        assertThat(code(bob, inviteID, Signaling.ACTION_TYPE_CANCEL_INVITE)).isEqualTo(8011);
        assertThat(code(bob, inviteID, Signaling.ACTION_TYPE_INVITE_TIMEOUT)).isEqualTo(20001);
        assertThat(code(bob, inviteID, Signaling.ACTION_TYPE_INVITE)).isEqualTo(20001);
        assertThat(code(bob, inviteID(), Signaling.ACTION_TYPE_ACCEPT_INVITE)).isEqualTo(8010);
        assertThat(code(bob, "no UUID", Signaling.ACTION_TYPE_REJECT_INVITE)).isEqualTo(8010);
        assertThat(code(ann, inviteID(), Signaling.ACTION_TYPE_CANCEL_INVITE)).isEqualTo(8020);

        assertThat(code(bob, inviteID, Signaling.ACTION_TYPE_REJECT_INVITE)).isZero();
        assertThat(code(bob, inviteID, Signaling.ACTION_TYPE_ACCEPT_INVITE)).isEqualTo(8010);
        assertThat(code(ann, inviteID, Signaling.ACTION_TYPE_CANCEL_INVITE)).isEqualTo(8020);
        assertThat(code(ann.start("signaling.modify", named(inviteID)))).isEqualTo(8010);
    }

    @Test
    void of_many_answers_at_once_one_counts_and_everybody_hears_that_one() throws Exception {
        set("login.maxWebInstances", "2");
        var phone = signIn(bob.userID(), "phone");
        for (int round = 0; round < 10; round++) {
            var inviteID = inviteID();
            ann.call("signaling.invite", invite(ann, inviteID, bob));

            var answers = List.of(
                    bob.start("signaling.act", act(bob, inviteID, Signaling.ACTION_TYPE_ACCEPT_INVITE)),
                    phone.start("signaling.act", act(phone, inviteID, Signaling.ACTION_TYPE_REJECT_INVITE)),
                    ann.start("signaling.act", act(ann, inviteID, Signaling.ACTION_TYPE_CANCEL_INVITE)));
            var codes = answers.stream().map(GroupScenario::code).toList();

            assertThat(codes.stream().filter(code -> code == 0))
                    .as(codes.toString())
                    .hasSize(1);
            int action = List.of(
                            Signaling.ACTION_TYPE_ACCEPT_INVITE,
                            Signaling.ACTION_TYPE_REJECT_INVITE,
                            Signaling.ACTION_TYPE_CANCEL_INVITE)
                    .get(codes.indexOf(0));
            var history = signals(ann, "C2C" + bob.userID(), inviteID);
            assertThat(history).containsExactly(Signaling.ACTION_TYPE_INVITE, action);
        }
    }

    @Test
    void a_repeated_request_gets_the_first_result() throws Exception {
        var inviteID = inviteID();
        var invite = invite(ann, inviteID, bob);
        var first = ann.call("signaling.invite", invite);
        assertThat(ann.call("signaling.invite", invite)).isEqualTo(first);
        assertThat(code(ann.start("signaling.invite", invite(ann, inviteID, bob))))
                .isEqualTo(8012);

        var answer = act(bob, inviteID, Signaling.ACTION_TYPE_ACCEPT_INVITE);
        var accepted = bob.call("signaling.act", answer);
        assertThat(bob.call("signaling.act", answer)).isEqualTo(accepted);
        assertThat(signals(ann, "C2C" + bob.userID(), inviteID)).containsExactly(1, 3);
    }

    @Test
    @Rule({"inviteInGroup#2", "inviteInGroup#6"})
    void members_of_a_group_answer_one_by_one() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        var inviteID = inviteID();
        assertThat(code(ann.start("signaling.invite", inviteInGroup(ann, inviteID, group, bob, dan))))
                .isEqualTo(10004);
        assertThat(code(dan.start("signaling.invite", inviteInGroup(dan, inviteID, group, bob))))
                .isEqualTo(10007);

        ann.call("signaling.invite", inviteInGroup(ann, inviteID, group, bob, cid, ann, bob));
        assertThat(signal(cid, Signaling.ACTION_TYPE_INVITE).path("inviteeList"))
                .extracting(JsonNode::asText)
                .containsExactly(bob.userID(), cid.userID());
        assertThat(code(bob, inviteID, Signaling.ACTION_TYPE_ACCEPT_INVITE)).isZero();
        assertThat(signal(cid, Signaling.ACTION_TYPE_ACCEPT_INVITE)
                        .at("/inviteeList/0")
                        .asText())
                .isEqualTo(bob.userID());
        assertThat(pending(cid, inviteID)).containsExactly(cid.userID());

        assertThat(code(ann, inviteID, Signaling.ACTION_TYPE_CANCEL_INVITE)).isZero();
        assertThat(signal(bob, Signaling.ACTION_TYPE_CANCEL_INVITE).path("inviteeList"))
                .extracting(JsonNode::asText)
                .containsExactly(cid.userID());
        assertThat(code(cid, inviteID, Signaling.ACTION_TYPE_REJECT_INVITE)).isEqualTo(8010);
        assertThat(pending(cid, inviteID)).isEmpty();
    }

    @Test
    void an_answer_that_may_not_be_written_has_not_been_given() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        var inviteID = inviteID();
        ann.call("signaling.invite", inviteInGroup(ann, inviteID, group, bob, cid));
        ann.call("group.muteMember", groupID(group).put("userID", bob.userID()).put("muteTime", 600));
        assertThat(code(bob, inviteID, Signaling.ACTION_TYPE_ACCEPT_INVITE)).isEqualTo(10017);
        assertThat(pending(cid, inviteID)).containsExactlyInAnyOrder(bob.userID(), cid.userID());

        ann.call("group.muteMember", groupID(group).put("userID", bob.userID()).put("muteTime", 0));
        assertThat(code(bob, inviteID, Signaling.ACTION_TYPE_ACCEPT_INVITE)).isZero();
    }

    @Test
    @Rule({"signaling#2", "invite#4", "inviteInGroup#4"})
    void the_apps_data_may_keep_signals_out_of_unread_counts_and_last_messages() throws Exception {
        for (var data : List.of(HIDING, ProtocolJson.mapper().writeValueAsString(List.of(HIDING)))) {
            var hidden = ann.call(
                            "signaling.invite", invite(ann, inviteID(), bob).put("data", data))
                    .path("message");
            assertThat(hidden.path("isExcludedFromUnreadCount").asBoolean()).isTrue();
            assertThat(hidden.path("isExcludedFromLastMessage").asBoolean()).isTrue();
        }
        for (var data : List.of("", "{\"excludeFromHistoryMessage\":false}", "excludeFromHistoryMessage:true")) {
            var shown = ann.call(
                            "signaling.invite", invite(ann, inviteID(), bob).put("data", data))
                    .path("message");
            assertThat(shown.has("isExcludedFromUnreadCount")).as(data).isFalse();
        }
        var inviteID = inviteID();
        var original = "{\"excludeOriginalSignalingFromHistoryMessage\":true}";
        var invitation = ann.call("signaling.invite", invite(ann, inviteID, bob).put("data", original))
                .path("message");
        assertThat(invitation.path("isExcludedFromLastMessage").asBoolean()).isTrue();
        var answer = bob.call(
                        "signaling.act",
                        act(bob, inviteID, Signaling.ACTION_TYPE_ACCEPT_INVITE).put("data", original))
                .path("message");
        assertThat(answer.has("isExcludedFromLastMessage")).isFalse();
        var group = group(Types.GRP_WORK, bob);
        var inGroup = ann.call(
                        "signaling.invite",
                        inviteInGroup(ann, inviteID(), group, bob).put("data", HIDING))
                .path("message");
        assertThat(inGroup.path("isExcludedFromUnreadCount").asBoolean()).isTrue();
    }

    @Test
    @Rule({"invite#3", "signaling#5", "modifyInvitation#2"})
    void signals_for_those_online_are_not_stored() throws Exception {
        var inviteID = inviteID();
        ann.call("signaling.invite", invite(ann, inviteID, bob).put("onlineUserOnly", true));
        assertThat(signal(bob, Signaling.ACTION_TYPE_INVITE).path("inviteID").asText())
                .isEqualTo(inviteID);
        assertThat(code(ann.start("signaling.modify", named(inviteID)))).isEqualTo(8010);
        var listed = list(bob).path("invitationList").path(0);
        assertThat(listed.path("onlineUserOnly").asBoolean()).isTrue();
        assertThat(listed.has("sequence")).isFalse();

        assertThat(bob.call("signaling.act", act(bob, inviteID, Signaling.ACTION_TYPE_REJECT_INVITE))
                        .at("/message/sequence")
                        .asLong())
                .isZero();
        signal(ann, Signaling.ACTION_TYPE_REJECT_INVITE);
        assertThat(signals(ann, "C2C" + bob.userID(), inviteID)).isEmpty();

        var known = TestClient.object();
        known.putArray("knownList").add(inviteID).add(inviteID()).add("no UUID");
        assertThat(ann.call("signaling.list", known).path("signalList"))
                .extracting(signal -> signal.path("actionType").asInt())
                .containsExactly(Signaling.ACTION_TYPE_REJECT_INVITE);
        assertThat(cid.call("signaling.list", known).has("signalList")).isFalse(); // it was none of theirs
    }

    @Test
    void an_invitation_is_modified_in_its_message() throws Exception {
        var inviteID = inviteID();
        ann.call("signaling.invite", invite(ann, inviteID, bob).put("data", "at five"));
        ann.call("signaling.modify", named(inviteID).put("data", "at six"));
        bob.call("signaling.modify", named(inviteID).put("data", "at seven"));
        assertThat(code(cid.start("signaling.modify", named(inviteID)))).isEqualTo(20026);

        var modified = next(ann, "message.modified").at("/messageList/0");
        assertThat(modified.path("version").asInt()).isEqualTo(2);
        assertThat(content(modified).path("data").asText()).isEqualTo("at seven");
        assertThat(content(modified).path("inviteID").asText()).isEqualTo(inviteID);
        assertThat(list(ann).at("/invitationList/0/info/data").asText()).isEqualTo("at seven");
    }

    @Test
    void what_is_wrong_is_named() throws Exception {
        var negative = invite(ann, inviteID(), bob).put("timeout", -1);
        assertThat(code(ann.start("signaling.invite", negative))).isEqualTo(20001);
        assertThat(code(ann.start("signaling.invite", invite(ann, "12", bob)))).isEqualTo(20001);
        assertThat(code(ann.start("signaling.invite", invite(bob, inviteID(), bob))))
                .isEqualTo(20001);
        assertThat(code(ann.start("signaling.invite", invite(ann, inviteID(), ann))))
                .isEqualTo(20001);
        assertThat(code(ann.start("signaling.invite", inviteInGroup(ann, inviteID(), "nowhere", bob))))
                .isEqualTo(10010);
        var large = invite(ann, inviteID(), bob).put("data", "x".repeat(13_000));
        assertThat(code(ann.start("signaling.invite", large))).isEqualTo(80002);
        var nobody = invite(ann, inviteID(), bob).put("conversationID", "C2Cnobody-at-all");
        assertThat(code(ann.start("signaling.invite", nobody))).isEqualTo(20003);
        assertThat(list(ann).path("invitationList")).isEmpty();
    }

    private static String inviteID() {
        return UUID.randomUUID().toString();
    }

    private static ObjectNode named(String inviteID) {
        return TestClient.object().put("inviteID", inviteID);
    }

    private static ObjectNode by(TestClient user, String inviteID) {
        var random = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        return named(inviteID).put("id", user.tinyID() + "-1700000000-" + random);
    }

    private static ObjectNode invite(TestClient inviter, String inviteID, TestClient invitee) {
        return by(inviter, inviteID)
                .put("conversationID", "C2C" + invitee.userID())
                .put("timeout", 30);
    }

    private static ObjectNode inviteInGroup(TestClient inviter, String inviteID, String group, TestClient... invitees) {
        return with(
                by(inviter, inviteID).put("conversationID", "GROUP" + group).put("timeout", 30),
                "inviteeList",
                invitees);
    }

    private static ObjectNode act(TestClient user, String inviteID, int action) {
        return by(user, inviteID).put("actionType", action);
    }

    private static int code(TestClient user, String inviteID, int action) {
        CompletableFuture<JsonNode> answer = user.start("signaling.act", act(user, inviteID, action));
        return code(answer);
    }

    private static JsonNode content(JsonNode message) {
        try {
            return ProtocolJson.mapper().readTree(message.at("/payload/data").asText());
        } catch (java.io.IOException broken) {
            throw new AssertionError(message.toString(), broken);
        }
    }

    /// The next signal of this kind that a client hears.
    private static JsonNode signal(TestClient client, int action) throws InterruptedException {
        var push = next(
                client,
                "message.received",
                body -> body.at("/message/isSignal").asBoolean()
                        && content(body.path("message")).path("actionType").asInt() == action);
        return content(push.path("message"));
    }

    private static JsonNode list(TestClient client) {
        return client.call("signaling.list", TestClient.object());
    }

    private static List<String> pending(TestClient client, String inviteID) {
        var pending = new ArrayList<String>();
        list(client).path("invitationList").forEach(invitation -> {
            if (invitation.at("/info/inviteID").asText().equals(inviteID)) {
                invitation.path("pendingList").forEach(user -> pending.add(user.asText()));
            }
        });
        return pending;
    }

    /// The actions that a conversation's history has of an invitation, oldest first.
    private static List<Integer> signals(TestClient client, String conversation, String inviteID) {
        var actions = new ArrayList<Integer>();
        client.call(
                        "message.list",
                        TestClient.object().put("conversationID", conversation).put("count", 15))
                .path("messageList")
                .forEach(message -> {
                    var signal = content(message);
                    if (signal.path("inviteID").asText().equals(inviteID)) {
                        actions.add(signal.path("actionType").asInt());
                    }
                });
        return actions;
    }
}
