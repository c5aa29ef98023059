package im.parley.server;

import static im.parley.server.settings.CallbackCommand.AFTER_CREATE_GROUP;
import static im.parley.server.settings.CallbackCommand.AFTER_GROUP_DESTROYED;
import static im.parley.server.settings.CallbackCommand.AFTER_MEMBER_JOIN;
import static im.parley.server.settings.CallbackCommand.BEFORE_APPLY_JOIN;
import static im.parley.server.settings.CallbackCommand.BEFORE_CREATE_GROUP;
import static im.parley.server.settings.CallbackCommand.BEFORE_INVITE_JOIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Types;
import im.parley.server.settings.CallbackCommand;
import org.junit.jupiter.api.Test;

/// What an app's back end decides about groups before it happens.
class GroupCallbacksTest extends BackEndScenario {
    private static final int REJECTED = 10016;

    private static ObjectNode newGroup(String type, TestClient... others) {
        var body = TestClient.object().put("name", "Friends").put("type", type);
        for (var other : others) {
            body.withArray("memberList").addObject().put("userID", other.userID());
        }
        return body;
    }

    private static boolean isIn(TestClient client, String group) {
        return client.call("group.list", TestClient.object().put("count", 15))
                .path("groupList")
                .valueStream()
                .anyMatch(found -> found.path("groupID").asText().equals(group));
    }

    private JsonNode rest(String command, String body) throws Exception {
        return server.rest("group_open_http_svc/" + command, body.replace('\'', '"'));
    }

    private void open(String group) {
        ann.call("group.update", groupID(group).put("joinOption", Types.JOIN_OPTIONS_FREE_ACCESS));
    }

    @Test
    void a_group_is_made_if_the_back_end_agrees() throws Exception {
        group(Types.GRP_PUBLIC);
        backEnd.wants(BEFORE_CREATE_GROUP, AFTER_CREATE_GROUP);

        var group = ann.call("group.create", newGroup(Types.GRP_PUBLIC, bob))
                .at("/group/groupID")
                .asText();

        var asked = backEnd.next(BEFORE_CREATE_GROUP);
        assertThat(asked.query()).containsEntry("OptPlatform", "Web").containsEntry("ClientIP", "127.0.0.1");
        assertThat(asked.body().toString())
                .isEqualTo("""
                        {'Operator_Account':'%1$s','Owner_Account':'%1$s','Type':'Public','Name':'Friends',\
                        'CreateGroupNum':1,'MemberList':[{'Member_Account':'%2$s'}]}""".formatted(ann.userID(), bob.userID()).replace('\'', '"'));
        backEnd.expect(AFTER_CREATE_GROUP, """
                        {'GroupId':'%1$s','Type':'Public','Operator_Account':'%2$s','Owner_Account':'%2$s','Name':'Friends',
                        'MemberList':[{'Member_Account':'%3$s'}],'UserDefinedDataList':[]}""".formatted(group, ann.userID(), bob.userID()));
    }

    @Test
    void a_group_that_the_back_end_refuses_is_not_made() throws Exception {
        backEnd.wants(BEFORE_CREATE_GROUP, AFTER_CREATE_GROUP);

        backEnd.decides(BEFORE_CREATE_GROUP, 1, "no room");
        assertRefused(
                answer(ann, "group.create", newGroup(Types.GRP_WORK).put("groupID", "refused" + ann.userID())),
                REJECTED,
                "no room");
        backEnd.decides(BEFORE_CREATE_GROUP, 10123, "pay first");
        assertRefused(answer(ann, "group.create", newGroup(Types.GRP_AVCHATROOM, bob)), 10123, "pay first");
        assertThat(isIn(ann, "refused" + ann.userID())).isFalse();
        var first = backEnd.next(BEFORE_CREATE_GROUP).body();
        assertThat(first.path("Type").asText()).isEqualTo("Private");
        assertThat(first.path("CreateGroupNum").asInt()).isZero();
        assertThat(backEnd.next(BEFORE_CREATE_GROUP).body().path("MemberList")).isEmpty();

        backEnd.decides(BEFORE_CREATE_GROUP, 0, "");
        var made = ann.call("group.create", newGroup(Types.GRP_WORK)).at("/group/groupID");
        assertThat(backEnd.next(BEFORE_CREATE_GROUP)
                        .body()
                        .path("CreateGroupNum")
                        .asInt())
                .isZero();
        assertThat(backEnd.next(AFTER_CREATE_GROUP).body().path("GroupId"))
                .as("nothing was told of those that were refused")
                .isEqualTo(made);
    }

    @Test
    void fields_of_a_new_group_are_told() throws Exception {
        set("group.customFields", "[\"topic\"]");
        backEnd.wants(AFTER_CREATE_GROUP);
        var wanted = newGroup(Types.GRP_WORK);
        wanted.putArray("groupCustomField").addObject().put("key", "topic").put("value", "tea");

        ann.call("group.create", wanted);

        assertThat(backEnd.next(AFTER_CREATE_GROUP)
                        .body()
                        .path("UserDefinedDataList")
                        .toString())
                .isEqualTo("[{\"Key\":\"topic\",\"Value\":\"tea\"}]");
        set("group.customFields", "null");
    }

