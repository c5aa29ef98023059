package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a group's members are told by tips, and what new groups are like, as the settings say.
class GroupTipsTest extends GroupScenario {
    private static final List<String> KINDS = List.of("Join", "Quit", "Kick", "Profile", "Mute", "MuteAll", "Options");

    @AfterEach
    void settingsAsTheyWere() throws Exception {
        for (var kind : KINDS) {
            set("group.tips" + kind, "null");
        }
        for (var option : List.of("JoinOptionPublic", "InviteOptionPublic", "InviteOptionWork")) {
            set("group.default" + option, "null");
        }
        set("group.customFields", "null");
    }

    /// The tips that Ann finds in a group's history, without that of its beginning.
    private List<JsonNode> tips(String group) {
        return ann.call("message.list", inGroup(group).put("count", 15))
                .path("messageList")
                .valueStream()
                .filter(message -> message.path("type").asText().equals(Types.MSG_GRP_TIP))
                .skip(1)
                .map(message -> message.path("payload"))
                .toList();
    }

    private static ObjectNode with(String group, TestClient user) {
        var body = groupID(group);
        body.putArray("userIDList").add(user.userID());
        return body;
    }

    private void update(String group, String field, String value) {
        ann.call("group.update", groupID(group).put(field, value));
    }

    @Test
    @Rule("updateGroupProfile#3")
    void muting_all_and_options_leave_a_tip_only_where_it_is_wanted() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob);
        var options = groupID(group)
                .put("muteAllMembers", true)
                .put("joinOption", Types.JOIN_OPTIONS_FREE_ACCESS)
                .put("inviteOption", Types.INVITE_OPTIONS_NEED_PERMISSION);
        ann.call("group.update", options);
        assertThat(tips(group)).isEmpty();
        set("group.tipsMuteAll", "\"Public\"");
        set("group.tipsOptions", "\"Work,Public\"");

        ann.call(
                "group.update",
                groupID(group).put("muteAllMembers", false).put("joinOption", Types.JOIN_OPTIONS_DISABLE_APPLY));
        update(group, "inviteOption", Types.INVITE_OPTIONS_FREE_ACCESS);

        var told = tips(group);
        assertThat(told).hasSize(2);
        assertThat(told.getFirst().path("newGroupProfile"))
                .isEqualTo(TestClient.object()
                        .put("muteAllMembers", false)
                        .put("joinOption", Types.JOIN_OPTIONS_DISABLE_APPLY));
        assertThat(told.getLast().at("/newGroupProfile/inviteOption").asText())
                .isEqualTo(Types.INVITE_OPTIONS_FREE_ACCESS);
    }

    @Test
    @Rule("updateGroupProfile#5")
    void a_custom_field_that_is_cleared_is_told_as_empty() throws Exception {
        set("group.customFields", "[\"colour\", \"size\"]");
        var group = group(Types.GRP_PUBLIC, bob);
        field(group, "colour", "red");
        field(group, "size", "9");

        field(group, "colour", "");

        assertThat(tips(group).getLast().at("/newGroupProfile/groupCustomField"))
                .isEqualTo(TestClient.object()
                        .putArray("x")
                        .add(TestClient.object().put("key", "colour").put("value", "")));
    }

    private void field(String group, String key, String value) {
        var body = groupID(group);
        body.putArray("groupCustomField").addObject().put("key", key).put("value", value);
        ann.call("group.update", body);
    }

    @Test
    void what_is_not_wanted_leaves_no_tip() throws Exception {
        for (var kind : KINDS) {
            set("group.tips" + kind, "\"\"");
        }
        var group = group(Types.GRP_PUBLIC, bob, cid);
        ann.call("group.muteMember", groupID(group).put("userID", bob.userID()).put("muteTime", 60));
        update(group, "name", "Others");
        bob.call("group.quit", groupID(group));
        ann.call("group.deleteMembers", with(group, cid));

        assertThat(ann.call("message.list", inGroup(group).put("count", 15)).path("messageList"))
                .isEmpty();
        set("group.tipsQuit", "null");
        set("group.tipsKick", "null");
        set("group.tipsMute", "null");
        set("group.tipsProfile", "null");
        var other = group(Types.GRP_PUBLIC, bob, cid);
        update(other, "name", "Others"); // is skipped as the first
        ann.call("group.muteMember", groupID(other).put("userID", bob.userID()).put("muteTime", 60));
        bob.call("group.quit", groupID(other));
        ann.call("group.deleteMembers", with(other, cid));
        assertThat(tips(other))
                .extracting(tip -> tip.path("operationType").asInt())
                .containsExactly(
                        Types.GRP_TIP_MBR_PROFILE_UPDATED, Types.GRP_TIP_MBR_QUIT, Types.GRP_TIP_MBR_KICKED_OUT);
    }

    @Test
    void a_meeting_tells_who_comes_where_it_is_wanted() throws Exception {
        var quiet = group(Types.GRP_MEETING, bob);
        assertThat(history(quiet)).isEmpty();
        set("group.tipsJoin", "\"Meeting\"");

        assertThat(history(group(Types.GRP_MEETING, bob))).hasSize(1);
    }

    private JsonNode history(String group) {
        return ann.call("message.list", inGroup(group).put("count", 15)).path("messageList");
    }

    @ParameterizedTest
    @CsvSource({
        "JoinOptionPublic, Public, joinOption, FreeAccess",
        "InviteOptionPublic, Public, inviteOption, NeedPermission",
        "InviteOptionWork, Private, inviteOption, DisableInvite"
    })
    void new_groups_have_the_options_of_the_settings(String setting, String type, String field, String value)
            throws Exception {
        set("group.default" + setting, '"' + value + '"');
        var body = TestClient.object().put("name", "Friends").put("type", type);

        assertThat(ann.call("group.create", body).at("/group/" + field).asText())
                .isEqualTo(value);
        set("group.default" + setting, "null");
        assertThat(ann.call("group.create", body).at("/group/" + field).asText())
                .isNotEqualTo(value);
    }

    @Test
    void members_show_when_they_wrote_last() throws Exception {
        var group = group(Types.GRP_PUBLIC, bob, cid);
        long before = System.currentTimeMillis() / 1000;
        send(bob, group, "hi");

        var members =
                ann.call("group.listMembers", groupID(group).put("count", 15)).path("memberList");

        members.forEach(member -> {
            long time = member.path("lastSendMsgTime").asLong();
            if (member.path("userID").asText().equals(bob.userID())) {
                assertThat(time).isGreaterThanOrEqualTo(before);
            } else {
                assertThat(time).isZero();
            }
        });
        assertThat(members).hasSize(3);
        var one = ann.call("group.getMembers", with(group, bob)).at("/memberList/0/lastSendMsgTime");
        assertThat(one.asLong()).isGreaterThanOrEqualTo(before);
    }
}
