package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static im.parley.sdk.Person.text;
import static im.parley.sdk.Person.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.community.TopicFailure;
import im.parley.protocol.session.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What section I says of topics: Ann owns the community, Eve is on a cable that can be pulled out.
class TopicTest extends Scenario {
    private final Cable cable = new Cable(server.port());
    private final Person ann = signIn("ann");
    private final Person bob = signIn("bob");
    private final Person eve = person(server.freshUserID("eve"), ChatOptions.of(TestServer.APP, cable.address()));
    private String town;
    private String news;

    @BeforeEach
    void aCommunityWithATopic() {
        eve.logIn();
        town = result(ann.chat.createGroup(new GroupCreation("Town")
                        .type(Types.GRP_COMMUNITY)
                        .supportTopic()
                        .members(List.of(bob.userID, eve.userID))))
                .group()
                .groupID();
        for (Person person : List.of(bob, eve)) {
            assertThat(person.awaitNotice().operationType()).isEqualTo(7);
        }
        news = result(ann.chat.createTopicInCommunity(new TopicCreation(town, "News")));
        for (Person person : List.of(ann, bob, eve)) {
            assertThat(person.await(Events.TOPIC_CREATED)).isEqualTo(new Events.TopicCreated(town, news));
        }
    }

    @AfterEach
    void closeCable() {
        cable.close();
    }

    private Message write(Person person, String topicID, String text) {
        return result(person.chat.sendMessage(textFor(person, topicID, text)));
    }

    private static Message textFor(Person person, String topicID, String text) {
        return person.chat.createTextMessage(CreateOptions.toGroup(topicID, new TextPayload(text)));
    }

    private Topic topic(Person person, String topicID) {
        return result(person.chat.getTopicList(town, List.of(topicID)))
                .successTopicList()
                .getFirst();
    }

    private static Topic awaitTopic(Person person, Predicate<Topic> condition) {
        return person.awaitUntil(Events.TOPIC_UPDATED, event -> condition.test(event.topic()))
                .topic();
    }

    @Test
    @Rule({"getJoinedCommunityList#1", "getGroupList#1", "createGroup#2", "getConversationList#12"})
    void communities_with_topics_are_on_a_list_of_their_own() {
        write(bob, news, "hello");
        eve.awaitMessage();

        assertThat(result(eve.chat.getJoinedCommunityList()).groupList())
                .extracting(Group::groupID)
                .containsExactly(town);
        assertThat(eve.groups()).isEmpty();
        assertThat(eve.conversations()).extracting(Conversation::type).doesNotContain(Types.CONV_GROUP);
        result(ann.chat.updateGroupProfile(new GroupUpdate(town).name("City")));
        eve.awaitGroups(none -> result(eve.chat.getJoinedCommunityList()) // has no event of its own
                .groupList()
                .getFirst()
                .name()
                .equals("City"));
        result(eve.chat.quitGroup(town));
        assertThat(result(eve.chat.getJoinedCommunityList()).groupList()).isEmpty();
        assertThat(errorOf(eve.chat.getTopicList(town)).code()).isEqualTo(10007);
    }

    @Test
    @Rule({
        "create#8",
        "createTextMessage#1",
        "createTopicInCommunity#3",
        "getTopicList#2",
        "setMessageRead#5",
        "sendMessage#22"
    })
    void a_topic_knows_what_is_unread_in_it() {
        result(eve.chat.getTopicList(town));
        eve.forget(Events.TOPIC_UPDATED);
        write(bob, news, "one");
        write(bob, news, "two");
        var seen = awaitTopic(eve, topic -> topic.unreadCount() == 2);

        assertThat(seen.lastMessage().messageForShow()).isEqualTo("two");
        assertThat(seen.nextMessageSeq()).isEqualTo(3);
        var heard = eve.awaitMessage();
        assertThat(heard.conversationID()).isEqualTo("GROUP" + news);
        assertThat(heard.to()).isEqualTo(news);
        assertThat(text(heard)).isEqualTo("one");
        assertThat(eve.awaitTexts(1)).containsExactly("two");
        assertThat(eve.chat.getTotalUnreadMessageCount()).isZero();
        assertThat(awaitTopic(bob, topic -> topic.nextMessageSeq() == 3).unreadCount())
                .isZero();
        result(eve.chat.setMessageRead("GROUP" + news));
        assertThat(awaitTopic(eve, topic -> topic.unreadCount() == 0).selfInfo().readedSequence())
                .isEqualTo(2);
        assertThat(topic(eve, news).unreadCount()).isZero();
        assertThat(errorOf(bob.chat.sendMessage(textFor(bob, town, "to nobody")))
                        .code())
                .isEqualTo(2115);
        assertThat(errorOf(ann.chat.createTopicInCommunity(new TopicCreation(town, "x").topicID("sports")))
                        .code())
                .isEqualTo(3021);
    }

