package im.parley.server;

import static im.parley.server.GroupUsers.code;
import static im.parley.server.GroupUsers.create;
import static im.parley.server.GroupUsers.in;
import static im.parley.server.GroupUsers.message;
import static im.parley.server.GroupUsers.next;
import static im.parley.server.GroupUsers.notice;
import static im.parley.server.GroupUsers.of;
import static im.parley.server.GroupUsers.send;
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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What members are in a group: roles, mutes, name cards, fields.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupMembersTest {
    private TestServer server;
    private GroupUsers users;
    private TestClient ann; // owner
    private TestClient bob; // admin
    private TestClient cid;
    private String group;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        server = new TestServer(data);
        users = new GroupUsers(server.app, TestServer.KEY);
        set("group.memberCustomFields", "[\"rank\",\"city\"]");
        set("group.customFields", "[\"topic\"]");
    }

    private void set(String key, String json) throws Exception {
        var answer = server.rest("settings/set", "{\"Settings\":{\"%s\":%s}}".formatted(key, json));
        assertThat(answer.path("ErrorCode").asInt()).as(answer.toString()).isZero();
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
        group = create(ann, Types.GRP_PUBLIC, List.of(bob), List.of(cid));
    }

    @AfterEach
    void leave() {
        users.close();
    }

    @Test
    @Rule("setGroupMemberRole#2")
    void the_owner_makes_admins_and_unmakes_them_and_everybody_is_told() throws Exception {
        var answer = ann.call("group.setRole", of(group, cid).put("role", "Admin"));

        assertThat(answer.at("/member/role").asText()).isEqualTo("Admin");
        assertThat(answer.at("/group/selfInfo/role").asText()).isEqualTo("Owner");
        assertThat(next(cid, "group.selfChanged", push -> true)
                        .at("/selfInfo/role")
                        .asText())
                .isEqualTo("Admin");
        assertThat(tip(bob, Types.GRP_TIP_MBR_SET_ADMIN)
                        .at("/memberList/0/userID")
                        .asText())
                .isEqualTo(cid.userID());
        assertThat(notice(cid, 9).at("/groupProfile/groupID").asText()).isEqualTo(group);
        cid.call("group.update", in(group).put("name", "Now I may"));

        ann.call("group.setRole", of(group, cid).put("role", "Member"));
        assertThat(tip(bob, Types.GRP_TIP_MBR_CANCELED_ADMIN)
                        .path("userIDList")
                        .get(0)
                        .asText())
                .isEqualTo(cid.userID());
        assertThat(notice(cid, 10).path("operatorID").asText()).isEqualTo(ann.userID());
        assertThat(code(cid.start("group.update", in(group).put("name", "No more"))))
                .isEqualTo(10007);
    }

    @Test
    @Rule({"setGroupMemberRole#1", "setGroupMemberRole#2"})
    void roles_are_refused_for_what_the_contract_says() {
        assertThat(role(bob, group, cid, "Admin")).isEqualTo(ErrorCode.NOT_OWNER.number());
        assertThat(role(ann, group, ann, "Member")).isEqualTo(ErrorCode.CANNOT_SET_SELF_MEMBER_ROLE.number());
        assertThat(role(ann, group, cid, "Owner")).isEqualTo(ErrorCode.INVALID_MEMBER_ROLE.number());
        assertThat(role(ann, group, cid, "Custom")).isEqualTo(ErrorCode.INVALID_MEMBER_ROLE.number());
        var stranger = users.newUser(server.port(), "dan");
        assertThat(role(ann, group, stranger, "Admin")).isEqualTo(ErrorCode.MEMBER_NOT_IN_GRP.number());
        assertThat(role(stranger, group, cid, "Admin")).isEqualTo(10007);
        for (var type : List.of(Types.GRP_WORK, Types.GRP_AVCHATROOM)) {
            var other = create(ann, type, List.of(), List.of(cid));
            assertThat(role(ann, other, cid, "Admin"))
                    .isEqualTo(ErrorCode.CANNOT_SET_MEMBER_ROLE_IN_WORK_AND_AV.number());
        }
        var community = create(ann, Types.GRP_COMMUNITY, List.of(), List.of(cid));
        assertThat(role(ann, community, cid, "Custom")).isZero();
    }

    private static int role(TestClient caller, String group, TestClient user, String role) {
        return code(caller.start("group.setRole", of(group, user).put("role", role)));
    }

    @Test
    @Rule({"setGroupMemberMuteTime#5", "setGroupMemberMuteTime#6", "getGroupMemberList#2"})
    void who_is_muted_cannot_write_until_unmuted() throws Exception {
        long now = Instant.now().getEpochSecond();
        var answer = bob.call("group.muteMember", of(group, cid).put("muteTime", 600));

        assertThat(answer.at("/member/muteUntil").asLong()).isBetween(now + 600, now + 620);
        assertThat(code(send(cid, group, "may I?"))).isEqualTo(ErrorCode.GROUP_MUTED.number());
        var tip = tip(ann, Types.GRP_TIP_MBR_PROFILE_UPDATED).path("memberList").get(0);
        assertThat(tip.path("muteTime").asInt()).isEqualTo(600);
        assertThat(member(ann, cid).path("muteUntil").asLong()).isBetween(now + 600, now + 620);
        assertThat(next(cid, "group.selfChanged", push -> true)
                        .at("/selfInfo/muteUntil")
                        .asLong())
                .isBetween(now + 600, now + 620);

        bob.call("group.muteMember", of(group, cid).put("muteTime", 0));
        assertThat(code(send(cid, group, "thank you"))).isZero();
        assertThat(member(ann, cid).has("muteUntil")).isFalse();
        tip = tip(ann, Types.GRP_TIP_MBR_PROFILE_UPDATED).path("memberList").get(0);
        assertThat(tip.path("muteTime").asInt(-1)).isZero();
    }

    @Test
    @Rule({"setGroupMemberMuteTime#1", "setGroupMemberMuteTime#5"})
    void owners_mute_everybody_admins_only_members_and_nobody_in_work_groups() {
        assertThat(mute(cid, group, bob, 1)).isEqualTo(10007);
        assertThat(mute(bob, group, ann, 1)).isEqualTo(10007);
        assertThat(mute(ann, group, bob, 1)).isZero();
        assertThat(mute(ann, group, ann, 1)).isEqualTo(ErrorCode.CANNOT_MUTE_SELF.number());
        assertThat(mute(ann, group, cid, -1)).isEqualTo(10004);
        assertThat(mute(ann, group, cid, 4_294_967_296L)).isEqualTo(10004);
        assertThat(mute(ann, group, cid, 4_294_967_295L)).isZero();
        var work = create(ann, Types.GRP_WORK, List.of(), List.of(cid));
        assertThat(mute(ann, work, cid, 1)).isEqualTo(10007);
    }

    private static int mute(TestClient caller, String group, TestClient user, long seconds) {
        return code(caller.start("group.muteMember", of(group, user).put("muteTime", seconds)));
    }

    @Test
    @Rule({"updateGroupProfile#6", "setGroupMemberMuteTime#3"})
    void while_all_are_muted_only_owner_and_admins_write() throws Exception {
        ann.call("group.update", in(group).put("muteAllMembers", true));

        assertThat(next(cid, "group.changed", push -> true)
                        .at("/group/muteAllMembers")
                        .asBoolean())
                .isTrue();
        assertThat(code(send(cid, group, "hello?"))).isEqualTo(ErrorCode.GROUP_MUTED.number());
        assertThat(code(send(bob, group, "silence"))).isZero();
        assertThat(code(send(ann, group, "please"))).isZero();
        ann.call("group.update", in(group).put("muteAllMembers", false));
        assertThat(code(send(cid, group, "hello!"))).isZero();
    }

    @Test
    void messages_carry_the_name_card_that_their_sender_has() throws Exception {
        send(cid, group, "without").join();
        var answer = cid.call("group.updateMember", in(group).put("nameCard", "Cid the third"));
        send(cid, group, "with").join();

        assertThat(answer.at("/member/nameCard").asText()).isEqualTo("Cid the third");
        assertThat(answer.at("/group/selfInfo/nameCard").asText()).isEqualTo("Cid the third");
        assertThat(message(ann, "without").path("nameCard").asText()).isEmpty();
        assertThat(message(ann, "with").path("nameCard").asText()).isEqualTo("Cid the third");
    }

    @Test
    @Rule("setGroupMemberNameCard#2")
    void owners_name_all_admins_members_and_members_themselves() throws Exception {
        assertThat(name(ann, bob)).isZero();
        assertThat(name(bob, bob)).isZero();
        assertThat(name(bob, cid)).isZero();
        assertThat(name(cid, cid)).isZero();
        assertThat(name(bob, ann)).isEqualTo(10007);
        assertThat(name(cid, bob)).isEqualTo(10007);
        assertThat(code(cid.start("group.updateMember", in(group).put("nameCard", "ü".repeat(26)))))
                .isEqualTo(10004);
        assertThat(code(cid.start("group.updateMember", in(group)))).isEqualTo(10004);
        assertThat(next(bob, "group.selfChanged", push -> true)
                        .at("/selfInfo/nameCard")
                        .asText())
                .isEqualTo("named");
    }

    private int name(TestClient caller, TestClient user) {
        return code(caller.start("group.updateMember", of(group, user).put("nameCard", "named")));
    }

    @Test
    @Rule({"setGroupMemberCustomField#2", "setGroupMemberCustomField#3", "createGroup#5", "getGroupMemberProfile#3"})
    void members_have_the_fields_that_are_configured_and_set_their_own() {
        cid.call("group.updateMember", field(in(group), "memberCustomField", "rank", "captain"));
        cid.call("group.updateMember", field(in(group), "memberCustomField", "city", "Oslo"));

        assertThat(code(cid.start("group.updateMember", field(of(group, bob), "memberCustomField", "rank", "cook"))))
                .isEqualTo(10007);
        var unknown = cid.start("group.updateMember", field(in(group), "memberCustomField", "shoe", "44"));
        assertThat(code(unknown)).isEqualTo(10004);
        assertThat(unknown.join().path("message").asText()).contains("shoe", "group.memberCustomFields");
        assertThat(member(ann, cid).path("memberCustomField")).hasSize(2);
        var filtered = users(group, cid);
        filtered.putArray("memberCustomFieldFilter").add("city");
        var list = ann.call("group.getMembers", filtered).path("memberList");
        assertThat(list).hasSize(1);
        assertThat(list.get(0).path("memberCustomField").toString())
                .isEqualTo("[{\"key\":\"city\",\"value\":\"Oslo\"}]");
        cid.call("group.updateMember", field(in(group), "memberCustomField", "city", ""));
        assertThat(member(ann, cid).path("memberCustomField")).hasSize(1);

        var withUnknown = TestClient.object().put("name", "g");
        field(
                withUnknown.putArray("memberList").addObject().put("userID", bob.userID()),
                "memberCustomField",
                "shoe",
                "44");
        assertThat(code(ann.start("group.create", withUnknown))).isEqualTo(10004);
    }

    @Test
    @Rule("createGroup#5")
    void whom_a_group_begins_with_may_have_a_role_and_fields() {
        var roles = List.of("Admin", "Custom");
        var community = create(ann, Types.GRP_COMMUNITY, body -> begin(body, roles));
        assertThat(member(ann, community, bob).path("role").asText()).isEqualTo("Admin");
        var second = member(ann, community, cid);
        assertThat(second.path("role").asText()).isEqualTo("Custom");
        assertThat(second.path("memberCustomField").toString()).isEqualTo("[{\"key\":\"city\",\"value\":\"Oslo\"}]");

        var work = create(ann, Types.GRP_WORK, body -> begin(body, List.of("Admin", "Member")));
        assertThat(member(ann, work, bob).path("role").asText()).isEqualTo("Member");
        var elsewhere = TestClient.object().put("name", "g").put("type", Types.GRP_PUBLIC);
        begin(elsewhere, roles);
        assertThat(code(ann.start("group.create", elsewhere))).isEqualTo(10004);
        var withTwoOwners = TestClient.object().put("name", "g").put("type", Types.GRP_COMMUNITY);
        begin(withTwoOwners, List.of("Owner", "Member"));
        assertThat(code(ann.start("group.create", withTwoOwners))).isEqualTo(10004);
    }

    /// With bob and cid in these roles, who live in Oslo.
    private void begin(ObjectNode group, List<String> roles) {
        var members = group.putArray("memberList");
        for (var user : List.of(bob, cid)) {
            var member = members.addObject().put("userID", user.userID()).put("role", roles.get(members.size() - 1));
            field(member, "memberCustomField", "city", "Oslo");
        }
    }

    private static JsonNode member(TestClient caller, String group, TestClient user) {
        return caller.call("group.getMembers", users(group, user)).at("/memberList/0");
    }

    @Test
    @Rule("updateGroupProfile#5")
    void groups_have_the_fields_that_are_configured_and_members_hear_of_changes() throws Exception {
        ann.call("group.update", field(in(group), "groupCustomField", "topic", "boats"));

        assertThat(tip(cid, Types.GRP_TIP_GRP_PROFILE_UPDATED)
                        .at("/newGroupProfile/groupCustomField/0/value")
                        .asText())
                .isEqualTo("boats");
        assertThat(code(ann.start("group.update", field(in(group), "groupCustomField", "shoe", "44"))))
                .isEqualTo(10004);
        assertThat(code(ann.start(
                        "group.create", field(TestClient.object().put("name", "g"), "groupCustomField", "shoe", "44"))))
                .isEqualTo(10004);
    }

    private static ObjectNode field(ObjectNode body, String list, String key, String value) {
        body.putArray(list).addObject().put("key", key).put("value", value);
        return body;
    }

    @Test
    @Rule({"setGroupMemberNameCard#1", "setGroupMemberCustomField#1", "getGroupMemberProfile#1"})
    void in_live_rooms_members_have_no_profile() {
        var room = create(ann, Types.GRP_AVCHATROOM, body -> {});
        var unsupported = ErrorCode.OPERATION_NOT_SUPPORTED_IN_AV.number();

        assertThat(code(ann.start("group.updateMember", in(room).put("nameCard", "Ann"))))
                .isEqualTo(unsupported);
        assertThat(code(ann.start("group.updateMember", field(in(room), "memberCustomField", "city", "Oslo"))))
                .isEqualTo(unsupported);
        assertThat(code(ann.start("group.getMembers", users(room, ann)))).isEqualTo(unsupported);
    }

    @Test
    void members_are_given_in_the_order_asked_and_only_to_members() {
        var stranger = users.newUser(server.port(), "dan");
        var asked = users(group, cid, stranger, ann);
        asked.withArray("userIDList").add("nobody-at-all");

        var list = bob.call("group.getMembers", asked).path("memberList");
        assertThat(list.findValuesAsText("userID")).containsExactly(cid.userID(), ann.userID());
        assertThat(code(stranger.start("group.getMembers", asked))).isEqualTo(10007);
        var tooMany = in(group);
        var ids = tooMany.putArray("userIDList");
        for (int i = 0; i < 51; i++) {
            ids.add("user" + i);
        }
        assertThat(code(bob.start("group.getMembers", tooMany))).isEqualTo(10004);
    }

    @Test
    @Rule("getGroupMemberList#1")
    void members_see_who_of_them_is_online_unless_that_is_switched_off() throws Exception {
        assertThat(member(ann, cid).path("isOnline").asBoolean()).isTrue();
        cid.close();
        Await.until(() -> !member(ann, cid).path("isOnline").asBoolean());
        var list = ann.call("group.listMembers", in(group).put("count", 10)).path("memberList");
        assertThat(list.findValuesAsText("isOnline")).hasSize(2); // ann and bob
        set("group.memberOnlineFlag", "false");
        assertThat(member(ann, bob).has("isOnline")).isFalse();
        set("group.memberOnlineFlag", "null");
        assertThat(member(ann, bob).path("isOnline").asBoolean()).isTrue();
    }

    private JsonNode member(TestClient caller, TestClient user) {
        return member(caller, group, user);
    }
}