    @Test
    void who_wants_in_waits_for_the_back_end() throws Exception {
        var group = group(Types.GRP_PUBLIC);
        backEnd.wants(BEFORE_APPLY_JOIN, AFTER_MEMBER_JOIN);
        backEnd.decides(BEFORE_APPLY_JOIN, 10100, "grown-ups only");
        var request = "{'GroupId':'" + group + "','Type':'Public','Requestor_Account':'" + bob.userID() + "'}";

        assertRefused(answer(bob, "group.join", groupID(group)), 10100, "grown-ups only");
        backEnd.expect(BEFORE_APPLY_JOIN, request);
        assertThat(ann.call("group.listApplications", TestClient.object().put("count", 10))
                        .path("applicationList"))
                .isEmpty();

        backEnd.decides(BEFORE_APPLY_JOIN, 0, "");
        assertThat(bob.call("group.join", groupID(group)).path("status").asText())
                .isEqualTo(Types.JOIN_STATUS_WAIT_APPROVAL);
        backEnd.expect(BEFORE_APPLY_JOIN, request);
        open(group);
        bob.call("group.join", groupID(group));
        backEnd.expect(BEFORE_APPLY_JOIN, request);
        backEnd.expect(AFTER_MEMBER_JOIN, """
                {'GroupId':'%1$s','Type':'Public','JoinType':'Apply','Operator_Account':'%2$s',
                'NewMemberList':[{'Member_Account':'%2$s'}]}""".formatted(group, bob.userID()));
    }

    @Test
    void the_back_end_is_not_asked_about_what_is_refused_anyway() throws Exception {
        var work = group(Types.GRP_WORK, bob);
        var meeting = group(Types.GRP_MEETING, bob);
        backEnd.wants(BEFORE_CREATE_GROUP, BEFORE_APPLY_JOIN, BEFORE_INVITE_JOIN);

        assertThat(code(cid.start("group.join", groupID(work)))).isEqualTo(10007);
        assertThat(code(cid.start("group.join", groupID("no-such-group")))).isEqualTo(10010);
        assertThat(bob.call("group.join", groupID(meeting)).path("status").asText())
                .isEqualTo(Types.JOIN_STATUS_ALREADY_IN_GROUP);
        assertThat(code(bob.start("group.addMembers", with(groupID(meeting), "userIDList", cid))))
                .isEqualTo(10007);
        assertThat(code(cid.start("group.addMembers", with(groupID(work), "userIDList", dan))))
                .isEqualTo(10007);
        ann.call("group.addMembers", with(groupID(work), "userIDList", bob));
        assertThat(code(ann.start("group.create", newGroup("Crowd")))).isNotZero();

        assertThat(backEnd.isIdle()).isTrue();
    }

    @Test
    void the_back_end_keeps_out_some_who_are_invited() throws Exception {
        var group = group(Types.GRP_WORK, bob);
        backEnd.wants(BEFORE_INVITE_JOIN, AFTER_MEMBER_JOIN);
        backEnd.answers(
                BEFORE_INVITE_JOIN,
                "{\"ErrorCode\":0,\"RefusedMembers_Account\":[\"" + cid.userID() + "\",\"nobody\"]}");

        var added = ann.call("group.addMembers", with(groupID(group), "userIDList", bob, cid, dan));

        assertThat(added.path("successUserIDList").toString()).isEqualTo("[\"" + dan.userID() + "\"]");
        assertThat(added.path("failureUserIDList").toString()).isEqualTo("[\"" + cid.userID() + "\"]");
        assertThat(added.path("existedUserIDList").toString()).isEqualTo("[\"" + bob.userID() + "\"]");
        backEnd.expect(BEFORE_INVITE_JOIN, """
                {'GroupId':'%s','Type':'Private','Operator_Account':'%s',
                'DestinationMembers':[{'Member_Account':'%s'},{'Member_Account':'%s'}]}""".formatted(group, ann.userID(), cid.userID(), dan.userID()));
        backEnd.expect(AFTER_MEMBER_JOIN, """
                {'GroupId':'%s','Type':'Private','JoinType':'Invited','Operator_Account':'%s',
                'NewMemberList':[{'Member_Account':'%s'}]}""".formatted(group, ann.userID(), dan.userID()));
        assertThat(isIn(cid, group)).isFalse();

        var nobody = ann.call("group.addMembers", with(groupID(group), "userIDList", cid));
        assertThat(nobody.path("successUserIDList")).isEmpty();
        backEnd.next(BEFORE_INVITE_JOIN);

        backEnd.decides(BEFORE_INVITE_JOIN, 1, "");
        assertThat(code(ann.start("group.addMembers", with(groupID(group), "userIDList", cid))))
                .isEqualTo(REJECTED);
        assertThat(isIn(cid, group)).isFalse();
    }

