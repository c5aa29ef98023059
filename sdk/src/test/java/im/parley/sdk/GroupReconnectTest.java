package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What happens in groups while Ann's cable is pulled out.
class GroupReconnectTest extends Scenario {
    private final Cable cable = new Cable(server.port());
    private final Person ann = person(server.freshUserID("ann"), ChatOptions.of(TestServer.APP, cable.address()));
    private final Person bob = signIn("bob");
    private Group group;

    @BeforeEach
    void aGroupOfTwo() {
        ann.logIn();
        group = groupWithAnn("Hikers");
        ann.awaitTip();
        bob.awaitTip();
        ann.awaitGroups(list -> list.size() == 1);
        ann.awaitConversations(
                list -> list.stream().anyMatch(one -> one.conversationID().equals(conversationID(group))));
    }

    private Group groupWithAnn(String name) {
        return result(bob.chat.createGroup(
                        new GroupCreation(name).type(Types.GRP_PUBLIC).members(List.of(ann.userID))))
                .group();
    }

    @AfterEach
    void closeCable() {
        cable.close();
    }

    @Test
    void what_was_missed_comes_in_order_and_once() {
        cable.pullOut();
        var missed = IntStream.range(0, 30).mapToObj(i -> "missed " + i).toList();
        missed.forEach(text -> bob.send(text).to(group));

        cable.plugIn();

        assertThat(ann.awaitTexts(30)).isEqualTo(missed);
        bob.send("last").to(group);
        assertThat(ann.awaitTexts(1)).containsExactly("last");
        assertThat(ann.unexpectedMessages()).isEmpty();
        assertThat(ann.conversationIn(group).unreadCount()).isEqualTo(31);
    }

    @Test
    @Rule({"getGroupAttributes#4", "getGroupCounters#4"})
    void attributes_and_counters_that_were_read_are_not_asked_for_again() {
        var groupID = group.groupID();
        result(bob.chat.setGroupAttributes(groupID, Map.of("seat", "bob")));
        result(bob.chat.setGroupCounters(groupID, Map.of("likes", 1L)));
        ann.await(Events.GROUP_COUNTER_UPDATED);
        assertThat(result(ann.chat.getGroupAttributes(groupID, List.of()))).isEqualTo(Map.of("seat", "bob"));
        assertThat(result(ann.chat.getGroupCounters(groupID))).isEqualTo(Map.of("likes", 1L));

        cable.stallIncoming(); // who asked would get no answer
        result(bob.chat.setGroupCounters(groupID, Map.of("likes", 2L)));
        assertThat(result(ann.chat.getGroupAttributes(groupID, List.of("seat"))))
                .isEqualTo(Map.of("seat", "bob"));
        assertThat(result(ann.chat.getGroupCounters(groupID, List.of("likes", "views"))))
                .isEqualTo(Map.of("likes", 1L));

        cable.plugIn();
        cable.cut();
        result(ann.chat.getGroupProfile(groupID)); // back
        result(bob.chat.increaseGroupCounter(groupID, "likes", 1));
        ann.awaitUntil(Events.GROUP_COUNTER_UPDATED, counter -> counter.value() == 3);
        assertThat(result(ann.chat.getGroupCounters(groupID))).isEqualTo(Map.of("likes", 3L));
    }

    @Test
    void an_own_message_whose_answer_is_lost_is_stored_once_and_not_unread() {
        cable.stallIncoming();
        var sending = ann.chat.sendMessage(ann.messageTo(group, "hi"));
        assertThat(bob.awaitTexts(1)).containsExactly("hi");
        assertThat(sending).isNotDone();

        cable.plugIn();
        cable.cut();

        assertThat(result(sending).sequence()).isEqualTo(2);
        bob.send("hello").to(group);
        assertThat(ann.awaitTexts(1)).containsExactly("hello");
        ann.awaitConversations(
                list -> list.stream().anyMatch(one -> one.lastMessage().lastSequence() == 3));
        assertThat(ann.conversationIn(group).unreadCount()).isEqualTo(1);
        assertThat(ann.unexpectedMessages()).isEmpty();
    }

