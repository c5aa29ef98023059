package im.parley.server;

import static im.parley.server.GroupUsers.code;
import static im.parley.server.GroupUsers.create;
import static im.parley.server.GroupUsers.in;
import static im.parley.server.GroupUsers.next;
import static im.parley.server.GroupUsers.notice;
import static im.parley.server.GroupUsers.tip;
import static im.parley.server.GroupUsers.users;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.server.store.Await;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Who asks to be let into groups, and who decides.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupApplicationsTest {
    private static final int HANDLED = ErrorCode.GROUP_APPLICATION_ALREADY_HANDLED.number();

    private TestServer server;
    private GroupUsers users;
    private TestClient ann; // owner
    private TestClient bob; // admin
    private TestClient cid; // member
    private TestClient dan; // outside
    private String group;

    @BeforeAll
    void start(@TempDir Path data) {
        server = new TestServer(data);
        users = new GroupUsers(server.app, TestServer.KEY);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void aPublicGroup() {
        ann = users.newUser(server.port(), "ann");
        bob = users.newUser(server.port(), "bob");
        cid = users.newUser(server.port(), "cid");
        dan = users.newUser(server.port(), "dan");
        group = create(ann, Types.GRP_PUBLIC, List.of(bob), List.of(cid));
    }

    @AfterEach
    void leave() {
        users.close();
    }

    @Test
    @Rule({"joinGroup#4", "handleGroupApplication#1", "getGroupApplicationList#1", "getGroupApplicationList#2"})
    void who_applies_waits_until_a_manager_agrees() throws Exception {
        assertThat(apply(dan, "let me in")).isEqualTo(Types.JOIN_STATUS_WAIT_APPROVAL);

        var told = notice(ann, 1);
        assertThat(told.path("handleMessage").asText()).isEqualTo("let me in");
        assertThat(told.path("operatorID").asText()).isEqualTo(dan.userID());
        assertThat(told.at("/groupProfile/groupID").asText()).isEqualTo(group);
        assertThat(notice(bob, 1)).isEqualTo(told);
        var listed = applications(bob).get(0);
        assertThat(listed.path("applicant").asText()).isEqualTo(dan.userID());
        assertThat(listed.path("groupName").asText()).isEqualTo("Friends");
        assertThat(listed.path("applicationType").asInt()).isZero();
        assertThat(listed.path("note").asText()).isEqualTo("let me in");
        assertThat(listed.path("messageKey")).isEqualTo(told.path("messageKey"));
        assertThat(listed.path("authentication")).isEqualTo(told.path("authentication"));
        assertThat(applications(cid)).isEmpty();

        assertThat(decide(bob, told, "Agree", "welcome")).isZero();
        assertThat(next(dan, "group.joined", push -> true).at("/group/groupID").asText())
                .isEqualTo(group);
        assertThat(notice(dan, 2).path("handleMessage").asText()).isEqualTo("welcome");
        tip(cid, Types.GRP_TIP_MBR_JOIN); // of the group's beginning
        var tip = tip(cid, Types.GRP_TIP_MBR_JOIN);
        assertThat(tip.path("userIDList").get(0).asText()).isEqualTo(dan.userID());
        assertThat(tip.path("groupJoinType").asInt()).isEqualTo(1);
        assertThat(decide(ann, told, "Reject", "")).isEqualTo(HANDLED);
        assertThat(applications(ann)).isEmpty();
        assertThat(apply(dan, "again")).isEqualTo(Types.JOIN_STATUS_ALREADY_IN_GROUP);
    }

    @Test
    @Rule("handleGroupApplication#1")
    void who_is_refused_is_told_stays_outside_and_may_ask_again() throws Exception {
        apply(dan, "");
        assertThat(decide(ann, notice(ann, 1), "Reject", "not today")).isZero();

        assertThat(notice(dan, 3).path("handleMessage").asText()).isEqualTo("not today");
        assertThat(code(dan.start("message.list", GroupUsers.conversation(group).put("count", 1))))
                .isEqualTo(10007);
        assertThat(apply(dan, "")).isEqualTo(Types.JOIN_STATUS_WAIT_APPROVAL);
        assertThat(decide(bob, applications(bob).get(0), "Agree", "")).isZero();
        next(dan, "group.joined", push -> true);
    }

    @Test
    @Rule("handleGroupApplication#4")
    void the_notice_of_what_is_decided_is_gone_at_every_manager() throws Exception {
        apply(dan, "");
        var id = next(bob, "message.received", GroupApplicationsTest::isApplication)
                .at("/message/ID")
                .asText();
        Await.until(() -> notices(ann, 1) == 1 && notices(bob, 1) == 1);
        int before = unread(bob);
        decide(ann, notice(ann, 1), "Agree", "");

        var removed = next(bob, "message.removed", push -> true);
        assertThat(removed.path("conversationID").asText()).isEqualTo("@TIM#SYSTEM");
        assertThat(removed.path("idList").get(0).asText()).isEqualTo(id);
        next(ann, "message.removed", push -> true);
        assertThat(notices(ann, 1)).isZero();
        assertThat(notices(bob, 1)).isZero();
        assertThat(unread(bob)).isEqualTo(before - 1);
    }

    @Test
    void asking_again_with_other_words_takes_the_place_of_the_first_time() throws Exception {
        apply(dan, "please");
        apply(dan, "please");
        var first = notice(ann, 1);
        apply(dan, "pretty please");
        var second = notice(ann, 1);

        assertThat(second.path("handleMessage").asText()).isEqualTo("pretty please");
        assertThat(applications(ann)).hasSize(1);
        assertThat(decide(ann, first, "Agree", "")).isEqualTo(HANDLED);
        Await.until(() -> notices(ann, 1) == 1);
        assertThat(decide(ann, second, "Agree", "")).isZero();
    }

    @Test
    @Rule({"addGroupMember#3", "addGroupMember#8", "getGroupApplicationList#1", "handleGroupApplication#3"})
    void whom_a_member_invites_waits_for_the_managers_where_that_is_set() throws Exception {
        ann.call("group.update", in(group).put("inviteOption", Types.INVITE_OPTIONS_NEED_PERMISSION));
        var answer = cid.call("group.addMembers", users(group, dan, bob));

        assertThat(answer.at("/successUserIDList/0").asText()).isEqualTo(dan.userID());
        assertThat(answer.at("/existedUserIDList/0").asText()).isEqualTo(bob.userID());
        assertThat(notice(ann, 23).path("operatorID").asText()).isEqualTo(cid.userID());
        var listed = applications(bob).get(0);
        assertThat(listed.path("applicationType").asInt()).isEqualTo(2);
        assertThat(listed.path("applicant").asText()).isEqualTo(cid.userID());
        assertThat(listed.path("userID").asText()).isEqualTo(dan.userID());
        assertThat(listed.path("note").asText()).isEmpty();
        assertThat(code(dan.start("message.list", GroupUsers.conversation(group).put("count", 1))))
                .isEqualTo(10007);

        assertThat(decide(bob, listed, "Agree", "fine")).isZero();
        assertThat(decide(ann, listed, "Reject", "")).isEqualTo(HANDLED);
        assertThat(notice(cid, 13).path("handleMessage").asText()).isEqualTo("fine");
        notice(dan, 7);
        assertThat(tip(ann, Types.GRP_TIP_MBR_JOIN).path("groupJoinType").asInt())
                .isEqualTo(2);

        var eve = users.newUser(server.port(), "eve");
        var fay = users.newUser(server.port(), "fay");
        cid.call("group.addMembers", users(group, eve));
        assertThat(decide(ann, applications(ann).get(0), "Reject", "no")).isZero();
        assertThat(notice(cid, 14).path("handleMessage").asText()).isEqualTo("no");
        bob.call("group.addMembers", users(group, fay)); // managers need not ask
        next(fay, "group.joined", push -> true);
    }

    @Test
    @Rule({"addGroupMember#1", "addGroupMember#2", "addGroupMember#5", "addGroupMember#7", "joinGroup#1"})
    void nobody_is_added_or_applies_where_the_group_does_not_allow_it() {
        assertThat(code(cid.start("group.addMembers", users(group, dan)))).isEqualTo(10007);
        assertThat(code(ann.start("group.addMembers", users(group, dan)))).isEqualTo(10007);
        var room = create(ann, Types.GRP_AVCHATROOM, body -> {});
        assertThat(code(ann.start("group.addMembers", users(room, dan))))
                .isEqualTo(ErrorCode.CANNOT_ADD_MEMBER_IN_AV.number());
        var work = create(ann, Types.GRP_WORK, List.of(), List.of(cid));
        assertThat(code(dan.start("group.join", in(work)))).isEqualTo(10007);
        var nobody = users(work, dan);
        nobody.withArray("userIDList").add("nobody-at-all");
        assertThat(code(cid.start("group.addMembers", nobody))).isEqualTo(ErrorCode.GROUP_ACCOUNT_NOT_FOUND.number());
        assertThat(code(cid.start("group.addMembers", users(work, dan)))).isZero();
    }

    @Test
    void an_application_ends_when_its_user_comes_in_otherwise() throws Exception {
        apply(dan, "");
        var told = notice(ann, 1);
        ann.call("group.update", in(group).put("joinOption", Types.JOIN_OPTIONS_FREE_ACCESS));
        assertThat(apply(dan, "")).isEqualTo(Types.JOIN_STATUS_SUCCESS);

        assertThat(applications(ann)).isEmpty();
        assertThat(decide(ann, told, "Reject", "")).isEqualTo(HANDLED);
        Await.until(() -> notices(ann, 1) == 0);
    }

    @Test
    void applications_end_with_their_group() throws Exception {
        apply(dan, "");
        var told = notice(bob, 1);
        ann.call("group.dismiss", in(group));

        assertThat(applications(bob)).isEmpty();
        assertThat(decide(bob, told, "Agree", "")).isEqualTo(10010);
        Await.until(() -> notices(bob, 1) == 0 && notices(bob, 5) == 1);
    }

    @Test
    void an_application_to_a_full_group_waits_until_there_is_room() throws Exception {
        var small = create(ann, Types.GRP_PUBLIC, body -> body.put("maxMemberNum", 2));
        var eve = users.newUser(server.port(), "eve");
        dan.call("group.join", in(small));
        eve.call("group.join", in(small));
        var list = applications(ann);
        assertThat(list).hasSize(2);

        assertThat(decide(ann, list.get(1), "Agree", "")).isZero();
        assertThat(decide(ann, list.get(0), "Agree", "")).isEqualTo(10014);
        assertThat(code(cid.start("group.join", in(small)))).isEqualTo(10014);
        assertThat(applications(ann)).hasSize(1);
        dan.call("group.quit", in(small));
        assertThat(decide(ann, list.get(0), "Agree", "")).isZero();
    }

    @Test
    void only_who_manages_decides_and_only_with_what_the_notice_said() throws Exception {
        apply(dan, "");
        var told = notice(ann, 1);

        assertThat(decide(cid, told, "Agree", "")).isEqualTo(10007);
        assertThat(decide(dan, told, "Agree", "")).isEqualTo(10007);
        assertThat(decide(ann, told, "Perhaps", "")).isEqualTo(10004);
        assertThat(decide(ann, told, "Agree", "x".repeat(401))).isEqualTo(10004);
        var forged = ((ObjectNode) told.deepCopy()).put("authentication", "guessed");
        assertThat(decide(ann, forged, "Agree", "")).isEqualTo(10004);
        var unnamed = ((ObjectNode) told.deepCopy()).put("messageKey", "first");
        assertThat(decide(ann, unnamed, "Agree", "")).isEqualTo(10004);
        assertThat(code(dan.start("group.join", in(group).put("applyMessage", "x".repeat(401)))))
                .isEqualTo(10004);
        ann.call("group.setRole", GroupUsers.of(group, bob).put("role", "Member"));
        assertThat(applications(bob)).isEmpty();
        assertThat(decide(bob, told, "Agree", "")).isEqualTo(10007);
        assertThat(applications(ann)).hasSize(1);
    }

    @Test
    void the_list_comes_in_pages_the_newest_first() {
        for (int i = 0; i < 3; i++) {
            users.newUser(server.port(), "eve").call("group.join", in(group).put("applyMessage", "number " + i));
        }
        var first = ann.call("group.listApplications", TestClient.object().put("count", 2));
        assertThat(first.path("applicationList").findValuesAsText("note")).containsExactly("number 2", "number 1");
        assertThat(first.path("isCompleted").asBoolean()).isFalse();
        var before = first.at("/applicationList/1/messageKey").asText();
        var second = ann.call(
                "group.listApplications", TestClient.object().put("count", 2).put("before", before));
        assertThat(second.path("applicationList").findValuesAsText("note")).containsExactly("number 0");
        assertThat(second.path("isCompleted").asBoolean()).isTrue();
    }

    @Test
    @Rule("getGroupOnlineMemberCount#1")
    void members_learn_how_many_are_online_in_groups_of_every_type() {
        for (var type : List.of(Types.GRP_WORK, Types.GRP_PUBLIC, Types.GRP_MEETING, Types.GRP_COMMUNITY)) {
            var other = create(ann, type, List.of(), List.of(bob, cid));
            assertThat(online(bob, other)).as(type).isEqualTo(3);
            assertThat(online(dan, other)).as(type).isZero();
        }
        var room = create(ann, Types.GRP_AVCHATROOM, body -> {});
        List.of(ann, dan).forEach(user -> user.call("group.join", in(room)));
        assertThat(online(ann, room)).isEqualTo(2);
    }

    private static int online(TestClient client, String group) {
        return client.call("group.countOnline", in(group)).path("memberCount").asInt();
    }

    private String apply(TestClient user, String note) {
        return user.call("group.join", in(group).put("applyMessage", note))
                .path("status")
                .asText();
    }

    private static JsonNode applications(TestClient client) {
        return client.call("group.listApplications", TestClient.object().put("count", 100))
                .path("applicationList");
    }

    /// @param application of a notice or of the list
    private static int decide(TestClient client, JsonNode application, String action, String message) {
        var group = application.has("groupID") ? application.path("groupID") : application.at("/groupProfile/groupID");
        return code(client.start(
                "group.handleApplication",
                in(group.asText())
                        .put("messageKey", application.path("messageKey").asText())
                        .put(
                                "authentication",
                                application.path("authentication").asText())
                        .put("handleAction", action)
                        .put("handleMessage", message)));
    }

    private static boolean isApplication(JsonNode push) {
        return push.at("/message/type").asText().equals(Types.MSG_GRP_SYS_NOTICE)
                && push.at("/message/payload/operationType").asInt() == 1;
    }

    /// How many notices of that kind the user's system conversation holds.
    private static int notices(TestClient client, int operation) {
        int count = 0;
        for (var message :
                client.call("message.list", system().put("count", 15)).path("messageList")) {
            count += message.at("/payload/operationType").asInt() == operation ? 1 : 0;
        }
        return count;
    }

    private static int unread(TestClient client) {
        var conversation = client.call("conversation.get", system()).path("conversation");
        return conversation.path("unreadCounter").asInt()
                - conversation.path("readCounter").asInt()
                - conversation.path("uncounted").size();
    }

    private static ObjectNode system() {
        return TestClient.object().put("conversationID", "@TIM#SYSTEM");
    }
}
