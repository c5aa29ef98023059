package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.group.GroupField;
import im.parley.protocol.group.NewMember;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Section H: groups and who is in them.
class GroupTest extends GroupScenario {
    @Test
    @Rule({"getGroupList#2", "createGroup#10"})
    void everybody_hears_of_a_new_group() {
        var annToo = anotherInstanceOf(ann);

        var made = result(ann.chat.createGroup(
                new GroupCreation("Hikers").introduction("Up and down").members(List.of(bob.userID))));

        var group = made.group();
        assertThat(made.overLimitUserIDList()).isEmpty();
        assertThat(group.groupID()).startsWith("@TGS#").doesNotStartWith("@TGS#_");
        assertThat(group.type()).isEqualTo(Types.GRP_WORK);
        assertThat(group.name()).isEqualTo("Hikers");
        assertThat(group.introduction()).isEqualTo("Up and down");
        assertThat(group.notification()).isEmpty();
        assertThat(group.ownerID()).isEqualTo(ann.userID);
        assertThat(group.memberCount()).isEqualTo(2);
        assertThat(group.maxMemberCount()).isEqualTo(200);
        assertThat(group.nextMessageSeq()).isEqualTo(2);
        assertThat(group.selfInfo().userID()).isEqualTo(ann.userID);
        assertThat(group.selfInfo().role()).isEqualTo(Types.GRP_MBR_ROLE_OWNER);
        for (Person person : List.of(ann, annToo, bob)) {
            var tip = person.awaitTip();
            assertThat(tip.operationType()).isEqualTo(Types.GRP_TIP_MBR_JOIN);
            assertThat(tip.operatorID()).isEqualTo(ann.userID);
            assertThat(tip.userIDList()).containsExactly(bob.userID);
            assertThat(tip.memberCount()).isEqualTo(2);
            assertThat(tip.groupProfile().groupName()).isEqualTo("Hikers");
            assertThat(tip.groupProfile().from()).isEqualTo(Types.CONV_SYSTEM);
            assertThat(tip.groupProfile().to()).isEqualTo(group.groupID());
            var listed = person.awaitGroups(list ->
                            !list.isEmpty() && list.getFirst().lastMessage().lastSequence() == 1)
                    .getFirst();
            assertThat(listed.groupID()).isEqualTo(group.groupID());
            assertThat(listed.lastMessage().messageForShow()).isEqualTo("[群提示消息]");
            assertThat(person.groups()).containsExactly(listed);
            var conversation = person
                    .awaitConversations(list ->
                            list.stream().anyMatch(one -> one.conversationID().equals(conversationID(group))))
                    .stream()
                    .filter(one -> one.type().equals(Types.CONV_GROUP))
                    .findFirst()
                    .orElseThrow();
            assertThat(conversation.subType()).isEqualTo(Types.GRP_WORK);
            assertThat(conversation.toAccount()).isEqualTo(group.groupID());
            assertThat(conversation.unreadCount()).isZero();
            assertThat(conversation.groupProfile().name()).isEqualTo("Hikers");
            assertThat(conversation.userProfile()).isNull();
        }
        assertThat(bob.awaitNotice().operationType()).isEqualTo(7);
        assertThat(ann.awaitNotice().operationType()).isEqualTo(6);
        assertThat(annToo.awaitNotice().operationType()).isEqualTo(6);
        assertThat(ann.unexpectedTips()).isEmpty();
        assertThat(bob.unexpectedTips()).isEmpty();
    }

    @Test
    @Rule({"createGroup#3", "createGroup#8", "createGroup#12", "createGroup#10"})
    void options_are_those_of_the_type_unless_given() {
        var open = group(new GroupCreation("Open")
                .type(Types.GRP_PUBLIC)
                .joinOption(Types.JOIN_OPTIONS_FREE_ACCESS)
                .inviteOption(Types.INVITE_OPTIONS_NEED_PERMISSION)
                .maxMemberNum(5));
        var meeting = group(
                new GroupCreation("Meeting").type(Types.GRP_MEETING).joinOption(Types.JOIN_OPTIONS_DISABLE_APPLY));

        assertThat(open.joinOption()).isEqualTo(Types.JOIN_OPTIONS_FREE_ACCESS);
        assertThat(open.inviteOption()).isEqualTo(Types.INVITE_OPTIONS_NEED_PERMISSION);
        assertThat(open.maxMemberCount()).isEqualTo(5);
        assertThat(meeting.joinOption()).isEqualTo(Types.JOIN_OPTIONS_FREE_ACCESS);
        assertThat(meeting.maxMemberCount()).isEqualTo(10_000);
    }

