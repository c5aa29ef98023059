package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// IDs of groups and topics that are used again once those are over. Bob is on a cable that can be pulled out.
class SameIdTest extends Scenario {
    private final Cable cable = new Cable(server.port());
    private final Person ann = signIn("ann");
    private final Person bob = person(server.freshUserID("bob"), ChatOptions.of(TestServer.APP, cable.address()))
            .logIn();
    private final String groupID = server.freshUserID("club");
    private final String town = "@TGS#_" + server.freshUserID("town");
    private final String news = town + "@TOPIC#_news";

    @AfterEach
    void closeCable() {
        cable.close();
    }

    private GroupCreation club(String name) {
        return new GroupCreation(name)
                .groupID(groupID)
                .type(Types.GRP_PUBLIC)
                .joinOption(Types.JOIN_OPTIONS_FREE_ACCESS);
    }

    private Group clubWithBob(String name) {
        return result(ann.chat.createGroup(club(name).members(List.of(bob.userID))))
                .group();
    }

    /// A group of another name than at first, with three messages that have reached Bob.
    private Group oldClub() {
        var group = clubWithBob("first");
        result(ann.chat.updateGroupProfile(new GroupUpdate(groupID).name("old")));
        for (var text : List.of("1", "2", "3")) {
            ann.send(text).to(group);
        }
        assertThat(bob.awaitTexts(3)).containsExactly("1", "2", "3");
        return group;
    }

    private void awaitNew(Person person, Group group, int unread) {
        var conversation = awaitConversation(
                person,
                group,
                one -> one.lastMessage().messageForShow().equals("b")
                        && one.groupProfile() != null
                        && one.groupProfile().name().equals("new"));
        assertThat(conversation.unreadCount()).isEqualTo(unread);
        assertThat(conversation.lastMessage().lastSequence()).isEqualTo(3);
        assertThat(conversation.draftText()).isEmpty();
        assertThat(conversation.messageRemindType()).isEqualTo(Types.MSG_REMIND_ACPT_AND_NOTE);
        var shown = person.groups().getFirst();
        assertThat(shown.name()).isEqualTo("new");
        assertThat(shown.infoSequence()).isEqualTo(1);
        assertThat(shown.memberCount()).isEqualTo(2);
        assertThat(shown.nextMessageSeq()).isEqualTo(4);
        assertThat(person.chat.getTotalUnreadMessageCount()).isEqualTo(unread);
    }

