package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.group.GroupField;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Live rooms: who is in hears what is said, and nothing is kept.
class LiveRoomTest extends Scenario {
    private final Person ann = signIn("ann");
    private final Person bob = signIn("bob");
    private Group room;

    @BeforeEach
    void aRoomOfAnns() {
        room = newRoom("Launch");
    }

    private Group newRoom(String name) {
        return result(ann.chat.createGroup(new GroupCreation(name).type(Types.GRP_AVCHATROOM)))
                .group();
    }

    private JoinGroupResult join(Person person) {
        return join(person, room);
    }

    private static JoinGroupResult join(Person person, Group room) {
        return result(person.chat.joinGroup(room.groupID()));
    }

    private static boolean isListed(Person person, Group room) {
        return person.conversations().stream()
                .anyMatch(one -> one.conversationID().equals(conversationID(room)));
    }

    @Test
    @Rule({
        "createGroup#1",
        "joinGroup#4",
        "joinGroup#6",
        "sendMessage#23",
        "getGroupList#1",
        "getMessageList#1",
        "deleteMessage#5"
    })
    void who_is_in_hears_what_is_said_and_has_the_conversation_while_they_are() {
        assertThat(isListed(ann, room)).isFalse();
        assertThat(errorOf(ann.chat.sendMessage(ann.messageTo(room, "hello?"))).code())
                .isEqualTo(2101);
        assertThat(join(ann).status()).isEqualTo(Types.JOIN_STATUS_SUCCESS);
        assertThat(ann.awaitTip().userIDList()).containsExactly(ann.userID);

        var joined = join(bob);
        assertThat(joined.group().memberCount()).isEqualTo(2);
        assertThat(joined.group().selfInfo().role()).isEqualTo(Types.GRP_MBR_ROLE_MEMBER);
        for (Person person : List.of(ann, bob)) {
            var tip = person.awaitTip();
            assertThat(tip.operationType()).isEqualTo(Types.GRP_TIP_MBR_JOIN);
            assertThat(tip.userIDList()).containsExactly(bob.userID);
            assertThat(tip.memberCount()).isEqualTo(2);
        }
        result(bob.chat.updateMyProfile(new ProfileUpdate().level(7)));
        var loud = bob.chat.createTextMessage(
                CreateOptions.toGroup(room.groupID(), new TextPayload("hi")).withPriority(Types.MSG_PRIORITY_HIGH));
        assertThat(result(bob.chat.sendMessage(loud)).status()).isEqualTo(MessageStatus.SUCCESS);
        bob.send("there").to(room);

        var heard = ann.awaitMessage();
        assertThat(Person.text(heard)).isEqualTo("hi");
        assertThat(heard.priority()).isEqualTo(Types.MSG_PRIORITY_HIGH);
        assertThat(heard.level()).isEqualTo(7);
        assertThat(heard.conversationSubType()).isEqualTo(Types.GRP_AVCHATROOM);
        assertThat(ann.awaitTexts(1)).containsExactly("there");
        assertThat(ann.chat.findMessage(heard.id())).contains(heard);
        for (Person person : List.of(ann, bob)) {
            person.awaitConversations(list -> list.stream()
                    .anyMatch(one -> one.lastMessage().messageForShow().equals("there")));
            var conversation = person.conversationIn(room);
            assertThat(conversation.unreadCount()).isZero();
            assertThat(conversation.subType()).isEqualTo(Types.GRP_AVCHATROOM);
            assertThat(conversation.groupProfile().memberCount()).isEqualTo(2);
            assertThat(person.groups()).isEmpty();
        }
        assertThat(result(ann.chat.getConversationProfile(conversationID(room)))
                        .groupProfile()
                        .name())
                .isEqualTo("Launch");
        var history = result(ann.chat.getMessageList(MessageListQuery.newest(conversationID(room))));
        assertThat(history.messageList()).isEmpty();
        assertThat(history.isCompleted()).isTrue();
        assertThat(errorOf(ann.chat.deleteMessage(List.of(heard))).code()).isEqualTo(10035);

        assertThat(result(bob.chat.quitGroup(room.groupID()))).isEqualTo(room.groupID());
        assertThat(ann.awaitTip().operationType()).isEqualTo(Types.GRP_TIP_MBR_QUIT);
        assertThat(isListed(bob, room)).isFalse();
        ann.send("without bob").to(room);
        assertThat(errorOf(ann.chat.quitGroup(room.groupID())).code()).isEqualTo(10009);
        assertThat(bob.unexpectedMessages()).isEmpty();
    }