    @Test
    @Rule({"createTextAtMessage#1", "createTextAtMessage#4"})
    void who_is_called_by_name_in_a_topic_finds_it_there() {
        var call = result(bob.chat.sendMessage(bob.chat.createTextAtMessage(
                CreateOptions.toGroup(news, new TextAtContent("eve!", List.of(eve.userID))))));

        var seen = awaitTopic(eve, topic -> !topic.groupAtInfoList().isEmpty());

        assertThat(seen.topicName()).isEqualTo("News");
        assertThat(seen.groupAtInfoList())
                .containsExactly(new GroupAtInfo(bob.userID, town, news, call.sequence(), List.of(Types.CONV_AT_ME)));
        result(eve.chat.setMessageRead("GROUP" + news));
        awaitTopic(eve, topic -> topic.groupAtInfoList().isEmpty());
    }

    @Test
    @Rule({
        "createTopicInCommunity#1",
        "createTopicInCommunity#2",
        "deleteTopicFromCommunity#1",
        "getTopicList#1",
        "general#5"
    })
    void topics_are_made_in_communities_for_topics_while_that_is_switched_on() {
        var plain = result(ann.chat.createGroup(new GroupCreation("Plain").type(Types.GRP_COMMUNITY)))
                .group()
                .groupID();
        assertThat(List.<CompletableFuture<?>>of(
                        ann.chat.createTopicInCommunity(new TopicCreation(plain, "News")),
                        ann.chat.deleteTopicFromCommunity(plain),
                        ann.chat.getTopicList(plain)))
                .allSatisfy(call -> assertThat(errorOf(call).code()).isEqualTo(10004));
        assertThat(errorOf(ann.chat.createTopicInCommunity(new TopicCreation(town + "_nowhere", "News")))
                        .code())
                .isEqualTo(10010);

        server.set("group.topicEnabled", false);

        assertThat(errorOf(ann.chat.createTopicInCommunity(new TopicCreation(town, "Sports")))
                        .code())
                .isEqualTo(3122);
    }

    @Test
    @Rule("updateTopicProfile#1")
    void others_hear_what_a_topic_says_of_itself_now() {
        result(eve.chat.getTopicList(town));
        var changed = result(ann.chat.updateTopicProfile(new TopicUpdate(town, news)
                .topicName("Old news")
                .customData("{}")
                .muteAllMembers(true)));

        assertThat(changed.topicName()).isEqualTo("Old news");
        assertThat(awaitTopic(eve, topic -> topic.muteAllMembers()).customData())
                .isEqualTo("{}");
        assertThat(ann.pending(Events.TOPIC_UPDATED)).isZero();
        assertThat(errorOf(eve.chat.sendMessage(textFor(eve, news, "muted"))).code())
                .isEqualTo(10017);
        assertThat(errorOf(eve.chat.updateTopicProfile(new TopicUpdate(town, news).topicName("x")))
                        .code())
                .isEqualTo(10007);
    }

    @Test
    @Rule("setGroupMemberMuteTime#4")
    void somebody_can_be_muted_in_one_topic() {
        result(eve.chat.getTopicList(town));
        var muted = result(ann.chat.setGroupMemberMuteTime(news, eve.userID, 60));

        assertThat(muted.member().muteUntil()).isPositive();
        assertThat(awaitTopic(eve, topic -> topic.selfInfo().muteTime() > 0)
                        .selfInfo()
                        .muteTime())
                .isEqualTo(muted.member().muteUntil());
        assertThat(errorOf(eve.chat.sendMessage(textFor(eve, news, "muted"))).code())
                .isEqualTo(10017);
    }

    @Test
    void who_mutes_somebody_in_a_topic_sees_it_said_there() {
        result(ann.chat.getTopicList(town));
        result(ann.chat.setGroupMemberMuteTime(news, eve.userID, 60));

        for (var person : List.of(ann, bob, eve)) {
            var tip = person.awaitTip();
            assertThat(tip.operatorID()).isEqualTo(ann.userID);
            assertThat(tip.memberList().getFirst().userID()).isEqualTo(eve.userID);
            assertThat(tip.memberList().getFirst().muteTime()).isEqualTo(60);
            assertThat(person.unexpectedTips()).isEmpty();
        }
        assertThat(awaitTopic(ann, topic -> topic.nextMessageSeq() == 2).topicID())
                .isEqualTo(news);
    }