    @Test
    @Rule({"createGroup#4", "createGroup#7", "createGroup#9"})
    void ids_and_texts_out_of_range_are_refused() {
        var id = server.freshUserID("hikers");
        assertThat(group(new GroupCreation("Hikers").groupID(id)).groupID()).isEqualTo(id);

        assertThat(creationError(new GroupCreation("Hikers").groupID("@TGS#mine")))
                .isEqualTo(2602);
        assertThat(creationError(new GroupCreation("Hikers").groupID(id))).isEqualTo(10025);
        assertThat(creationError(
                        new GroupCreation("Hikers").type(Types.GRP_COMMUNITY).groupID(id + "c")))
                .isEqualTo(2602);
        assertThat(creationError(new GroupCreation("Hikers").type("Club"))).isEqualTo(2600);
        assertThat(creationError(new GroupCreation("n".repeat(101)))).isEqualTo(10004);
        assertThat(creationError(new GroupCreation("Hikers").members(List.of("nobody-here"))))
                .isEqualTo(10019);
        assertThatThrownBy(() -> new GroupCreation("")).isInstanceOf(IllegalArgumentException.class);
    }

    private int creationError(GroupCreation options) {
        return errorOf(ann.chat.createGroup(options)).code();
    }

    @Test
    @Rule({"dismissGroup#1", "dismissGroup#2", "dismissGroup#3", "deleteConversation#4"})
    void a_dismissed_group_leaves_its_conversation_behind() {
        var work = groupWithBob(Types.GRP_WORK);
        var open = groupWithBob(Types.GRP_PUBLIC);
        bob.awaitGroups(list -> list.size() == 2);
        ann.send("hi").to(open);
        bob.awaitConversations(list -> list.stream()
                .anyMatch(one -> one.unreadCount() == 1 && one.type().equals("GROUP")));
        assertThat(errorOf(ann.chat.dismissGroup(work.groupID())).code()).isEqualTo(10007);
        assertThat(errorOf(bob.chat.dismissGroup(open.groupID())).code()).isEqualTo(10007);
        bob.awaitNotice();
        bob.awaitNotice();

        assertThat(result(ann.chat.dismissGroup(open.groupID()))).isEqualTo(open.groupID());

        for (Person person : List.of(ann, bob)) {
            person.awaitGroups(
                    list -> list.size() == 1 && list.getFirst().groupID().equals(work.groupID()));
            assertThat(person.conversationIn(open).lastMessage().messageForShow())
                    .isEqualTo("hi");
        }
        var notice = bob.awaitNotice();
        assertThat(notice.operationType()).isEqualTo(5);
        assertThat(notice.groupProfile().groupID()).isEqualTo(open.groupID());
        assertThat(notice.groupProfile().to()).isEqualTo(bob.userID);
        assertThat(errorOf(bob.chat.sendMessage(bob.messageTo(open, "still there?")))
                        .code())
                .isIn(10007, 10010);
        result(bob.chat.setMessageRead(conversationID(open)));
        assertThat(bob.conversationIn(open).unreadCount()).isZero();
        assertThat(bob.chat.getTotalUnreadMessageCount()).isZero();
        result(bob.chat.deleteConversation(conversationID(open)));
        assertThat(bob.conversations()).noneMatch(one -> one.conversationID().equals(conversationID(open)));
    }

    @Test
    @Rule("deleteConversation#4")
    void what_is_here_of_a_group_that_was_left_comes_in_the_pages_asked_for() {
        var group = groupWithBob(Types.GRP_PUBLIC);
        var id = conversationID(group);
        var said =
                Stream.of("a", "b", "c").map(text -> ann.send(text).to(group)).toList();
        bob.awaitTexts(3);
        result(bob.chat.quitGroup(group.groupID()));
        var middle = said.get(1);

        assertThat(hopped(MessageHoppingQuery.fromSequence(id, middle.sequence(), MessageHoppingQuery.NEWER)))
                .containsExactly("b", "c");
        assertThat(hopped(MessageHoppingQuery.fromSequence(id, middle.sequence(), MessageHoppingQuery.OLDER)))
                .containsExactly("a", "b");
        assertThat(hopped(MessageHoppingQuery.newest(id))).containsExactly("a", "b", "c");
        assertThat(hopped(MessageHoppingQuery.fromTime(id, middle.time(), MessageHoppingQuery.NEWER)))
                .isEmpty();
        assertThat(Person.texts(result(bob.chat.getMessageList(MessageListQuery.before(id, middle.id())))
                        .messageList()))
                .containsExactly("a");
        assertThat(Person.texts(result(bob.chat.getMessageList(MessageListQuery.newest(id)))
                        .messageList()))
                .containsExactly("a", "b", "c");
    }