    @Test
    @Rule({"joinGroup#2", "joinGroup#7", "getMessageList#2"})
    void who_joins_another_room_leaves_the_first_and_is_shown_what_was_said() {
        server.set("group.liveHistoryForNewcomers", 2);
        join(ann);
        List.of("1", "2", "3").forEach(text -> ann.send(text).to(room));
        join(bob);
        assertThat(bob.awaitTexts(2)).containsExactly("2", "3");
        var bobToo = anotherInstanceOf(bob);
        var other = newRoom("Party");

        assertThat(join(bobToo, other).status()).isEqualTo(Types.JOIN_STATUS_SUCCESS);

        bob.awaitConversations(list -> list.stream()
                .anyMatch(one -> one.conversationID().equals(conversationID(other)))); // the instances go together
        assertThat(isListed(bob, room)).isFalse();
        assertThat(errorOf(bob.chat.sendMessage(bob.messageTo(room, "still here?")))
                        .code())
                .isEqualTo(2101);
        bob.send("hi").to(other);
        assertThat(bobToo.awaitTexts(1)).containsExactly("hi");
        result(bobToo.chat.quitGroup(other.groupID()));
        assertThat(bob.awaitNotice().operationType()).isEqualTo(8);
        bob.awaitConversations(
                list -> list.stream().noneMatch(one -> one.conversationID().equals(conversationID(other))));
    }

    @Test
    @Rule({"revokeMessage#4", "modifyMessage#1"})
    void what_was_said_is_taken_back_but_not_changed() {
        join(ann);
        join(bob);
        var said = bob.send("oops").to(room);
        var heard = ann.awaitMessage();
        said.setPayload(new TextPayload("better"));
        assertThat(errorOf(bob.chat.modifyMessage(said)).code()).isEqualTo(2481);

        assertThat(result(bob.chat.revokeMessage(said)).isRevoked()).isTrue();

        assertThat(ann.await(Events.MESSAGE_REVOKED)).containsExactly(heard);
        assertThat(heard.isRevoked()).isTrue();
        assertThat(heard.revokerInfo().userID()).isEqualTo(bob.userID);
        ann.awaitConversations(
                list -> list.stream().anyMatch(one -> one.lastMessage().isRevoked()));
        var rude = bob.send("rude").to(room);
        result(ann.chat.revokeMessage(ann.awaitMessage()));
        assertThat(bob.await(Events.MESSAGE_REVOKED)).containsExactly(rude);
    }

    @Test
    @Rule({"deleteGroupMember#1", "deleteGroupMember#2", "deleteGroupMember#3", "setGroupMemberMuteTime#2", "general#5"
    })
    void who_is_muted_says_nothing_and_who_is_banned_is_out() {
        join(ann);
        join(bob);
        bob.awaitTip();
        result(ann.chat.setGroupMemberMuteTime(room.groupID(), bob.userID, 60));
        assertThat(bob.awaitTip().memberList().getFirst().muteTime()).isEqualTo(60);
        assertThat(errorOf(bob.chat.sendMessage(bob.messageTo(room, "mmmh"))).code())
                .isEqualTo(10017);
        var users = List.of(bob.userID);
        assertThat(errorOf(ann.chat.deleteGroupMember(room.groupID(), users)).code())
                .isEqualTo(2686);
        assertThat(errorOf(ann.chat.deleteGroupMember(room.groupID(), users, "spam", 0))
                        .code())
                .isEqualTo(2686);
        server.set("group.liveBan", false);
        assertThat(errorOf(ann.chat.deleteGroupMember(room.groupID(), users, "spam", 60))
                        .code())
                .isEqualTo(3122);
        server.set("group.liveBan", null);

        assertThat(result(ann.chat.deleteGroupMember(room.groupID(), users, "spam", 60))
                        .userIDList())
                .containsExactly(bob.userID);

        assertThat(bob.awaitNotice().operationType()).isEqualTo(21);
        bob.awaitConversations(list -> list.stream().noneMatch(one -> one.type().equals(Types.CONV_GROUP)));
        assertThat(errorOf(bob.chat.joinGroup(room.groupID())).code()).isEqualTo(10007);
    }