    @Test
    void without_an_answer_it_goes_ahead_unless_the_settings_refuse_it() throws Exception {
        var group = group(Types.GRP_PUBLIC);
        open(group);
        backEnd.wants(BEFORE_APPLY_JOIN, BEFORE_CREATE_GROUP, BEFORE_INVITE_JOIN);
        backEnd.answers(BEFORE_APPLY_JOIN, 500, "{}");
        bob.call("group.join", groupID(group));
        backEnd.next(BEFORE_APPLY_JOIN);
        assertThat(isIn(bob, group)).isTrue();

        backEnd.goAway();
        cid.call("group.join", groupID(group));
        assertThat(isIn(cid, group)).isTrue();

        backEnd.set("onFailure", "\"refuse\"");
        assertThat(code(dan.start("group.join", groupID(group)))).isEqualTo(REJECTED);
        assertThat(isIn(dan, group)).isFalse();
        assertThat(code(ann.start("group.create", newGroup(Types.GRP_WORK)))).isEqualTo(REJECTED);
        var work = groupID(workOfBob());
        assertThat(code(bob.start("group.addMembers", with(work, "userIDList", dan))))
                .isEqualTo(REJECTED);
    }

    private String workOfBob() throws Exception {
        backEnd.set("commands", "[\"" + BEFORE_INVITE_JOIN.wireName() + "\"]");
        return bob.call("group.create", newGroup(Types.GRP_WORK))
                .at("/group/groupID")
                .asText();
    }

    @Test
    void what_is_switched_off_calls_nobody() throws Exception {
        backEnd.wants(AFTER_GROUP_DESTROYED);

        var group = group(Types.GRP_PUBLIC, bob);
        open(group);
        ann.call("group.update", groupID(group).put("name", "Others"));
        cid.call("group.join", groupID(group));
        cid.call("group.quit", groupID(group));
        ann.call("group.transfer", groupID(group).put("newOwnerID", bob.userID()));
        bob.call("group.dismiss", groupID(group));

        assertThat(backEnd.next(AFTER_GROUP_DESTROYED).body().path("GroupId").asText())
                .isEqualTo(group);
        assertThat(backEnd.isIdle()).isTrue();
    }

    @Test
    void what_back_ends_do_themselves_they_are_asked_and_told_of_too() throws Exception {
        backEnd.wants(CallbackCommand.values());

        var made = rest(
                "create_group",
                "{'Type':'Work','Name':'Friends','Owner_Account':'%s','MemberList':[{'Member_Account':'%s'}]}"
                        .formatted(ann.userID(), bob.userID()));
        var group = made.path("GroupId").asText();
        var asked = backEnd.next(BEFORE_CREATE_GROUP);
        assertThat(asked.query()).containsEntry("OptPlatform", "RESTAPI");
        var body = asked.body();
        assertThat(body.path("Operator_Account").asText()).isEqualTo("administrator");
        assertThat(body.path("Owner_Account").asText()).isEqualTo(ann.userID());
        assertThat(backEnd.next(AFTER_CREATE_GROUP).query()).containsEntry("OptPlatform", "RESTAPI");

        backEnd.answers(BEFORE_INVITE_JOIN, "{\"RefusedMembers_Account\":[\"" + cid.userID() + "\"]}");
        var added = rest(
                "add_group_member",
                "{'GroupId':'%s','MemberList':[{'Member_Account':'%s'},{'Member_Account':'%s'}]}"
                        .formatted(group, cid.userID(), dan.userID()));
        assertThat(added.at("/MemberList/0/Result").asInt())
                .as(added.toString())
                .isZero();
        assertThat(added.at("/MemberList/1/Result").asInt()).isEqualTo(1);
        assertThat(backEnd.next(BEFORE_INVITE_JOIN).query()).containsEntry("OptPlatform", "RESTAPI");
        var joined = backEnd.next(AFTER_MEMBER_JOIN).body();
        assertThat(joined.path("Operator_Account").asText()).isEqualTo("administrator");
        assertThat(joined.path("JoinType").asText()).isEqualTo("Invited");

        rest("destroy_group", "{'GroupId':'%s'}".formatted(group));
        var ended = backEnd.next(AFTER_GROUP_DESTROYED);
        assertThat(ended.query()).containsEntry("OptPlatform", "RESTAPI");
        body = ended.body();
        assertThat(body.path("MemberList").findValuesAsText("Member_Account"))
                .containsExactlyInAnyOrder(ann.userID(), bob.userID(), dan.userID());
        body.remove("MemberList");
        assertThat(body.toString())
                .isEqualTo("{\"GroupId\":\"" + group + "\",\"Type\":\"Private\",\"Owner_Account\":\"" + ann.userID()
                        + "\",\"Name\":\"Friends\"}");

        backEnd.decides(BEFORE_CREATE_GROUP, 10123, "not you");
        var refused = rest("create_group", "{'Type':'Public','Name':'Friends'}");
        assertThat(refused.path("ErrorCode").asInt()).isEqualTo(10123);
        assertThat(refused.path("ErrorInfo").asText()).isEqualTo("not you");
        assertThat(backEnd.next(BEFORE_CREATE_GROUP)
                        .body()
                        .path("Owner_Account")
                        .asText())
                .isEmpty();
    }
}