    private List<String> hopped(MessageHoppingQuery query) {
        return Person.texts(result(bob.chat.getMessageListHopping(query)).messageList());
    }

    @Test
    @Rule({
        "updateGroupProfile#2",
        "updateGroupProfile#5",
        "updateGroupProfile#6",
        "updateGroupProfile#7",
        "setGroupMemberMuteTime#3"
    })
    void members_hear_what_changed_in_a_profile() {
        server.set("group.customFields", List.of("level"));
        var group = groupWithBob(Types.GRP_PUBLIC);
        bob.awaitTip();

        var changed = result(ann.chat.updateGroupProfile(new GroupUpdate(group.groupID())
                .name("Climbers")
                .inviteOption(Types.INVITE_OPTIONS_FREE_ACCESS)
                .muteAllMembers(true)
                .groupCustomField(List.of(new GroupField("level", "hard")))));

        assertThat(changed.name()).isEqualTo("Climbers");
        assertThat(changed.infoSequence()).isEqualTo(group.infoSequence() + 1);
        for (Person person : List.of(ann, bob)) {
            var listed = person.awaitGroups(
                            list -> !list.isEmpty() && list.getFirst().name().equals("Climbers"))
                    .getFirst();
            assertThat(listed.inviteOption()).isEqualTo(Types.INVITE_OPTIONS_FREE_ACCESS);
            assertThat(listed.muteAllMembers()).isTrue();
            assertThat(listed.groupCustomField()).containsExactly(new GroupField("level", "hard"));
            assertThat(listed.selfInfo().userID()).isEqualTo(person.userID);
            person.awaitConversations(list -> list.stream()
                    .anyMatch(one -> one.groupProfile() != null
                            && one.groupProfile().name().equals("Climbers")));
        }
        var tip = bob.awaitTip();
        assertThat(tip.operationType()).isEqualTo(Types.GRP_TIP_GRP_PROFILE_UPDATED);
        assertThat(tip.newGroupProfile().groupName()).isEqualTo("Climbers");
        assertThat(tip.newGroupProfile().introduction()).isNull();
        assertThat(tip.newGroupProfile().groupCustomField()).containsExactly(new GroupField("level", "hard"));
        assertThat(errorOf(bob.chat.updateGroupProfile(new GroupUpdate(group.groupID()).name("Bob's")))
                        .code())
                .isEqualTo(10007);
        assertThat(errorOf(bob.chat.sendMessage(bob.messageTo(group, "mmmh"))).code())
                .isEqualTo(10017);
        result(ann.chat.updateGroupProfile(new GroupUpdate(group.groupID()).muteAllMembers(false)));
        bob.awaitGroups(list -> !list.getFirst().muteAllMembers());
        bob.send("aah").to(group);
    }

    @Test
    @Rule({"changeGroupOwner#1", "changeGroupOwner#2"})
    void a_group_gets_another_owner() {
        var group = groupWithBob(Types.GRP_PUBLIC);
        bob.awaitTip();
        ann.awaitTip();
        assertThat(errorOf(bob.chat.changeGroupOwner(group.groupID(), bob.userID))
                        .code())
                .isEqualTo(2621);
        assertThat(errorOf(ann.chat.changeGroupOwner(group.groupID(), eve.userID))
                        .code())
                .isEqualTo(2623);

        var changed = result(ann.chat.changeGroupOwner(group.groupID(), bob.userID));

        assertThat(changed.ownerID()).isEqualTo(bob.userID);
        assertThat(changed.selfInfo().role()).isEqualTo(Types.GRP_MBR_ROLE_MEMBER);
        for (Person person : List.of(ann, bob)) {
            assertThat(person.awaitTip().newGroupProfile().ownerID()).isEqualTo(bob.userID);
        }
        bob.awaitGroups(list -> list.getFirst().selfInfo().role().equals(Types.GRP_MBR_ROLE_OWNER)
                && list.getFirst().ownerID().equals(bob.userID));
        ann.awaitGroups(list -> list.getFirst().selfInfo().role().equals(Types.GRP_MBR_ROLE_MEMBER));
        assertThat(errorOf(ann.chat.changeGroupOwner(group.groupID(), bob.userID))
                        .code())
                .isEqualTo(10007);
    }