    @Test
    @Rule({
        "markGroupMemberList#1",
        "getGroupMemberList#5",
        "getGroupMemberList#6",
        "joinGroup#3",
        "getGroupOnlineMemberCount#2"
    })
    void the_owner_marks_members_and_lists_them_by_mark() {
        join(ann);
        join(bob);
        var marked = result(ann.chat.markGroupMemberList(room.groupID(), List.of(bob.userID, "nobody"), 1000, true));
        assertThat(marked.successUserIDList()).containsExactly(bob.userID);
        assertThat(marked.failureUserIDList()).containsExactly("nobody");
        assertThat(errorOf(bob.chat.markGroupMemberList(room.groupID(), List.of(ann.userID), 1000, true))
                        .code())
                .isEqualTo(10007);
        assertThatThrownBy(() -> ann.chat.markGroupMemberList(room.groupID(), List.of(bob.userID), 999, true))
                .isInstanceOf(IllegalArgumentException.class);

        var all = result(bob.chat.getGroupMemberList(GroupMemberQuery.of(room.groupID())));
        assertThat(all.memberList()).extracting(GroupMember::userID).containsExactly(bob.userID, ann.userID);
        assertThat(errorOf(bob.chat.getGroupMemberList(GroupMemberQuery.of(room.groupID())))
                        .code())
                .isEqualTo(2996);
        var filtered = result(ann.chat.getGroupMemberList(
                new GroupMemberQuery(room.groupID(), 15, GroupMemberQuery.START, null, 1000)));
        assertThat(filtered.memberList()).extracting(GroupMember::userID).containsExactly(bob.userID);
        assertThat(filtered.memberList().getFirst().markType()).containsExactly(1000);
        assertThat(result(ann.chat.getGroupOnlineMemberCount(room.groupID()))).isEqualTo(2);
    }

    @Test
    @Rule({"markGroupMemberList#2", "markGroupMemberList#3"})
    void a_room_has_ten_marks_unless_they_are_switched_off() {
        join(bob);
        var id = room.groupID();
        var users = List.of(bob.userID);
        for (int mark = 1000; mark < 1010; mark++) {
            result(ann.chat.markGroupMemberList(id, users, mark, true));
        }
        assertThat(errorOf(ann.chat.markGroupMemberList(id, users, 1010, true)).code())
                .isEqualTo(10004);
        result(ann.chat.markGroupMemberList(id, users, 1003, false));
        result(ann.chat.markGroupMemberList(id, users, 1010, true));

        server.set("group.liveMarks", false);

        assertThat(errorOf(ann.chat.markGroupMemberList(id, users, 1000, true)).code())
                .isEqualTo(3122);
    }

    @Test
    @Rule({"getGroupMemberList#5", "joinGroup#3"})
    void without_their_list_the_newest_thirty_members_are_shown() throws Exception {
        join(ann);
        join(bob);
        var guests = server.registered("guest", 40);
        try (var database = server.database();
                var enter = database.prepareStatement("""
                        INSERT INTO live_member (tiny_id, node, group_id, joined_at)
                        SELECT guest.tiny_id, bob.node, bob.group_id, bob.joined_at + 1
                        FROM live_member bob CROSS JOIN account guest
                        WHERE bob.tiny_id = (SELECT tiny_id FROM account WHERE user_id = ?)
                            AND guest.user_id = ANY (?)
                        """)) {
            enter.setString(1, bob.userID);
            enter.setArray(2, database.createArrayOf("text", guests.toArray()));
            assertThat(enter.executeUpdate()).isEqualTo(40);
        }
        server.set("group.liveMemberList", false);
        var newest = result(bob.chat.getGroupMemberList(GroupMemberQuery.of(room.groupID())));

        assertThat(newest.memberList())
                .hasSize(30)
                .extracting(GroupMember::userID)
                .doesNotContain(ann.userID, bob.userID);
        assertThat(newest.offset()).isEqualTo(GroupMemberQuery.START);

        server.set("group.liveMemberList", null);
        var all = result(ann.chat.getGroupMemberList(GroupMemberQuery.of(room.groupID())));
        assertThat(all.memberList()).hasSize(42).extracting(GroupMember::userID).endsWith(bob.userID, ann.userID);
    }

    @Test
    @Rule({"setGroupMemberCustomField#1", "setGroupMemberNameCard#1", "getGroupMemberProfile#1"})
    void members_have_no_profile() {
        server.set("group.memberCustomFields", List.of("city"));
        join(bob);
        var id = room.groupID();

        assertThat(List.<CompletableFuture<?>>of(
                        bob.chat.setGroupMemberCustomField(id, null, List.of(new GroupField("city", "Oslo"))),
                        bob.chat.setGroupMemberNameCard(id, null, "Bobby"),
                        bob.chat.getGroupMemberProfile(id, List.of(bob.userID))))
                .allSatisfy(call -> assertThat(errorOf(call).code()).isEqualTo(2687));
    }