    @Test
    void attributes_and_counters_that_changed_meanwhile_are_told() {
        var groupID = group.groupID();
        result(bob.chat.setGroupAttributes(groupID, Map.of("seat", "bob")));
        result(bob.chat.setGroupCounters(groupID, Map.of("likes", 1L)));
        ann.await(Events.GROUP_ATTRIBUTES_UPDATED);
        ann.await(Events.GROUP_COUNTER_UPDATED);
        assertThat(result(ann.chat.getGroupAttributes(groupID, List.of()))).isEqualTo(Map.of("seat", "bob"));
        assertThat(result(ann.chat.getGroupCounters(groupID))).isEqualTo(Map.of("likes", 1L));
        cable.pullOut();
        result(bob.chat.setGroupAttributes(groupID, Map.of("door", "open")));
        result(bob.chat.setGroupCounters(groupID, Map.of("likes", 2L, "views", 1L)));

        cable.plugIn();

        assertThat(ann.await(Events.GROUP_ATTRIBUTES_UPDATED))
                .isEqualTo(new Events.GroupAttributes(
                        groupID, Map.of("seat", "bob", "door", "open"), List.of("door"), List.of()));
        assertThat(List.of(ann.await(Events.GROUP_COUNTER_UPDATED), ann.await(Events.GROUP_COUNTER_UPDATED)))
                .containsExactlyInAnyOrder(
                        new Events.GroupCounter(groupID, "likes", 2), new Events.GroupCounter(groupID, "views", 1));
        assertThat(result(ann.chat.getGroupAttributes(groupID, List.of()))).hasSize(2);
        assertThat(result(ann.chat.getGroupCounters(groupID))).isEqualTo(Map.of("likes", 2L, "views", 1L));
    }

    @Test
    @Rule({"deleteConversation#4", "compat#19"})
    void who_was_put_out_meanwhile_knows_afterwards() {
        bob.send("bye").to(group);
        ann.awaitTexts(1);
        result(ann.chat.pinConversation(conversationID(group), true));
        cable.pullOut();
        result(bob.chat.deleteGroupMember(group.groupID(), List.of(ann.userID)));
        bob.send("gone at last").to(group);

        cable.plugIn();

        ann.awaitGroups(List::isEmpty);
        assertThat(ann.groups()).isEmpty();
        assertThat(ann.awaitNotice().operationType()).isEqualTo(7);
        assertThat(ann.awaitNotice().operationType()).isEqualTo(4);
        assertThat(ann.conversation(Types.CONV_SYSTEM).lastMessage().messageForShow())
                .isEqualTo("[群系统通知]");
        assertThat(ann.conversationIn(group).lastMessage().messageForShow()).isEqualTo("bye");
        assertThat(ann.conversationIn(group).isPinned()).isFalse();
        assertThat(ann.unexpectedMessages()).isEmpty();

        var id = conversationID(group);
        assertThat(Person.texts(result(ann.chat.getMessageList(MessageListQuery.newest(id)))
                        .messageList()))
                .containsExactly("bye");
        assertThat(Person.texts(result(ann.chat.getMessageListHopping(MessageHoppingQuery.newest(id)))
                        .messageList()))
                .containsExactly("bye");
        assertThat(result(ann.chat.getConversationProfile(id)).groupProfile().name())
                .isEqualTo("Hikers");
        assertThat(result(ann.chat.deleteConversation(id))).isEqualTo(id);
        assertThat(ann.conversations()).extracting(Conversation::conversationID).containsExactly(Types.CONV_SYSTEM);
    }

    @Test
    void what_changed_meanwhile_is_known_afterwards() {
        cable.pullOut();
        var other = groupWithAnn("Climbers");
        bob.send("welcome").to(other);
        result(bob.chat.updateGroupProfile(new GroupUpdate(group.groupID()).name("Walkers")));

        cable.plugIn();

        var groups = ann.awaitGroups(list ->
                list.size() == 2 && list.stream().anyMatch(one -> one.name().equals("Walkers")));
        assertThat(groups).extracting(Group::name).containsExactlyInAnyOrder("Walkers", "Climbers");
        assertThat(ann.awaitTexts(1)).containsExactly("welcome");
        assertThat(ann.conversationIn(other).unreadCount()).isEqualTo(1);
        assertThat(ann.conversationIn(group).groupProfile().name()).isEqualTo("Walkers");
    }

    @Test
    void who_comes_back_into_a_group_hears_what_is_said_from_then_on() {
        result(bob.chat.deleteGroupMember(group.groupID(), List.of(ann.userID)));
        ann.awaitGroups(List::isEmpty);
        bob.send("between us").to(group);
        result(bob.chat.updateGroupProfile(
                new GroupUpdate(group.groupID()).inviteOption(Types.INVITE_OPTIONS_FREE_ACCESS)));
        result(bob.chat.addGroupMember(group.groupID(), List.of(ann.userID)));

        bob.send("welcome back").to(group);

        assertThat(ann.awaitTexts(1)).containsExactly("welcome back");
        assertThat(ann.awaitTip().operationType()).isEqualTo(Types.GRP_TIP_MBR_JOIN);
        assertThat(ann.unexpectedMessages()).isEmpty();
        ann.awaitConversations(list -> list.stream()
                .anyMatch(one -> one.unreadCount() == 1
                        && one.lastMessage().messageForShow().equals("welcome back")));
    }
}