    @Test
    @Rule({"getGroupMemberList#3", "getGroupMemberList#4", "getGroupMemberList#7", "getGroupMemberList#9"})
    void members_come_in_pages() {
        result(bob.chat.updateMyProfile(new ProfileUpdate().nick("Bob")));
        var group = result(ann.chat.createGroup(new GroupCreation("Hikers")
                        .type(Types.GRP_PUBLIC)
                        .memberList(List.of(
                                new NewMember(bob.userID, Types.GRP_MBR_ROLE_ADMIN, null),
                                new NewMember(eve.userID, null, null)))))
                .group();
        var query = GroupMemberQuery.of(group.groupID()).withCount(2);

        var first = result(ann.chat.getGroupMemberList(query));
        var second = result(ann.chat.getGroupMemberList(query.from(first.offset())));

        assertThat(first.memberList()).hasSize(2);
        assertThat(first.offset()).isNotEqualTo("0");
        assertThat(second.offset()).isEqualTo("0");
        var all = new ArrayList<>(first.memberList());
        all.addAll(second.memberList());
        assertThat(all)
                .extracting(GroupMember::userID)
                .containsExactlyInAnyOrder(ann.userID, bob.userID, eve.userID)
                .hasSize(group.memberCount());
        var admins = result(ann.chat.getGroupMemberList(query.withCount(100).withRole(Types.GRP_MBR_ROLE_ADMIN)))
                .memberList();
        assertThat(admins).extracting(GroupMember::nick).containsExactly("Bob");
        assertThat(admins.getFirst().nameCard()).isEmpty();
        assertThat(admins.getFirst().muteUntil()).isZero();
        var stranger = signIn("stranger");
        var nobody = result(stranger.chat.getGroupMemberList(query));
        assertThat(nobody.memberList()).isEmpty();
        assertThat(nobody.offset()).isEqualTo("0");
    }

    @Test
    @Rule("getGroupList#4")
    void a_group_that_is_not_among_the_conversations_tells_when_something_was_said() {
        var group = groupWithBob(Types.GRP_PUBLIC);
        Person.awaitNextSecond();
        var said = ann.send("hi").to(group);
        bob.awaitTexts(1);
        result(bob.chat.deleteConversation(Person.conversationID(group)));
        assertThat(bob.groups().getFirst().lastMessage()).isEqualTo(LastMessage.at(said.time()));

        var bobToo = anotherInstanceOf(bob);

        assertThat(bobToo.conversations()).extracting(Conversation::type).doesNotContain(Types.CONV_GROUP);
        for (var shown : List.of(bobToo.groups().getFirst(), result(bobToo.chat.getGroupProfile(group.groupID())))) {
            assertThat(shown.lastMessage().lastTime()).isEqualTo(said.time());
            assertThat(shown.lastMessage().payload()).isNull();
        }
    }

    @Test
    @Rule("general#6")
    void of_too_many_members_the_first_are_taken_in() {
        var many = new ArrayList<>(Collections.nCopies(500, bob.userID));
        many.add(eve.userID);

        assertThat(group(new GroupCreation("Hikers").members(many)).memberCount())
                .isEqualTo(2);
    }

    @Test
    @Rule("setMessageRemindType#1")
    void a_group_says_how_its_member_wants_to_hear_of_it() {
        var group = groupWithBob(Types.GRP_PUBLIC);
        var town = group(new GroupCreation("Town").type(Types.GRP_COMMUNITY).supportTopic());
        for (var groupID : List.of(group.groupID(), town.groupID())) {
            result(ann.chat.setMessageRemindType(groupID, Types.MSG_REMIND_ACPT_NOT_NOTE));
        }

        for (var shown : List.of(
                result(ann.chat.getGroupProfile(group.groupID())),
                result(ann.chat.updateGroupProfile(new GroupUpdate(group.groupID()).name("Climbers"))),
                result(ann.chat.getJoinedCommunityList()).groupList().getFirst())) {
            assertThat(shown.selfInfo().messageRemindType()).isEqualTo(Types.MSG_REMIND_ACPT_NOT_NOTE);
        }
    }

    @Test
    @Rule("getGroupOnlineMemberCount#2")
    void only_who_is_a_member_by_now_learns_how_many_are_online() {
        var group =
                group(new GroupCreation("Climbers").type(Types.GRP_PUBLIC).joinOption(Types.JOIN_OPTIONS_FREE_ACCESS));
        assertThat(result(bob.chat.getGroupOnlineMemberCount(group.groupID()))).isZero();

        result(bob.chat.joinGroup(group.groupID()));

        assertThat(result(bob.chat.getGroupOnlineMemberCount(group.groupID()))).isEqualTo(2);

        result(bob.chat.quitGroup(group.groupID()));

        assertThat(result(bob.chat.getGroupOnlineMemberCount(group.groupID()))).isZero();
    }