    @Test
    @Rule({"initGroupAttributes#2", "setGroupAttributes#2", "deleteGroupAttributes#2", "getGroupAttributes#2"})
    void attributes_and_counters_are_shared_by_who_is_in() {
        var id = room.groupID();
        assertThat(List.<CompletableFuture<?>>of(
                        bob.chat.initGroupAttributes(id, Map.of("song", "1")),
                        bob.chat.setGroupAttributes(id, Map.of("song", "1")),
                        bob.chat.deleteGroupAttributes(id, List.of()),
                        bob.chat.getGroupAttributes(id, List.of())))
                .allSatisfy(call -> assertThat(errorOf(call).code()).isEqualTo(10007));
        join(ann);
        join(bob);
        result(bob.chat.initGroupAttributes(id, Map.of("song", "1")));
        assertThat(ann.await(Events.GROUP_ATTRIBUTES_UPDATED).groupAttributes()).isEqualTo(Map.of("song", "1"));
        result(ann.chat.setGroupAttributes(id, Map.of("song", "2")));
        bob.awaitUntil(
                Events.GROUP_ATTRIBUTES_UPDATED, told -> told.groupAttributes().equals(Map.of("song", "2")));
        assertThat(result(bob.chat.getGroupAttributes(id, List.of("song")))).isEqualTo(Map.of("song", "2"));
        assertThat(result(bob.chat.deleteGroupAttributes(id, List.of("song")))).containsExactly("song");
        ann.awaitUntil(
                Events.GROUP_ATTRIBUTES_UPDATED, told -> told.groupAttributes().isEmpty());
        result(ann.chat.increaseGroupCounter(room.groupID(), "likes", 2));
        assertThat(bob.await(Events.GROUP_COUNTER_UPDATED).value()).isEqualTo(2);
    }

    @Test
    @Rule({"dismissGroup#3", "updateGroupProfile#4", "updateGroupProfile#6"})
    void the_owner_changes_and_ends_the_room() {
        join(ann);
        join(bob);
        bob.awaitTip();
        result(ann.chat.updateGroupProfile(
                new GroupUpdate(room.groupID()).name("Relaunch").muteAllMembers(true)));
        assertThat(bob.awaitTip().newGroupProfile().groupName()).isEqualTo("Relaunch");
        bob.awaitConversations(list -> list.stream()
                .anyMatch(one ->
                        one.groupProfile() != null && one.groupProfile().name().equals("Relaunch")));
        assertThat(errorOf(bob.chat.sendMessage(bob.messageTo(room, "mmmh"))).code())
                .isEqualTo(10017);

        result(ann.chat.dismissGroup(room.groupID()));

        assertThat(bob.awaitNotice().operationType()).isEqualTo(5);
        bob.awaitConversations(list -> list.stream().noneMatch(one -> one.type().equals(Types.CONV_GROUP)));
        assertThat(isListed(ann, room)).isFalse();
        assertThat(errorOf(bob.chat.joinGroup(room.groupID())).code()).isEqualTo(10010);
    }

    @Test
    void a_back_end_speaks_in_all_rooms() {
        join(ann);
        server.call(
                "group_open_http_svc/send_broadcast_msg",
                Map.of(
                        "Random",
                        7,
                        "MsgBody",
                        List.of(Map.of("MsgType", Types.MSG_TEXT, "MsgContent", Map.of("Text", "in five minutes")))));

        var heard = ann.awaitMessage();

        assertThat(Person.text(heard)).isEqualTo("in five minutes");
        assertThat(heard.isBroadcastMessage()).isTrue();
        assertThat(heard.conversationID()).isEqualTo(conversationID(room));
        assertThat(ann.conversationIn(room).lastMessage().messageForShow()).isEqualTo("in five minutes");
    }

    @Test
    void who_was_cut_off_comes_back_into_the_room_before_what_they_said_goes_out() {
        try (var cable = new Cable(server.port())) {
            var eve = person(server.freshUserID("eve"), ChatOptions.of(TestServer.APP, cable.address()))
                    .logIn();
            join(ann);
            join(eve);
            cable.pullOut();
            ann.send("unheard").to(room);
            var said = eve.chat.sendMessage(eve.messageTo(room, "back again"));

            cable.plugIn();

            result(said);
            assertThat(ann.awaitTexts(1)).containsExactly("back again");
            ann.send("hello").to(room);
            assertThat(eve.awaitTexts(1)).containsExactly("hello");
            assertThat(isListed(eve, room)).isTrue();
        }
    }
}