    @Test
    @Rule("deleteTopicFromCommunity#2")
    void deleted_topics_are_gone() {
        var sports = result(ann.chat.createTopicInCommunity(new TopicCreation(town, "Sports")));
        result(eve.chat.getTopicList(town));
        var some = result(ann.chat.deleteTopicFromCommunity(town, List.of(news, "nonsense")));

        assertThat(some.successTopicIDList()).containsExactly(news);
        assertThat(some.failureTopicList()).extracting(TopicFailure::code).containsExactly(10010);
        assertThat(eve.await(Events.TOPIC_DELETED)).isEqualTo(new Events.TopicDeleted(town, List.of(news)));
        assertThat(result(eve.chat.getTopicList(town)).successTopicList())
                .extracting(Topic::topicID)
                .containsExactly(sports);
        assertThat(result(ann.chat.deleteTopicFromCommunity(town)).successTopicIDList())
                .containsExactly(sports);
        eve.await(Events.TOPIC_DELETED);
        assertThat(result(eve.chat.getTopicList(town)).successTopicList()).isEmpty();
    }

    @Test
    @Rule("dismissGroup#4")
    void a_community_takes_its_topics_with_it() {
        write(bob, news, "hi");
        eve.awaitMessage();
        result(eve.chat.getTopicList(town));

        result(ann.chat.dismissGroup(town));

        for (Person person : List.of(bob, eve)) {
            assertThat(person.awaitNotice().operationType()).isEqualTo(5);
            assertThat(errorOf(person.chat.sendMessage(textFor(person, news, "anybody?")))
                            .code())
                    .isEqualTo(10010);
            assertThat(errorOf(person.chat.getConversationProfile("GROUP" + news))
                            .code())
                    .isEqualTo(2501);
            assertThat(errorOf(person.chat.getTopicList(town)).code()).isEqualTo(10010);
        }
        assertThat(result(anotherInstanceOf(eve).chat.getJoinedCommunityList()).groupList())
                .isEmpty();
    }

    @Test
    @Rule({"setMessageExtensions#5", "clearHistoryMessage#2", "initGroupAttributes#1", "setGroupCounters#1"})
    void messages_in_topics_are_messages_and_topics_no_groups() {
        var one = write(bob, news, "one");
        var two = write(bob, news, "two");
        eve.awaitTexts(2);
        result(bob.chat.revokeMessage(two));

        assertThat(eve.await(Events.MESSAGE_REVOKED)).extracting(Message::id).containsExactly(two.id());
        result(eve.chat.addMessageReaction(one, "like"));
        assertThat(bob.await(Events.MESSAGE_REACTIONS_UPDATED).messageID()).isEqualTo(one.id());
        assertThat(texts(result(eve.chat.getMessageList(MessageListQuery.newest("GROUP" + news)))
                        .messageList()))
                .contains("one");
        assertThat(errorOf(eve.chat.clearHistoryMessage("GROUP" + news)).code()).isEqualTo(2502);
        assertThat(errorOf(ann.chat.initGroupAttributes(news, Map.of("a", "b"))).code())
                .isEqualTo(10010);
        assertThat(errorOf(ann.chat.setGroupCounters(news, Map.of("a", 1L))).code())
                .isEqualTo(10010);
    }

    @Test
    void what_was_missed_in_topics_comes_in_order_and_once() {
        result(eve.chat.getTopicList(town));
        cable.pullOut();
        var missed = IntStream.range(0, 10).mapToObj(i -> "missed " + i).toList();
        missed.forEach(text -> write(bob, news, text));
        var sports = result(ann.chat.createTopicInCommunity(new TopicCreation(town, "Sports")));
        write(bob, sports, "goal");

        cable.plugIn();

        assertThat(eve.await(Events.TOPIC_CREATED).topicID()).isEqualTo(sports);
        var got = new ArrayList<>(eve.awaitTexts(11));
        assertThat(got).contains("goal"); // of a topic that was made meanwhile
        got.remove("goal");
        assertThat(got).isEqualTo(missed);
        awaitTopic(eve, topic -> topic.unreadCount() == 10);
        assertThat(topic(eve, sports).unreadCount()).isEqualTo(1);
        write(bob, news, "last");
        assertThat(text(eve.awaitMessage())).isEqualTo("last");
        assertThat(eve.unexpectedMessages()).isEmpty();
    }

