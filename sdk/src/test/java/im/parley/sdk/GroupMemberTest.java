package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.group.GroupField;
import im.parley.protocol.group.NewMember;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Section H: what members of a group are and may do.
class GroupMemberTest extends Scenario {
    private final Person ann = signIn("ann");
    private final Person bob = signIn("bob");
    private final Person eve = signIn("eve");
    private Group group;

    @BeforeEach
    void aGroupOfThree() {
        group = groupOfThree(Types.GRP_PUBLIC);
        for (Person person : List.of(ann, bob, eve)) {
            person.awaitTip();
            person.awaitNotice();
            person.awaitGroups(list -> list.size() == 1);
        }
    }

    private Group groupOfThree(String type) {
        return result(ann.chat.createGroup(
                        new GroupCreation("Hikers").type(type).members(List.of(bob.userID, eve.userID))))
                .group();
    }

    @Test
    @Rule("setGroupMemberRole#2")
    void the_owner_makes_admins() {
        assertThat(roleError(bob, eve)).isEqualTo(2681);
        assertThat(roleError(ann, ann)).isEqualTo(2684);

        var changed = result(ann.chat.setGroupMemberRole(group.groupID(), bob.userID, Types.GRP_MBR_ROLE_ADMIN));

        assertThat(changed.member().userID()).isEqualTo(bob.userID);
        assertThat(changed.member().role()).isEqualTo(Types.GRP_MBR_ROLE_ADMIN);
        bob.awaitGroups(list -> list.getFirst().selfInfo().role().equals(Types.GRP_MBR_ROLE_ADMIN));
        assertThat(bob.awaitNotice().operationType()).isEqualTo(9);
        var tip = eve.awaitTip();
        assertThat(tip.operationType()).isEqualTo(Types.GRP_TIP_MBR_SET_ADMIN);
        assertThat(tip.userIDList()).containsExactly(bob.userID);
        result(bob.chat.deleteGroupMember(group.groupID(), List.of(eve.userID)));
        result(ann.chat.setGroupMemberRole(group.groupID(), bob.userID, Types.GRP_MBR_ROLE_MEMBER));
        bob.awaitGroups(list -> list.getFirst().selfInfo().role().equals(Types.GRP_MBR_ROLE_MEMBER));
        assertThat(bob.awaitNotice().operationType()).isEqualTo(10);
    }

    @Test
    @Rule({"setGroupMemberRole#1", "setGroupMemberMuteTime#1"})
    void work_groups_have_neither_roles_nor_mutes() {
        group = groupOfThree(Types.GRP_WORK);

        assertThat(roleError(ann, bob)).isEqualTo(2682);
        assertThat(errorOf(ann.chat.setGroupMemberMuteTime(group.groupID(), bob.userID, 60))
                        .code())
                .isEqualTo(10007);
    }

    private int roleError(Person person, Person whom) {
        return errorOf(person.chat.setGroupMemberRole(group.groupID(), whom.userID, Types.GRP_MBR_ROLE_ADMIN))
                .code();
    }

