package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Section D, and what of section C is about conversations.
class ConversationTest extends Scenario {
    @Test
    @Rule({"getConversationList#1", "getConversationList#6", "getConversationList#11", "getTotalUnreadMessageCount#3"})
    void the_list_is_there_after_login_newest_first() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var eve = signIn("eve");
        result(bob.chat.updateMyProfile(new ProfileUpdate().nick("Bob").selfSignature("builder")));
        bob.send("one").to(ann);
        bob.send("two").to(ann);
        eve.send("three").to(ann);
        result(ann.chat.logout());
        ann.forget(Events.CONVERSATION_LIST_UPDATED);
        ann.forget(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED);

        ann.logIn();

        var list = result(ann.chat.getConversationList());
        assertThat(list.isSyncCompleted()).isTrue();
        assertThat(list.conversationList())
                .extracting(Conversation::conversationID)
                .containsExactly(conversationID(eve), conversationID(bob));
        var withBob = list.conversationList().getLast();
        assertThat(withBob.type()).isEqualTo(Types.CONV_C2C);
        assertThat(withBob.unreadCount()).isEqualTo(2);
        assertThat(withBob.lastMessage().messageForShow()).isEqualTo("two");
        assertThat(withBob.lastMessage().lastSequence()).isEqualTo(2);
        assertThat(withBob.lastMessage().fromAccount()).isEqualTo(bob.userID);
        assertThat(withBob.userProfile().nick()).isEqualTo("Bob");
        assertThat(withBob.userProfile().selfSignature()).isEmpty();
        assertThat(withBob.toAccount()).isEqualTo(bob.userID);
        assertThat(ann.await(Events.CONVERSATION_LIST_UPDATED)).isEqualTo(list.conversationList());
        assertThat(ann.await(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED)).isEqualTo(3);
        assertThat(ann.chat.getTotalUnreadMessageCount()).isEqualTo(3);
    }

    @Test
    @Rule("compat#7")
    void everything_answers_on_an_empty_account() {
        var ann = signIn("ann");

        assertThat(ann.conversations()).isEmpty();
        assertThat(ann.chat.getTotalUnreadMessageCount()).isZero();
        assertThat(result(ann.chat.getMyProfile()).userID()).isEqualTo(ann.userID);
        assertThat(ann.pending(Events.CONVERSATION_LIST_UPDATED)).isZero();
    }

    @Test
    @Rule({
        "getConversationList#4",
        "getConversationList#5",
        "getConversationList#8",
        "getConversationList#9",
        "getConversationList#10"
    })
    void conversations_are_chosen_by_id_and_by_filter() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var eve = signIn("eve");
        ann.send("hi").to(bob);
        eve.send("hi").to(ann);
        ann.awaitMessage();

        assertThat(result(ann.chat.getConversationList(List.of(conversationID(bob), "C2Cnobody")))
                        .conversationList())
                .extracting(Conversation::conversationID)
                .containsExactly(conversationID(bob));
        assertThat(result(ann.chat.getConversationList(List.of())).conversationList())
                .isEmpty();
        assertThat(list(ann, Types.CONV_C2C, null)).hasSize(2);
        assertThat(list(ann, Types.CONV_GROUP, null)).isEmpty();
        assertThat(list(ann, null, true)).containsExactly(conversationID(eve));
        assertThat(list(ann, Types.CONV_C2C, false)).containsExactly(conversationID(bob));
    }

    private static List<String> list(Person person, String type, Boolean hasUnreadCount) {
        return result(person.chat.getConversationList(new ConversationFilter(type, null, null, hasUnreadCount, null)))
                .conversationList()
                .stream()
                .map(Conversation::conversationID)
                .toList();
    }

    @Test
    @Rule({"setMessageRead#1", "setMessageRead#3", "setMessageRead#4", "compat#16", "compat#18"})
    void reading_clears_the_count_and_tells_everybody_concerned() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var bobToo = anotherInstanceOf(bob);
        var first = ann.send("one").to(bob);
        var second = ann.send("two").to(bob);
        bob.awaitConversations(list -> list.getFirst().unreadCount() == 2);
        bobToo.awaitConversations(list -> list.getFirst().unreadCount() == 2);
        assertThat(bob.chat.getTotalUnreadMessageCount()).isEqualTo(2);

        result(bob.chat.setMessageRead(conversationID(ann)));

        bob.awaitConversations(list -> list.getFirst().unreadCount() == 0);
        bobToo.awaitConversations(list -> list.getFirst().unreadCount() == 0);
        assertThat(bob.chat.getTotalUnreadMessageCount()).isZero();
        assertThat(bob.conversationWith(ann).unreadCount()).isZero();
        assertThat(ann.await(Events.MESSAGE_READ_BY_PEER)).containsExactly(first, second);
        assertThat(first.isPeerRead()).isTrue();
        ann.awaitConversations(list -> list.getFirst().lastMessage().isPeerRead());
        assertThat(ann.conversationWith(bob).peerReadTime()).isEqualTo(second.time());
        result(bob.chat.markConversation(List.of(conversationID(ann)), Types.CONV_MARK_TYPE_UNREAD, true));
        assertThat(bob.conversationWith(ann).markList()).containsExactly((long) Types.CONV_MARK_TYPE_UNREAD);
        assertThat(bob.conversationWith(ann).unreadCount()).isZero();
    }

    @Test
    @Rule({"setMessageRead#6", "setMessageRead#7", "setMessageRead#8", "compat#16"})
    void reading_what_is_read_changes_nothing() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        ann.send("hi").to(bob);
        bob.awaitConversations(list -> list.getFirst().unreadCount() == 1);
        result(bob.chat.setMessageRead(conversationID(ann)));
        bob.awaitConversations(list -> list.getFirst().unreadCount() == 0);

        result(bob.chat.setMessageRead(conversationID(ann)));
        result(bob.chat.setMessageRead("C2Cnobody"));
        result(bob.chat.setMessageRead(Types.CONV_SYSTEM));

        ann.send("again").to(bob);
        bob.awaitConversations(list -> list.getFirst().unreadCount() == 1);
        assertThat(bob.pending(Events.CONVERSATION_LIST_UPDATED)).isZero();
    }

    @Test
    void what_comes_while_the_first_list_is_on_its_way_is_not_lost() throws InterruptedException {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var eve = signIn("eve");
        bob.send("to be read").to(ann);
        eve.send("to be cleared").to(ann);
        ann.send("my word").to(bob);
        ann.awaitTexts(2);
        bob.awaitTexts(1);
        var valve = new Valve(frame -> frame.contains("\"groupList\"")); // the list waits for it
        try (var cable = new Cable(server.port()).through(valve)) {
            var annToo = person(ann.userID, ChatOptions.of(TestServer.APP, cable.address()));
            result(annToo.chat.login(ann.userID, TestServer.userSig(ann.userID)));
            valve.awaitHeld();
            result(ann.chat.setMessageRead(conversationID(bob)));
            result(ann.chat.clearHistoryMessage(conversationID(eve)));
            result(bob.chat.setMessageRead(conversationID(ann)));
            valve.awaitPassed("conversation.read");
            valve.awaitPassed("conversation.historyCleared");
            valve.awaitPassed("message.readByPeer");

            valve.release();

            annToo.await(Events.SDK_READY);
            assertThat(annToo.chat.getTotalUnreadMessageCount()).isZero();
            var withBob = annToo.conversationWith(bob);
            assertThat(withBob.unreadCount()).isZero();
            assertThat(withBob.lastMessage().isPeerRead()).isTrue();
            assertThat(annToo.conversationWith(eve).lastMessage().messageForShow())
                    .isEmpty();
        }
    }

    @Test
    void that_a_peer_has_read_is_told_also_when_a_view_of_the_conversation_overtakes_the_servers_word()
            throws InterruptedException {
        var valve = new Valve(frame -> frame.contains("message.readByPeer"));
        try (var cable = new Cable(server.port()).through(valve)) {
            var ann = person(server.freshUserID("ann"), ChatOptions.of(TestServer.APP, cable.address()))
                    .logIn();
            var bob = signIn("bob");
            var first = ann.send("one").to(bob);
            var second = ann.send("two").to(bob);
            bob.awaitTexts(2);
            result(bob.chat.setMessageRead(conversationID(ann)));
            valve.awaitHeld();

            assertThat(result(ann.chat.getConversationProfile(conversationID(bob)))
                            .lastMessage()
                            .isPeerRead())
                    .isTrue();

            assertThat(ann.await(Events.MESSAGE_READ_BY_PEER)).containsExactly(first, second);
            valve.release();
            var third = ann.send("three").to(bob);
            bob.awaitTexts(1);
            result(bob.chat.setMessageRead(conversationID(ann)));
            assertThat(ann.await(Events.MESSAGE_READ_BY_PEER)).containsExactly(third); // and nothing twice
        }
    }

    @Test
    @Rule("getMessageList#8")
    void a_peer_has_read_what_was_pulled_later_too() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        ann.send("hi").to(bob);
        bob.awaitMessage();
        result(bob.chat.setMessageRead(conversationID(ann)));

        var later = anotherInstanceOf(ann);

        var message = result(later.chat.getMessageList(MessageListQuery.newest(conversationID(bob))))
                .messageList()
                .getFirst();
        assertThat(message.isPeerRead()).isTrue();
        assertThat(later.conversationWith(bob).lastMessage().isPeerRead()).isTrue();
    }

    @Test
    @Rule({"getTotalUnreadMessageCount#1", "getTotalUnreadMessageCount#2", "getTotalUnreadMessageCount#4"})
    void the_total_is_the_sum_over_conversations_and_own_messages_do_not_count() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var eve = signIn("eve");
        ann.send("hi").to(bob);
        bob.send("hi").to(ann);
        eve.send("hi").to(ann);
        eve.send("hello?").to(ann);
        ann.awaitTexts(3);

        assertThat(ann.chat.getTotalUnreadMessageCount()).isEqualTo(3);
        assertThat(ann.conversationWith(bob).unreadCount()).isEqualTo(1);
        assertThat(anotherInstanceOf(ann).chat.getTotalUnreadMessageCount()).isEqualTo(3);
    }

    @Test
    @Rule({"getConversationProfile#1", "getConversationProfile#2", "compat#20"})
    void a_new_chat_is_opened_by_its_profile() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        result(bob.chat.updateMyProfile(new ProfileUpdate().nick("Bob").selfSignature("builder")));

        var conversation = result(ann.chat.getConversationProfile(conversationID(bob)));

        assertThat(conversation.userProfile().nick()).isEqualTo("Bob");
        assertThat(conversation.userProfile().selfSignature()).isEqualTo("builder");
        assertThat(conversation.lastMessage().lastTime()).isZero();
        assertThat(conversation.lastMessage().payload()).isNull();
        assertThat(ann.conversations()).contains(conversation);
        assertThat(bob.conversations()).isEmpty();
        assertThat(errorOf(ann.chat.getConversationProfile("C2Cnobody-of-this-name"))
                        .code())
                .isEqualTo(2501);
        assertThat(errorOf(ann.chat.getConversationProfile("nonsense")).code()).isEqualTo(2503);
        assertThatThrownBy(() -> ann.chat.getConversationProfile("")).hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule("deleteConversation#1")
    void a_deleted_conversation_is_gone_with_its_history_until_the_next_message() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        ann.send("old").to(bob);
        bob.send("older").to(ann);
        ann.awaitMessage();
        ann.awaitConversations(list -> list.size() == 1); // heard of, so that its end is news

        assertThat(result(ann.chat.deleteConversation(conversationID(bob)))).isEqualTo(conversationID(bob));

        ann.awaitConversations(List::isEmpty);
        assertThat(ann.chat.getTotalUnreadMessageCount()).isZero();
        assertThat(bob.historyWith(ann)).containsExactly("old", "older");
        bob.send("new").to(ann);
        assertThat(ann.awaitTexts(1)).containsExactly("new");
        assertThat(ann.historyWith(bob)).containsExactly("new");
        assertThat(ann.conversationWith(bob).unreadCount()).isEqualTo(1);
        assertThat(errorOf(ann.chat.deleteConversation("C2Cnobody")).code()).isEqualTo(2500);
    }

    @Test
    @Rule({"deleteConversation#1", "deleteConversation#3"})
    void several_are_deleted_at_once_and_may_keep_their_history() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var eve = signIn("eve");
        bob.send("one").to(ann);
        eve.send("two").to(ann);
        ann.awaitTexts(2);

        var deleted = result(ann.chat.deleteConversation(List.of(conversationID(bob), conversationID(eve)), false));

        assertThat(deleted).containsExactlyInAnyOrder(conversationID(bob), conversationID(eve));
        assertThat(ann.conversations()).isEmpty();
        assertThat(ann.historyWith(bob)).containsExactly("one");
        assertThatThrownBy(() -> ann.chat.deleteConversation(List.of(), true))
                .hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule({"deleteConversation#3", "general#6"})
    void of_the_first_hundred_those_that_are_on_the_list_are_deleted() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        bob.send("hi").to(ann);
        ann.awaitMessage();
        var strangers = IntStream.range(0, 99).mapToObj(i -> "C2Cstranger-" + i);
        var named = Stream.concat(Stream.of("no ID"), strangers).collect(Collectors.toList());
        named.add(conversationID(bob));

        assertThat(errorOf(ann.chat.deleteConversation(named, true)).code()).isEqualTo(2500);
        assertThat(ann.conversations()).hasSize(1);

        assertThat(result(ann.chat.deleteConversation(named.subList(1, 101), true)))
                .containsExactly(conversationID(bob));
        assertThat(ann.conversations()).isEmpty();
    }

    @Test
    @Rule("clearHistoryMessage#2")
    void histories_of_topics_are_not_cleared() {
        var ann = signIn("ann");

        assertThat(errorOf(ann.chat.clearHistoryMessage("GROUP@TGS#_@TGS#c1@TOPIC#_@TOPIC#c2"))
                        .code())
                .isEqualTo(2502);
    }

    @Test
    @Rule("deleteConversation#2")
    void a_setting_takes_deleted_conversations_off_other_instances_too() {
        server.set("conversation.deleteSync", true);
        try {
            var ann = signIn("ann");
            var annToo = anotherInstanceOf(ann);
            var bob = signIn("bob");
            bob.send("hi").to(ann);
            annToo.awaitConversations(list -> !list.isEmpty());
            ann.awaitMessage();

            result(ann.chat.deleteConversation(conversationID(bob)));

            annToo.awaitConversations(List::isEmpty);
        } finally {
            server.set("conversation.deleteSync", null);
        }
    }

    @Test
    @Rule("getConversationList#7")
    void before_the_first_sync_there_is_no_list_and_afterwards_all_of_it() {
        var ann = signIn("ann");
        var peers = server.registered("peer", 100);
        peers.forEach(peer -> result(
                ann.chat.sendMessage(ann.chat.createTextMessage(CreateOptions.toUser(peer, new TextPayload("hi"))))));
        ann.send("one more than a page has").to(signIn("bob"));
        var annToo = person(ann.userID);

        assertThat(errorOf(annToo.chat.getConversationList()).code()).isEqualTo(2024);

        assertThat(annToo.logIn().conversations()).hasSize(101);
    }

    @Test
    @Rule("getConversationList#3")
    void a_conversation_lasts_as_long_as_its_last_message_unless_it_is_pinned() throws Exception {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var eve = signIn("eve");
        var carl = signIn("carl");
        for (var peer : List.of(bob, eve, carl)) {
            server.age(peer.send("old").to(ann), Duration.ofDays(31));
        }
        carl.send("new").to(ann);
        ann.awaitTexts(4);
        result(ann.chat.pinConversation(conversationID(eve), true));

        assertThat(anotherInstanceOf(ann).conversations())
                .extracting(Conversation::conversationID)
                .containsExactly(conversationID(eve), conversationID(carl));
    }

    @Test
    @Rule({"setMessageRead#1", "getConversationList#2"})
    void one_that_the_list_lacked_is_read_too() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        bob.send("hi").to(ann);
        server.registered("peer", 100)
                .forEach(peer -> result(ann.chat.sendMessage(
                        ann.chat.createTextMessage(CreateOptions.toUser(peer, new TextPayload("hi"))))));
        result(ann.chat.logout());
        server.set("conversation.maxRecent", 100);
        try {
            assertThat(ann.logIn().conversations())
                    .hasSize(100)
                    .extracting(Conversation::conversationID)
                    .doesNotContain(conversationID(bob));
        } finally {
            server.set("conversation.maxRecent", null);
        }
        assertThat(result(ann.chat.getConversationProfile(conversationID(bob))).unreadCount())
                .isEqualTo(1);

        result(ann.chat.setMessageRead(conversationID(bob)));

        assertThat(ann.conversationWith(bob).unreadCount()).isZero();
        bob.await(Events.MESSAGE_READ_BY_PEER);
    }

    @Test
    @Rule("deleteConversation#2")
    void other_instances_keep_a_deleted_conversation_by_default() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");
        bob.send("hi").to(ann);
        annToo.awaitConversations(list -> !list.isEmpty());

        result(ann.chat.deleteConversation(conversationID(bob)));

        bob.send("still here").to(ann);
        annToo.awaitConversations(
                list -> list.getFirst().lastMessage().messageForShow().equals("still here"));
        assertThat(annToo.conversations()).hasSize(1);
    }

    @Test
    @Rule("compat#16")
    void own_sends_change_the_list_and_it_comes_whole_and_sorted() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var eve = signIn("eve");
        ann.send("one").to(bob);
        ann.send("two").to(eve);
        ann.awaitConversations(list -> list.size() == 2
                && list.getFirst().conversationID().equals(conversationID(eve))
                && list.getFirst().userProfile() != null);

        ann.send("three").to(bob);

        var list = ann.awaitConversations(
                whole -> whole.getFirst().lastMessage().messageForShow().equals("three"));
        assertThat(list)
                .extracting(Conversation::conversationID)
                .containsExactly(conversationID(bob), conversationID(eve));
        assertThat(list.getFirst().userProfile().userID()).isEqualTo(bob.userID);
    }
}