    @Test
    void what_was_missed_in_a_new_topic_is_news_from_its_first_message_on() {
        cable.pullOut();
        write(bob, news, "first");

        cable.plugIn();

        assertThat(text(eve.awaitMessage())).isEqualTo("first");
        write(bob, news, "second");
        assertThat(text(eve.awaitMessage())).isEqualTo("second");
        assertThat(eve.unexpectedMessages()).isEmpty();
    }

    @Test
    void what_was_missed_in_a_topic_that_nothing_was_heard_of_comes_too() {
        var sports = result(ann.chat.createTopicInCommunity(new TopicCreation(town, "Sports")));
        for (var topicID : List.of(news, sports)) {
            write(bob, topicID, "old");
        }
        Person.awaitNextSecond();
        var again = person(
                eve.userID, ChatOptions.of(TestServer.APP, cable.address()).withPlatform(Platform.LINUX));
        again.logIn();
        cable.pullOut();
        write(bob, sports, "missed");
        cable.plugIn();

        assertThat(again.awaitTexts(1)).containsExactly("missed");
        awaitTopic(again, topic -> topic.topicID().equals(sports) && topic.unreadCount() == 2);
        for (var topicID : List.of(news, sports)) {
            write(bob, topicID, "as usual");
        }
        assertThat(again.awaitTexts(2)).containsExactly("as usual", "as usual");
        assertThat(again.unexpectedMessages()).isEmpty();
        assertThat(again.pending(Events.TOPIC_CREATED)).isZero();
    }

    @Test
    @Rule("getTopicList#2")
    void a_list_without_an_id_is_that_of_all() {
        result(bob.chat.updateMyProfile(new ProfileUpdate().avatar("http://example.org/bob.png")));
        write(bob, news, "hi");
        eve.awaitMessage();

        for (int i = 0; i < 2; i++) { // the second from what is kept
            var all = result(eve.chat.getTopicList(town, List.of())).successTopicList();
            assertThat(all).extracting(Topic::topicID).containsExactly(news);
            assertThat(all.getFirst().lastMessage().avatar()).isEqualTo("http://example.org/bob.png");
        }
        assertThat(errorOf(ann.chat.deleteTopicFromCommunity(town, List.of())).code())
                .isEqualTo(10004);
    }

    @Test
    @Rule("getTopicList#3")
    void a_list_that_is_here_is_kept_current_and_not_asked_for_again() {
        result(eve.chat.getTopicList(town));
        var sports = result(ann.chat.createTopicInCommunity(new TopicCreation(town, "Sports")));
        eve.await(Events.TOPIC_CREATED);
        write(bob, news, "hi");
        awaitTopic(eve, topic -> topic.unreadCount() == 1);

        cable.pullOut();

        assertThat(result(eve.chat.getTopicList(town)).successTopicList())
                .extracting(Topic::topicID, Topic::unreadCount)
                .containsExactlyInAnyOrder(tuple(news, 1), tuple(sports, 0));
    }

    @Test
    void another_instance_that_comes_later_sees_the_same() {
        write(bob, news, "one");
        write(bob, news, "two");
        eve.awaitTexts(2);
        var again = anotherInstanceOf(eve);

        assertThat(topic(again, news).unreadCount()).isEqualTo(2);
        result(again.chat.setMessageRead("GROUP" + news));
        awaitTopic(eve, topic -> topic.unreadCount() == 0);
        write(bob, news, "three");
        assertThat(text(again.awaitMessage())).isEqualTo("three");
        awaitTopic(again, topic -> topic.unreadCount() == 1);
    }

    @Test
    @Rule({"setMessageRemindType#4", "setMessageRemindType#8"})
    void who_wants_calls_only_gets_those_and_who_discards_the_community_nothing() {
        result(eve.chat.getTopicList(town));
        result(eve.chat.setMessageRemindType(news, Types.NOT_RECEIVE_MSG_EXCEPT_AT));
        awaitTopic(eve, topic -> topic.selfInfo().messageRemindType().equals(Types.NOT_RECEIVE_MSG_EXCEPT_AT));
        write(bob, news, "not for eve");
        result(bob.chat.sendMessage(bob.chat.createTextAtMessage(
                CreateOptions.toGroup(news, new TextAtContent("eve!", List.of(eve.userID))))));
        assertThat(text(eve.awaitMessage())).isEqualTo("eve!");

        result(eve.chat.setMessageRemindType(news, Types.MSG_REMIND_ACPT_AND_NOTE));
        result(eve.chat.setMessageRemindType(town, Types.MSG_REMIND_DISCARD));
        write(bob, news, "nor this");
        result(eve.chat.setMessageRemindType(town, Types.MSG_REMIND_ACPT_AND_NOTE));
        write(bob, news, "this");
        assertThat(text(eve.awaitMessage())).isEqualTo("this");
        assertThat(eve.unexpectedMessages()).isEmpty();
    }

