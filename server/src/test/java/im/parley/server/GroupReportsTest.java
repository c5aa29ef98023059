package im.parley.server;

import static im.parley.server.settings.CallbackCommand.AFTER_ATTRIBUTES_CHANGE;
import static im.parley.server.settings.CallbackCommand.AFTER_CREATE_GROUP;
import static im.parley.server.settings.CallbackCommand.AFTER_GROUP_CHANGE;
import static im.parley.server.settings.CallbackCommand.AFTER_GROUP_DESTROYED;
import static im.parley.server.settings.CallbackCommand.AFTER_GROUP_FULL;
import static im.parley.server.settings.CallbackCommand.AFTER_MEMBER_CHANGE;
import static im.parley.server.settings.CallbackCommand.AFTER_MEMBER_EXIT;
import static im.parley.server.settings.CallbackCommand.AFTER_MEMBER_JOIN;
import static im.parley.server.settings.CallbackCommand.AFTER_OWNER_CHANGE;
import static im.parley.server.settings.CallbackCommand.BEFORE_CREATE_GROUP;
import static im.parley.server.settings.CallbackCommand.BEFORE_INVITE_JOIN;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Types;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What an app's back end is told of groups after it happened.
class GroupReportsTest extends BackEndScenario {
    @Test
    void who_goes_and_who_is_put_out() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid, dan);
        backEnd.wants(AFTER_MEMBER_EXIT);
        var exit = """
                {'GroupId':'%s','Type':'Public','ExitType':'%s','Operator_Account':'%s',
                'ExitMemberList':[{'Member_Account':'%s'}]}""";

        bob.call("group.quit", groupID(group));
        backEnd.expect(AFTER_MEMBER_EXIT, exit.formatted(group, "Quit", bob.userID(), bob.userID()));
        ann.call("group.deleteMembers", with(groupID(group), "userIDList", cid));
        backEnd.expect(AFTER_MEMBER_EXIT, exit.formatted(group, "Kicked", ann.userID(), cid.userID()));

        var removed = server.rest(
                "group_open_http_svc/delete_group_member",
                "{\"GroupId\":\"" + group + "\",\"MemberToDel_Account\":[\"" + dan.userID() + "\"],\"Silence\":1}");
        assertThat(removed.path("ErrorCode").asInt()).isZero();
        var told = backEnd.next(AFTER_MEMBER_EXIT);
        assertThat(told.query()).containsEntry("OptPlatform", "RESTAPI");
        assertThat(told.body().path("Operator_Account").asText()).isEqualTo("administrator");
    }

    @Test
    void who_lets_somebody_in() throws Exception {
        var group = group(Types.GRP_PUBLIC);
        backEnd.wants(AFTER_MEMBER_JOIN);
        bob.call("group.join", groupID(group).put("applyMessage", "please"));
        var application = ann.call("group.listApplications", TestClient.object().put("count", 10))
                .at("/applicationList/0");

        ann.call(
                "group.handleApplication",
                groupID(group)
                        .put("handleAction", "Agree")
                        .put("messageKey", application.path("messageKey").asText())
                        .put(
                                "authentication",
                                application.path("authentication").asText()));

        backEnd.expect(AFTER_MEMBER_JOIN, """
                {'GroupId':'%s','Type':'Public','JoinType':'Apply','Operator_Account':'%s',
                'NewMemberList':[{'Member_Account':'%s'}]}""".formatted(group, ann.userID(), bob.userID()));
    }

    @Test
    void roles_and_name_cards_that_change() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        backEnd.wants(AFTER_MEMBER_CHANGE);
        var change = "{'GroupId':'%s','Type':'Public','Operator_Account':'%s','Modified_Account':'%s',%s}";

        ann.call("group.setRole", groupID(group).put("userID", bob.userID()).put("role", "Admin"));
        backEnd.expect(AFTER_MEMBER_CHANGE, change.formatted(group, ann.userID(), bob.userID(), "'Role':'Admin'"));
        ann.call("group.muteMember", groupID(group).put("userID", cid.userID()).put("muteTime", 60));
        cid.call("group.updateMember", groupID(group).put("nameCard", "C"));
        backEnd.expect(AFTER_MEMBER_CHANGE, change.formatted(group, cid.userID(), cid.userID(), "'NameCard':'C'"));
        ann.call("group.transfer", groupID(group).put("newOwnerID", bob.userID()));
        bob.call("group.setRole", groupID(group).put("userID", cid.userID()).put("role", "Admin"));
        backEnd.expect(AFTER_MEMBER_CHANGE, change.formatted(group, bob.userID(), cid.userID(), "'Role':'Admin'"));
    }

    @Test
    void what_a_back_end_changes_is_told_like_the_rest() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        backEnd.wants(AFTER_MEMBER_CHANGE, AFTER_OWNER_CHANGE);

        rest("modify_group_member_info", """
                {'GroupId':'%s','Member_Account':'%s','Role':'Admin','NameCard':'B','MuteTime':60}""".formatted(group, bob.userID()));
        var member = backEnd.next(AFTER_MEMBER_CHANGE);
        assertThat(member.query()).containsEntry("OptPlatform", "RESTAPI");
        assertThat(member.body().path("Operator_Account").asText()).isEqualTo("administrator");
        assertThat(member.body().path("Role").asText()).isEqualTo("Admin");
        assertThat(member.body().path("NameCard").asText()).isEqualTo("B");

        rest("change_group_owner", "{'GroupId':'%s','NewOwner_Account':'%s'}".formatted(group, bob.userID()));
        var owner = backEnd.next(AFTER_OWNER_CHANGE);
        assertThat(owner.query()).containsEntry("OptPlatform", "RESTAPI");
        assertThat(owner.body().path("OldOwner_Account").asText()).isEqualTo(ann.userID());
        assertThat(owner.body().path("NewOwner_Account").asText()).isEqualTo(bob.userID());
    }

    @Test
    void attributes_that_a_back_end_sets_are_told() throws Exception {
        var group = group(Types.GRP_PUBLIC);
        backEnd.wants(AFTER_ATTRIBUTES_CHANGE);
        var attributes = "{\"GroupId\":\"" + group + "\",\"GroupAttr\":[{\"key\":\"song\",\"value\":\"1\"}]}";

        server.rest("group_open_attr_http_svc/set_group_attr", attributes);

        var told = backEnd.next(AFTER_ATTRIBUTES_CHANGE);
        assertThat(told.query()).containsEntry("OptPlatform", "RESTAPI");
        assertThat(told.body().path("OptionType").asText()).isEqualTo("set");
        assertThat(told.body().at("/GroupAttr/0/key").asText()).isEqualTo("song");
    }

    @Test
    void imports_are_neither_asked_about_nor_told() throws Exception {
        backEnd.wants(BEFORE_CREATE_GROUP, AFTER_CREATE_GROUP, BEFORE_INVITE_JOIN, AFTER_MEMBER_JOIN);
        var old = "old" + ann.userID();
        rest("import_group", "{'Type':'Public','Name':'Old','GroupId':'%s'}".formatted(old));
        rest(
                "import_group_member",
                "{'GroupId':'%s','MemberList':[{'Member_Account':'%s'}]}".formatted(old, bob.userID()));

        var group = group(Types.GRP_PUBLIC);
        ann.call("group.update", groupID(group).put("inviteOption", "FreeAccess"));
        ann.call("group.addMembers", with(groupID(group), "userIDList", cid));

        assertThat(backEnd.next(BEFORE_CREATE_GROUP).body().path("Name").asText())
                .isNotEqualTo("Old");
        assertThat(backEnd.next(AFTER_CREATE_GROUP).body().path("GroupId").asText())
                .isEqualTo(group);
        assertThat(backEnd.next(BEFORE_INVITE_JOIN).body().path("GroupId").asText())
                .isEqualTo(group);
        assertThat(backEnd.next(AFTER_MEMBER_JOIN).body().path("GroupId").asText())
                .isEqualTo(group);
    }

    private void rest(String command, String body) throws Exception {
        var answer = server.rest("group_open_http_svc/" + command, body.replace('\'', '"'));
        assertThat(answer.path("ErrorCode").asInt(-1)).as(answer.toString()).isZero();
    }

    @Test
    void who_owns_it_now() throws Exception {
        var group = group(Types.GRP_WORK, bob);
        backEnd.wants(AFTER_OWNER_CHANGE, AFTER_GROUP_CHANGE, AFTER_MEMBER_EXIT);

        ann.call("group.transfer", groupID(group).put("newOwnerID", bob.userID()));
        backEnd.expect(AFTER_OWNER_CHANGE, """
                {'GroupId':'%1$s','Type':'Private','Operator_Account':'%2$s','OldOwner_Account':'%2$s',
                'NewOwner_Account':'%3$s'}""".formatted(group, ann.userID(), bob.userID()));
        bob.call("group.quit", groupID(group));
        assertThat(backEnd.next(AFTER_MEMBER_EXIT).body().path("ExitType").asText())
                .isEqualTo("Quit");
    }

    @Test
    void the_last_one_who_fits_in() throws Exception {
        var group = ann.call(
                        "group.create",
                        TestClient.object()
                                .put("name", "Two")
                                .put("type", Types.GRP_MEETING)
                                .put("maxMemberNum", 3))
                .at("/group/groupID")
                .asText();
        backEnd.wants(AFTER_GROUP_FULL, AFTER_MEMBER_JOIN);

        bob.call("group.join", groupID(group));
        backEnd.next(AFTER_MEMBER_JOIN);
        cid.call("group.join", groupID(group));
        backEnd.next(AFTER_MEMBER_JOIN);
        backEnd.expect(AFTER_GROUP_FULL, "{'GroupId':'" + group + "'}");
    }

    @Test
    void what_a_group_says_of_itself_as_far_as_it_changed() throws Exception {
        var group = group(Types.GRP_PUBLIC);
        backEnd.wants(AFTER_GROUP_CHANGE);
        var change = "{'GroupId':'" + group + "','Type':'Public','Operator_Account':'" + ann.userID() + "',%s}";

        ann.call("group.update", groupID(group).put("muteAllMembers", true));
        ann.call("group.update", groupID(group).put("name", "Friends").put("notification", "明天"));
        backEnd.expect(AFTER_GROUP_CHANGE, change.formatted("'Notification':'明天'"));
        ann.call(
                "group.update",
                groupID(group)
                        .put("name", "Foes")
                        .put("introduction", "all of them")
                        .put("avatar", "https://example.org/foes.png"));
        backEnd.expect(
                AFTER_GROUP_CHANGE,
                change.formatted(
                        "'Name':'Foes','Introduction':'all of them','FaceUrl':'https://example.org/foes.png'"));
    }

    @Test
    void attributes_that_change() throws Exception {
        var group = group(Types.GRP_MEETING);
        backEnd.wants(AFTER_ATTRIBUTES_CHANGE);
        var change = "{'GroupId':'" + group + "','Type':'ChatRoom','Operator_Account':'" + ann.userID()
                + "','OptionType':'%s','GroupAttr':[%s]}";

        attributes("group.initAttributes", group, Map.of("song", "one"));
        backEnd.expect(AFTER_ATTRIBUTES_CHANGE, change.formatted("set", "{'key':'song','value':'one'}"));
        attributes("group.setAttributes", group, Map.of("song", "one"));
        attributes("group.setAttributes", group, Map.of("singer", "two"));
        backEnd.expect(AFTER_ATTRIBUTES_CHANGE, change.formatted("modify", "{'key':'singer','value':'two'}"));
        var some = groupID(group);
        some.putArray("keyList").add("song");
        ann.call("group.deleteAttributes", some);
        backEnd.expect(AFTER_ATTRIBUTES_CHANGE, change.formatted("delete", "{'key':'song'}"));
        var all = groupID(group);
        all.putArray("keyList");
        ann.call("group.deleteAttributes", all);
        backEnd.expect(AFTER_ATTRIBUTES_CHANGE, change.formatted("clear", ""));
    }

    private void attributes(String operation, String group, Map<String, String> attributes) {
        var body = groupID(group);
        var values = body.putObject("attributes");
        attributes.forEach(values::put);
        ann.call(operation, body);
    }

    @Test
    void that_it_is_no_more() throws Exception {
        var group = group(Types.GRP_MEETING);
        backEnd.wants(AFTER_GROUP_DESTROYED, AFTER_MEMBER_EXIT);

        ann.call("group.dismiss", groupID(group));

        backEnd.expect(AFTER_GROUP_DESTROYED, """
                {'GroupId':'%1$s','Type':'ChatRoom','Owner_Account':'%2$s','Name':'Friends',
                'MemberList':[{'Member_Account':'%2$s'}]}""".formatted(group, ann.userID()));
    }
}