    @Test
    @Rule({"setGroupMemberMuteTime#5", "setGroupMemberMuteTime#6", "getGroupMemberList#2", "compat#23"})
    void a_muted_member_writes_again_when_that_is_over() {
        assertThat(errorOf(bob.chat.setGroupMemberMuteTime(group.groupID(), eve.userID, 60))
                        .code())
                .isEqualTo(10007);

        var muted = result(ann.chat.setGroupMemberMuteTime(group.groupID(), bob.userID, 600))
                .member();

        assertThat(muted.muteUntil()).isGreaterThan(Instant.now().getEpochSecond() + 500);
        bob.awaitGroups(list -> list.getFirst().selfInfo().muteUntil() == muted.muteUntil());
        var tip = eve.awaitTip();
        assertThat(tip.operationType()).isEqualTo(Types.GRP_TIP_MBR_PROFILE_UPDATED);
        assertThat(tip.memberList().getFirst().muteTime()).isEqualTo(600);
        assertThat(errorOf(bob.chat.sendMessage(bob.messageTo(group, "hi"))).code())
                .isEqualTo(10017);
        assertThat(result(eve.chat.getGroupMemberList(GroupMemberQuery.of(group.groupID())))
                        .memberList())
                .filteredOn(member -> member.userID().equals(bob.userID))
                .extracting(GroupMember::muteUntil)
                .containsExactly(muted.muteUntil());
        result(ann.chat.setGroupMemberMuteTime(group.groupID(), bob.userID, 0));
        bob.send("hi").to(group);
        assertThat(eve.awaitTexts(1)).containsExactly("hi");
        assertThatThrownBy(() -> ann.chat.setGroupMemberMuteTime(group.groupID(), bob.userID, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rule("setGroupMemberNameCard#2")
    void messages_carry_the_name_card() {
        result(bob.chat.setGroupMemberNameCard(group.groupID(), null, "Bobby"));
        assertThat(bob.groups().getFirst().selfInfo().nameCard()).isEqualTo("Bobby");
        assertThat(errorOf(bob.chat.setGroupMemberNameCard(group.groupID(), eve.userID, "Evie"))
                        .code())
                .isEqualTo(10007);

        var sent = bob.send("hi").to(group);

        assertThat(sent.nameCard()).isEqualTo("Bobby");
        assertThat(eve.awaitMessage().nameCard()).isEqualTo("Bobby");
        eve.awaitConversations(list ->
                list.stream().anyMatch(one -> one.lastMessage().nameCard().equals("Bobby")));
        result(ann.chat.setGroupMemberNameCard(group.groupID(), bob.userID, "Robert"));
        bob.awaitGroups(list -> list.getFirst().selfInfo().nameCard().equals("Robert"));
        var asked = List.of(bob.userID, "nobody-here", ann.userID);
        assertThat(result(eve.chat.getGroupMemberProfile(group.groupID(), asked)))
                .extracting(GroupMember::nameCard)
                .containsExactly("Robert", "");
    }

    @Test
    @Rule("createGroup#5")
    void whom_a_group_begins_with_may_have_a_role_and_fields() {
        server.set("group.memberCustomFields", List.of("boots"));
        var boots = List.of(new GroupField("boots", "44"));
        var creation = new GroupCreation("Climbers")
                .type(Types.GRP_COMMUNITY)
                .memberList(List.of(
                        new NewMember(bob.userID, Types.GRP_MBR_ROLE_ADMIN, null),
                        new NewMember(eve.userID, Types.GRP_MBR_ROLE_CUSTOM, boots)));

        var climbers = result(ann.chat.createGroup(creation)).group();

        var seen = result(ann.chat.getGroupMemberProfile(climbers.groupID(), List.of(bob.userID, eve.userID)));
        assertThat(seen).extracting(GroupMember::role).containsExactly("Admin", "Custom");
        assertThat(seen).extracting(GroupMember::memberCustomField).containsExactly(List.of(), boots);
        assertThat(errorOf(ann.chat.createGroup(creation.type(Types.GRP_PUBLIC)))
                        .code())
                .isEqualTo(10004);
    }

    @Test
    @Rule({"setGroupMemberCustomField#2", "setGroupMemberCustomField#3", "getGroupMemberProfile#3"})
    void members_have_fields_of_the_apps_own() {
        server.set("group.memberCustomFields", List.of("boots", "rope"));
        var fields = List.of(new GroupField("boots", "44"), new GroupField("rope", "yes"));

        var changed = result(bob.chat.setGroupMemberCustomField(group.groupID(), null, fields));

        assertThat(changed.member().memberCustomField()).containsExactlyInAnyOrderElementsOf(fields);
        assertThat(bob.groups().getFirst().selfInfo().memberCustomField()).hasSize(2);
        var seen = result(eve.chat.getGroupMemberProfile(group.groupID(), List.of(bob.userID), List.of("rope")));
        assertThat(seen.getFirst().memberCustomField()).containsExactly(new GroupField("rope", "yes"));
        assertThat(errorOf(bob.chat.setGroupMemberCustomField(group.groupID(), eve.userID, fields))
                        .code())
                .isEqualTo(10007);
        var unknown = List.of(new GroupField("hat", "red"));
        assertThat(errorOf(bob.chat.setGroupMemberCustomField(group.groupID(), null, unknown))
                        .code())
                .isEqualTo(10004);
    }

    @Test
    @Rule("getGroupMemberList#1")
    void members_see_who_of_them_is_online_unless_that_is_switched_off() {
        assertThat(online(ann)).containsExactlyInAnyOrder(ann.userID, bob.userID, eve.userID);
        result(eve.chat.logout());
        Await.until("eve is offline", () -> !online(ann).contains(eve.userID));
        assertThat(online(ann)).containsExactlyInAnyOrder(ann.userID, bob.userID);

        server.set("group.memberOnlineFlag", false);

        assertThat(online(ann)).isEmpty();
    }

    private List<String> online(Person asking) {
        return result(asking.chat.getGroupMemberList(GroupMemberQuery.of(group.groupID()))).memberList().stream()
                .filter(GroupMember::isOnline)
                .map(GroupMember::userID)
                .toList();
    }
}