    private static Conversation awaitConversation(Person person, Group group, Predicate<Conversation> condition) {
        return person
                .awaitConversations(list -> list.stream()
                        .anyMatch(one -> one.conversationID().equals(conversationID(group)) && condition.test(one)))
                .stream()
                .filter(one -> one.conversationID().equals(conversationID(group)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Rule("createGroup#4")
    void a_group_that_gets_the_id_of_one_that_was_dismissed_begins_anew() {
        var old = oldClub();
        result(bob.chat.setMessageRemindType(groupID, Types.MSG_REMIND_ACPT_NOT_NOTE));
        result(bob.chat.setConversationDraft(conversationID(old), "so far"));
        result(ann.chat.dismissGroup(groupID));
        bob.awaitGroups(List::isEmpty);
        assertThat(bob.conversationIn(old).lastMessage().messageForShow()).isEqualTo("3"); // dismissGroup#2
        ann.forgetAll();
        bob.forgetAll();

        var group = clubWithBob("new");
        ann.send("a").to(group);
        ann.send("b").to(group);

        assertThat(bob.awaitTexts(2)).containsExactly("a", "b");
        assertThat(bob.awaitTip().operationType()).isEqualTo(Types.GRP_TIP_MBR_JOIN);
        awaitNew(bob, group, 2);
        awaitNew(ann, group, 0);
        result(bob.chat.setMessageRead(conversationID(group)));
        assertThat(bob.conversationIn(group).unreadCount()).isZero();
    }

    @Test
    @Rule("createGroup#4")
    void a_group_that_got_the_id_of_another_one_while_nobody_listened_begins_anew() {
        oldClub();
        Person.awaitNextSecond();
        cable.pullOut();
        result(ann.chat.dismissGroup(groupID));
        var group = clubWithBob("new");
        ann.send("a").to(group);
        bob.forgetAll();

        cable.plugIn();

        assertThat(bob.awaitTexts(1)).containsExactly("a");
        ann.send("b").to(group);
        assertThat(bob.awaitTexts(1)).containsExactly("b");
        awaitNew(bob, group, 2);
    }

    @Test
    @Rule({"createGroup#4", "quitGroup#2"})
    void who_has_quit_a_group_comes_into_another_one_of_its_id_or_again_into_the_same() {
        var old = oldClub();
        result(bob.chat.quitGroup(groupID));
        ann.send("without bob").to(old);
        result(bob.chat.joinGroup(groupID));
        ann.send("4").to(old);
        assertThat(bob.awaitTexts(1)).containsExactly("4");
        var same = awaitConversation(
                bob, old, one -> one.lastMessage().messageForShow().equals("4") && one.unreadCount() == 1);
        assertThat(same.groupProfile().name()).isEqualTo("old");
        result(bob.chat.quitGroup(groupID));
        result(ann.chat.dismissGroup(groupID)); // nobody tells bob
        Person.awaitNextSecond();
        var group = result(ann.chat.createGroup(club("new"))).group();
        bob.forgetAll();

        var joined = result(bob.chat.joinGroup(groupID)).group();
        ann.send("a").to(group);

        assertThat(joined.name()).isEqualTo("new");
        assertThat(joined.memberCount()).isEqualTo(2);
        assertThat(bob.awaitTexts(1)).containsExactly("a");
        var other = awaitConversation(
                bob, group, one -> one.lastMessage().messageForShow().equals("a") && one.unreadCount() == 1);
        assertThat(other.lastMessage().lastSequence()).isEqualTo(2);
        assertThat(other.groupProfile().name()).isEqualTo("new");
    }

    @Test
    @Rule("createGroup#4")
    void a_live_room_that_gets_the_id_of_one_that_was_dismissed_begins_anew() {
        result(ann.chat.createGroup(club("first").type(Types.GRP_AVCHATROOM)));
        result(ann.chat.updateGroupProfile(new GroupUpdate(groupID).name("old")));
        result(ann.chat.joinGroup(groupID));
        var old = result(bob.chat.joinGroup(groupID)).group();
        assertThat(old.memberCount()).isEqualTo(2);
        result(ann.chat.dismissGroup(groupID));
        bob.awaitConversations(
                list -> list.stream().anyMatch(one -> one.conversationID().equals(conversationID(old))));
        bob.awaitConversations(
                list -> list.stream().noneMatch(one -> one.conversationID().equals(conversationID(old))));

        result(ann.chat.createGroup(club("new").type(Types.GRP_AVCHATROOM)));
        var joined = result(bob.chat.joinGroup(groupID)).group();

        assertThat(joined.name()).isEqualTo("new");
        assertThat(joined.infoSequence()).isEqualTo(1);
        assertThat(joined.memberCount()).isEqualTo(1);
        assertThat(bob.conversationIn(joined).groupProfile().name()).isEqualTo("new");
    }

    private void town() {
        result(ann.chat.createGroup(new GroupCreation("Town")
                .groupID(town)
                .type(Types.GRP_COMMUNITY)
                .supportTopic()
                .members(List.of(bob.userID))));
        topic("old");
        for (var text : List.of("1", "2", "3")) {
            write(text);
        }
        assertThat(bob.awaitTexts(3)).containsExactly("1", "2", "3");
    }

    private void topic(String name) {
        result(ann.chat.createTopicInCommunity(new TopicCreation(town, name).topicID(news)));
        assertThat(bob.await(Events.TOPIC_CREATED)).isEqualTo(new Events.TopicCreated(town, news));
    }

    private void write(String text) {
        result(ann.chat.sendMessage(ann.chat.createTextMessage(CreateOptions.toGroup(news, new TextPayload(text)))));
    }

    private Topic topicOf(Person person) {
        return result(person.chat.getTopicList(town, List.of(news)))
                .successTopicList()
                .getFirst();
    }

    @Test
    @Rule("createTopicInCommunity#3")
    void a_topic_that_gets_the_id_of_one_that_was_deleted_begins_anew() {
        town();
        result(bob.chat.setMessageRemindType(news, Types.MSG_REMIND_ACPT_NOT_NOTE));
        result(ann.chat.deleteTopicFromCommunity(town, List.of(news)));
        bob.await(Events.TOPIC_DELETED);

        topic("new");
        write("a");
        write("b");

        assertThat(bob.awaitTexts(2)).containsExactly("a", "b");
        expectNew();
    }

    private void expectNew() {
        var topic = topicOf(bob);
        assertThat(topic.topicName()).isEqualTo("new");
        assertThat(topic.unreadCount()).isEqualTo(2);
        assertThat(topic.nextMessageSeq()).isEqualTo(3);
        assertThat(topic.lastMessage().messageForShow()).isEqualTo("b");
        assertThat(topic.selfInfo().messageRemindType()).isEqualTo(Types.MSG_REMIND_ACPT_AND_NOTE);
    }

    @Test
    @Rule("createTopicInCommunity#3")
    void a_topic_that_got_the_id_of_another_one_while_nobody_listened_begins_anew() {
        town();
        topicOf(bob);
        Person.awaitNextSecond();
        cable.pullOut();
        result(ann.chat.deleteTopicFromCommunity(town, List.of(news)));
        result(ann.chat.createTopicInCommunity(new TopicCreation(town, "new").topicID(news)));
        write("a");

        cable.plugIn();

        assertThat(bob.await(Events.TOPIC_DELETED).topicIDList()).containsExactly(news);
        assertThat(bob.await(Events.TOPIC_CREATED).topicID()).isEqualTo(news);
        write("b");
        assertThat(bob.awaitTexts(2)).containsExactly("a", "b");
        expectNew();
    }
}