    @Test
    @Rule({"setMessageRemindType#7", "getTotalUnreadMessageCount#4"})
    void who_wants_calls_only_is_told_of_the_newest_of_the_others_now_and_then() {
        server.set("topic.atOnlyNotifyInterval", 1);
        result(eve.chat.getTopicList(town));
        var sports = result(ann.chat.createTopicInCommunity(new TopicCreation(town, "Sports"))); // on no list so far
        eve.await(Events.TOPIC_CREATED);
        result(eve.chat.setMessageRemindType(sports, Types.NOT_RECEIVE_MSG_EXCEPT_AT));
        write(bob, sports, "one");
        write(bob, sports, "two");
        result(bob.chat.sendMessage(textFor(bob, sports, "typing"), SendOptions.onlineOnly()));

        var seen = awaitTopic(eve, topic -> topic.unreadCount() == 2);

        assertThat(seen.lastMessage().messageForShow()).isEqualTo("two");
        assertThat(seen.nextMessageSeq()).isEqualTo(3);
        assertThat(eve.unexpectedMessages()).isEmpty();
        assertThat(eve.chat.getTotalUnreadMessageCount()).isZero();
        result(bob.chat.sendMessage(bob.chat.createTextAtMessage(
                CreateOptions.toGroup(sports, new TextAtContent("eve!", List.of(eve.userID))))));
        assertThat(eve.awaitTexts(1)).containsExactly("eve!");
        assertThat(awaitTopic(eve, topic -> topic.unreadCount() == 3)
                        .lastMessage()
                        .messageForShow())
                .isEqualTo("eve!");
        write(bob, sports, "four");
        awaitTopic(eve, topic -> topic.unreadCount() == 4);
        assertThat(eve.unexpectedMessages()).isEmpty();
    }

    @Test
    void who_wants_calls_only_gets_no_others_after_a_lost_connection() {
        result(eve.chat.getTopicList(town));
        write(bob, news, "as usual");
        assertThat(text(eve.awaitMessage())).isEqualTo("as usual");
        result(eve.chat.setMessageRemindType(news, Types.NOT_RECEIVE_MSG_EXCEPT_AT));
        cable.pullOut();
        write(bob, news, "not for eve");

        cable.plugIn();

        awaitTopic(eve, topic -> topic.unreadCount() == 2 && topic.nextMessageSeq() == 3);
        result(bob.chat.sendMessage(bob.chat.createTextAtMessage(
                CreateOptions.toGroup(news, new TextAtContent("eve!", List.of(eve.userID))))));
        assertThat(text(eve.awaitMessage())).isEqualTo("eve!");
        assertThat(eve.unexpectedMessages()).isEmpty();
    }

    @Test
    @Rule("deleteTopicFromCommunity#2")
    void a_list_that_is_older_than_a_deletion_does_not_bring_the_topic_back() throws InterruptedException {
        var sports = result(ann.chat.createTopicInCommunity(new TopicCreation(town, "Sports")));
        var valve = new Valve(frame -> frame.contains("\"successTopicList\""));
        try (var slow = new Cable(server.port()).through(valve)) {
            var again = person(
                            eve.userID,
                            ChatOptions.of(TestServer.APP, slow.address()).withPlatform(Platform.LINUX))
                    .logIn();
            var all = again.chat.getTopicList(town);
            var some = again.chat.getTopicList(town, List.of(news, sports));
            valve.awaitHeld();
            result(ann.chat.deleteTopicFromCommunity(town, List.of(news)));
            again.await(Events.TOPIC_DELETED);

            valve.release();

            assertThat(result(all).successTopicList())
                    .extracting(Topic::topicID)
                    .containsExactly(sports);
            assertThat(result(some).successTopicList())
                    .extracting(Topic::topicID)
                    .containsExactly(sports);
            assertThat(result(some).failureTopicList())
                    .extracting(TopicFailure::topicID, TopicFailure::code)
                    .containsExactly(tuple(news, 10010));
            assertThat(result(again.chat.getTopicList(town)).successTopicList()) // what is kept
                    .extracting(Topic::topicID)
                    .containsExactly(sports);
        }
    }
}