    @Test
    @Rule({"addGroupMember#1", "addGroupMember#2", "addGroupMember#3", "addGroupMember#7"})
    void members_are_taken_in_as_the_group_allows() {
        var work = groupWithBob(Types.GRP_WORK);
        var open = groupWithBob(Types.GRP_PUBLIC);
        bob.awaitGroups(list -> list.size() == 2);

        var added = result(bob.chat.addGroupMember(work.groupID(), List.of(eve.userID, ann.userID)));

        assertThat(added.successUserIDList()).containsExactly(eve.userID);
        assertThat(added.existedUserIDList()).containsExactly(ann.userID);
        assertThat(added.failureUserIDList()).isEmpty();
        assertThat(added.overLimitUserIDList()).isEmpty();
        assertThat(added.group().memberCount()).isEqualTo(3);
        assertThat(eve.awaitTip().groupJoinType()).isEqualTo(2);
        assertThat(eve.awaitNotice().operationType()).isEqualTo(7);
        eve.awaitGroups(list -> list.size() == 1);
        ann.awaitGroups(list -> list.stream().anyMatch(one -> one.memberCount() == 3));
        assertThat(errorOf(bob.chat.addGroupMember(work.groupID(), List.of("nobody-here")))
                        .code())
                .isEqualTo(10019);
        assertThat(errorOf(bob.chat.addGroupMember(open.groupID(), List.of(eve.userID)))
                        .code())
                .isEqualTo(10007);
        result(ann.chat.updateGroupProfile(
                new GroupUpdate(open.groupID()).inviteOption(Types.INVITE_OPTIONS_FREE_ACCESS)));
        assertThat(result(bob.chat.addGroupMember(open.groupID(), List.of(eve.userID)))
                        .successUserIDList())
                .containsExactly(eve.userID);
    }

    @Test
    @Rule({"deleteGroupMember#4", "updateGroupProfile#7"})
    void who_is_put_out_hears_of_it() {
        var group = result(ann.chat.createGroup(new GroupCreation("Hikers")
                        .type(Types.GRP_PUBLIC)
                        .memberList(List.of(
                                new NewMember(bob.userID, Types.GRP_MBR_ROLE_ADMIN, null),
                                new NewMember(eve.userID, null, null)))))
                .group();
        eve.awaitGroups(list -> list.size() == 1);
        eve.awaitNotice();
        eve.awaitTip();
        ann.awaitTip();
        assertThat(errorOf(eve.chat.deleteGroupMember(group.groupID(), List.of(bob.userID)))
                        .code())
                .isEqualTo(10007);
        assertThat(errorOf(bob.chat.deleteGroupMember(group.groupID(), List.of(ann.userID)))
                        .code())
                .isEqualTo(10007);

        var deleted = result(bob.chat.deleteGroupMember(group.groupID(), List.of(eve.userID), "too loud", null));

        assertThat(deleted.userIDList()).containsExactly(eve.userID);
        assertThat(deleted.group().memberCount()).isEqualTo(2);
        eve.awaitGroups(List::isEmpty);
        var notice = eve.awaitNotice();
        assertThat(notice.operationType()).isEqualTo(4);
        assertThat(notice.operatorID()).isEqualTo(bob.userID);
        assertThat(notice.handleMessage()).isEqualTo("too loud");
        var tip = ann.awaitTip();
        assertThat(tip.operationType()).isEqualTo(Types.GRP_TIP_MBR_KICKED_OUT);
        assertThat(tip.memberList().getFirst().reason()).isEqualTo("too loud");
        assertThat(eve.unexpectedTips()).isEmpty();
        assertThat(errorOf(bob.chat.deleteGroupMember(group.groupID(), List.of(eve.userID)))
                        .code())
                .isEqualTo(2623);
    }

    @Test
    void a_duration_is_of_no_account_where_nobody_is_banned() {
        var group = groupWithBob(Types.GRP_PUBLIC);

        var deleted = result(ann.chat.deleteGroupMember(group.groupID(), List.of(bob.userID), "too loud", 0));

        assertThat(deleted.userIDList()).containsExactly(bob.userID);
    }

    @Test
    @Rule("general#9")
    void profiles_are_asked_for_eight_times_a_second() {
        var group = group(new GroupCreation("Hikers"));
        var calls = new ArrayList<java.util.concurrent.CompletableFuture<Group>>();
        for (int i = 0; i < 9; i++) {
            calls.add(ann.chat.getGroupProfile(group.groupID()));
        }

        assertThat(errorOf(calls.getLast()).code()).isEqualTo(2996);
        calls.subList(0, 8).forEach(Person::result);
    }
}
