package im.parley.server;

import static im.parley.server.GroupUsers.create;
import static im.parley.server.GroupUsers.in;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whose phones are told of a message, and whose are not.
class PushSelectionTest extends PushScenario {
    @Test
    void who_is_online_anywhere_is_not_told() throws Exception {
        var page = back(bob);
        toBob("while there");
        assertThat(shownSoFar()).isEmpty();
        leave(page);
        toBob("while away");

        assertThat(phones.texts(1)).containsExactly("while away");
    }

    @Test
    void neither_what_is_not_to_be_pushed_nor_what_is_for_those_online() throws Exception {
        toBob("silent", message -> message.putObject("offlinePushInfo").put("disablePush", true));
        toBob("live", message -> message.put("onlineUserOnly", true));
        toBob("loud");

        assertThat(phones.texts(1)).containsExactly("loud");
    }

    @Test
    void who_does_not_want_to_be_disturbed_in_a_conversation_is_not() throws Exception {
        var page = back(bob);
        remind(page, "C2C" + ann.userID(), Types.MSG_REMIND_ACPT_NOT_NOTE);
        leave(page);
        toBob("unwanted");
        assertThat(shownSoFar()).isEmpty();
        page = back(bob);
        remind(page, "C2C" + ann.userID(), Types.MSG_REMIND_ACPT_AND_NOTE);
        leave(page);
        toBob("wanted");

        assertThat(phones.texts(1)).containsExactly("wanted");
    }

    @Test
    @Rule("setAllReceiveMessageOpt#5")
    void nor_at_times_of_no_disturbance_whatever_the_conversation_says() throws Exception {
        var page = back(bob);
        remind(page, "C2C" + ann.userID(), Types.MSG_REMIND_ACPT_AND_NOTE);
        long now = System.currentTimeMillis() / 1000;
        var quiet = TestClient.object()
                .put("messageRemindType", Types.MSG_REMIND_ACPT_NOT_NOTE)
                .put("startTime", now - 60)
                .put("endTime", now + 3600)
                .put("isRepeated", false);
        page.call("conversation.setReceiveOption", quiet);
        leave(page);
        toBob("at night");
        assertThat(shownSoFar()).isEmpty();
        page = back(bob);
        page.call("conversation.setReceiveOption", quiet.put("messageRemindType", Types.MSG_REMIND_ACPT_AND_NOTE));
        leave(page);
        toBob("at day");

        assertThat(phones.texts(1)).containsExactly("at day");
    }

    @Test
    void members_who_are_away_are_told_under_the_groups_name() throws Exception {
        var cid = users.newUser(server.port(), "cid");
        givePhone(cid, "vivo");
        var group = create(ann, Types.GRP_WORK, List.of(), List.of(bob, cid)); // the tip of it is no news for phones
        send(ann, "GROUP" + group, "to all", PLAIN);

        var shown = phones.next();
        assertThat(shown.path("token").asText()).isEqualTo(token(bob));
        assertThat(shown.path("title").asText()).isEqualTo("Friends");
        assertThat(shown.path("text").asText()).isEqualTo("to all");
        assertThat(shown.at("/message/conversationID").asText()).isEqualTo("GROUP" + group);
        leave(cid);
        send(
                ann,
                "GROUP" + group,
                "for cid",
                message -> message.putArray("receiverList").add(cid.userID()));
        assertThat(phones.next().path("token").asText()).isEqualTo(token(cid));
        send(ann, "GROUP" + group, "for both", PLAIN);
        assertThat(phones.texts(2)).containsExactly("for both", "for both");
    }

    @ParameterizedTest
    @CsvSource({"AcceptNotNotifyExceptAt", "NotReceiveMsgExceptAt"})
    void who_wants_calls_only_gets_them(String type) throws Exception {
        var group = create(ann, Types.GRP_WORK, List.of(), List.of(bob));
        var page = back(bob);
        remind(page, "GROUP" + group, type);
        leave(page);
        send(ann, "GROUP" + group, "all the others", PLAIN);
        send(
                ann,
                "GROUP" + group,
                "bob!",
                message -> message.putArray("atUserList").add(bob.userID()));
        send(
                ann,
                "GROUP" + group,
                "not bob!",
                message -> message.putArray("atUserList").add(ann.userID()));
        send(
                ann,
                "GROUP" + group,
                "everybody!",
                message -> message.putArray("atUserList").add(Types.MSG_AT_ALL));

        assertThat(phones.texts(2)).containsExactly("bob!", "everybody!");
    }

    @Test
    void meetings_and_tips_are_not_pushed() throws Exception {
        var meeting = create(ann, Types.GRP_MEETING, List.of(), List.of(bob));
        send(ann, "GROUP" + meeting, "in a meeting", PLAIN);
        var group = create(ann, Types.GRP_WORK, List.of(), List.of(bob));
        ann.call("group.update", in(group).put("name", "Others"));
        send(ann, "GROUP" + group, "in a group", PLAIN);

        var shown = phones.next();
        assertThat(shown.path("text").asText()).isEqualTo("in a group");
        assertThat(shown.path("title").asText()).isEqualTo("Others");
    }

    @Test
    void nobody_is_told_of_those_on_their_blacklist() throws Exception {
        var group = create(ann, Types.GRP_WORK, List.of(), List.of(bob));
        var page = back(bob);
        var block = TestClient.object();
        block.putArray("userIDList").add(ann.userID());
        page.call("blacklist.add", block);
        leave(page);
        send(ann, "GROUP" + group, "blocked", PLAIN);
        assertThat(shownSoFar()).isEmpty();
        page = back(bob);
        page.call("blacklist.remove", block);
        leave(page);
        send(ann, "GROUP" + group, "free", PLAIN);

        assertThat(phones.texts(1)).containsExactly("free");
    }

    @Test
    void what_is_sent_while_push_is_off_is_never_pushed() throws Exception {
        set("push.offline", "\"off\"");
        toBob("before");
        set("push.offline", "\"provider\"");
        toBob("after");

        assertThat(phones.texts(1)).containsExactly("after");
    }
}
