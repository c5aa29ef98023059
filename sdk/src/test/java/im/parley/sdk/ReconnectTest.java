package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static im.parley.sdk.Person.text;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.EventNames;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What connections lose, nobody else does. Ann's cable is pulled out, cut and stalled; Bob's is sound.
class ReconnectTest extends Scenario {
    private final Cable cable = new Cable(server.port());
    private final Person ann = person(server.freshUserID("ann"), ChatOptions.of(TestServer.APP, cable.address()));
    private final Person bob = signIn("bob");

    ReconnectTest() {
        ann.logIn();
    }

    @AfterEach
    void closeCable() {
        cable.close();
    }

    @Test
    void the_network_state_is_told_as_it_changes() {
        assertThat(ann.await(Events.NET_STATE_CHANGE).state()).isEqualTo(Types.NET_STATE_CONNECTING);
        assertThat(ann.await(Events.NET_STATE_CHANGE).state()).isEqualTo(Types.NET_STATE_CONNECTED);

        cable.cut();

        var state = ann.await(Events.NET_STATE_CHANGE).state();
        assertThat(state).isEqualTo(Types.NET_STATE_DISCONNECTED);
        while (state.equals(Types.NET_STATE_DISCONNECTED)) { // a first try may meet the cable while it is being cut
            assertThat(ann.await(Events.NET_STATE_CHANGE).state()).isEqualTo(Types.NET_STATE_CONNECTING);
            state = ann.await(Events.NET_STATE_CHANGE).state();
        }
        assertThat(state).isEqualTo(Types.NET_STATE_CONNECTED);
        assertThat(ann.chat.isReady()).isTrue();
        assertThat(ann.eventsSoFar()).doesNotContain(EventNames.SDK_NOT_READY);
    }

    @Test
    void the_users_own_new_profile_is_told() {
        var annToo = anotherInstanceOf(ann);
        cable.pullOut();
        result(annToo.chat.updateMyProfile(new ProfileUpdate().nick("Ann the second")));

        cable.plugIn();

        assertThat(ann.await(Events.PROFILE_UPDATED))
                .containsExactly(result(annToo.chat.getMyProfile()))
                .containsExactly(result(ann.chat.getMyProfile()));
        cable.cut();
        eveWrites();
        assertThat(ann.pending(Events.PROFILE_UPDATED)).isZero();
    }

    /// So that Ann has caught up.
    private void eveWrites() {
        signIn("eve").send("hi").to(ann);
        ann.awaitTexts(1);
    }

    @Test
    @Rule({"getConversationList#1", "compat#16"})
    void profiles_of_peers_stay_complete() {
        result(bob.chat.updateMyProfile(new ProfileUpdate().selfSignature("builder")));
        bob.send("hi").to(ann);
        ann.awaitTexts(1);
        var opened = result(ann.chat.getConversationProfile(conversationID(bob)));
        assertThat(opened.userProfile().selfSignature()).isEqualTo("builder");

        cable.pullOut();
        cable.plugIn();
        eveWrites();

        assertThat(ann.conversationWith(bob)).isEqualTo(opened);
    }

    @Test
    @Rule("deleteConversation#2")
    void what_another_instance_deletes_meanwhile_stays_here_with_its_draft_by_default() {
        var annToo = anotherInstanceOf(ann);
        bob.send("hi").to(ann);
        ann.awaitTexts(1);
        annToo.awaitTexts(1);
        result(ann.chat.setConversationDraft(conversationID(bob), "to be sent"));
        cable.pullOut();
        result(annToo.chat.deleteConversation(conversationID(bob)));

        cable.plugIn();
        eveWrites();

        assertThat(ann.conversationWith(bob).draftText()).isEqualTo("to be sent");
    }

    @Test
    @Rule("deleteConversation#2")
    void where_deletions_are_shared_it_goes_here_too_unless_it_was_opened_here() {
        server.set("conversation.deleteSync", true);
        try {
            var annToo = anotherInstanceOf(ann);
            var eve = signIn("eve");
            bob.send("hi").to(ann);
            eve.send("hi").to(ann);
            ann.awaitTexts(2);
            annToo.awaitTexts(2);
            result(ann.chat.getConversationProfile(conversationID(eve)));
            cable.pullOut();
            result(annToo.chat.deleteConversation(List.of(conversationID(bob), conversationID(eve)), false));

            cable.plugIn();

            ann.awaitConversations(
                    list -> list.size() == 1 && list.getFirst().conversationID().equals(conversationID(eve)));
        } finally {
            server.set("conversation.deleteSync", null);
        }
    }

    @Test
    void what_was_missed_comes_after_the_reconnect_in_order_and_once() {
        bob.send("first").to(ann);
        assertThat(ann.awaitTexts(1)).containsExactly("first");
        cable.pullOut();
        var missed = IntStream.range(0, 120).mapToObj(i -> "missed " + i).toList();
        missed.forEach(text -> bob.send(text).to(ann));

        cable.plugIn();

        assertThat(ann.awaitTexts(120)).isEqualTo(missed);
        bob.send("last").to(ann);
        assertThat(ann.awaitTexts(1)).containsExactly("last");
        assertThat(ann.unexpectedMessages()).isEmpty();
        assertThat(ann.chat.getTotalUnreadMessageCount()).isEqualTo(122);
        ann.awaitConversations(list -> list.getFirst().unreadCount() == 122);
    }

    @Test
    void a_send_that_waits_for_the_connection_fails_at_the_logout() {
        cable.pullOut();
        var message = ann.messageTo(bob, "never mind");
        var sending = ann.chat.sendMessage(message);

        result(ann.chat.logout());

        assertThat(errorOf(sending).code()).isEqualTo(3005);
        assertThat(message.status()).isEqualTo(MessageStatus.FAIL);
    }

    @Test
    void a_conversation_that_began_meanwhile_is_there_too() {
        cable.pullOut();
        bob.send("hello").to(ann);

        cable.plugIn();

        assertThat(text(ann.awaitMessage())).isEqualTo("hello");
        assertThat(ann.conversationWith(bob).unreadCount()).isEqualTo(1);
    }

    @Test
    void history_from_before_the_login_is_not_news() {
        IntStream.range(0, 5).forEach(i -> bob.send("old " + i).to(ann));
        ann.awaitTexts(5);
        result(ann.chat.deleteConversation(List.of(conversationID(bob)), false));
        result(ann.chat.logout());
        Person.awaitNextSecond();
        ann.logIn();
        assertThat(ann.conversations()).isEmpty();

        bob.send("new").to(ann);

        assertThat(text(ann.awaitMessage())).isEqualTo("new");
        bob.send("newer").to(ann);
        assertThat(text(ann.awaitMessage())).isEqualTo("newer");
        assertThat(ann.unexpectedMessages()).isEmpty();
        assertThat(ann.historyWith(bob)).hasSize(7);
    }

    @Test
    void sends_wait_for_the_connection_and_keep_their_order() {
        cable.pullOut();
        var texts = IntStream.range(0, 50).mapToObj(i -> "m" + i).toList();
        var sends = texts.stream()
                .map(text -> ann.chat.sendMessage(ann.messageTo(bob, text)))
                .toList();

        cable.plugIn();

        sends.forEach(Person::result);
        assertThat(bob.awaitTexts(50)).isEqualTo(texts);
    }

    @Test
    @Rule({"resendMessage#1", "resendMessage#2"})
    void a_send_whose_answer_is_lost_is_stored_once() {
        var seen = bob.historyWith(ann);
        assertThat(seen).isEmpty();
        cable.stallIncoming();
        var sends = IntStream.range(0, 20)
                .mapToObj(i -> ann.chat.sendMessage(ann.messageTo(bob, "m" + i)))
                .toList();
        var arrived = bob.awaitTexts(20);
        assertThat(sends).noneMatch(CompletableFuture::isDone);

        cable.plugIn();
        cable.cut();

        for (int i = 0; i < 20; i++) {
            var sent = result(sends.get(i));
            assertThat(sent.sequence()).isEqualTo(i + 1);
            assertThat(text(sent)).isEqualTo(arrived.get(i)).isEqualTo("m" + i);
        }
        ann.send("done").to(bob);
        assertThat(bob.awaitTexts(1)).containsExactly("done");
        assertThat(ann.unexpectedMessages()).isEmpty();
        assertThat(bob.unexpectedMessages()).isEmpty();
    }

    @Test
    @Rule({"resendMessage#1", "resendMessage#2", "resendMessage#3", "general#7"})
    void a_send_without_an_answer_in_time_fails_and_may_be_sent_again() {
        var eve = person(
                        server.freshUserID("eve"),
                        ChatOptions.of(TestServer.APP, cable.address())
                                .withTimeouts(Duration.ofMillis(700), Duration.ofSeconds(10)))
                .logIn();
        var message = eve.messageTo(bob, "hi");
        cable.stallIncoming();

        var error = errorOf(eve.chat.sendMessage(message));

        assertThat(error.code()).isEqualTo(2801);
        assertThat(error.data().message()).isSameAs(message);
        assertThat(message.status()).isEqualTo(MessageStatus.FAIL);
        assertThat(bob.awaitMessage().id()).isEqualTo(message.id());
        cable.plugIn();
        cable.cut();
        Await.until(
                "the connection is back",
                () -> result(eve.chat.resendMessage(message).handle((sent, late) -> {
                    if (late != null) {
                        assertThat(Answers.errorOf(late).code()).isIn(2801, 2805);
                        assertThat(message.status()).isEqualTo(MessageStatus.FAIL);
                    }
                    return late == null;
                })));
        assertThat(message.status()).isEqualTo(MessageStatus.SUCCESS);
        assertThat(message.isResend()).isTrue();
        assertThat(message.sequence()).isEqualTo(1);
        assertThat(eve.unexpectedMessages()).isEmpty();
        assertThat(bob.historyWith(eve)).containsExactly("hi");
    }

    @Test
    @Rule({"addMessageReaction#4", "removeMessageReaction#3", "setMessageExtensions#3"})
    void what_was_attached_succeeds_also_where_the_answer_is_lost() {
        var sent = bob.chat.createTextMessage(
                CreateOptions.toUser(ann.userID, new TextPayload("vote")).withExtensions());
        result(bob.chat.sendMessage(sent));
        var message = ann.awaitMessage();
        cable.stallIncoming();

        var added = ann.chat.addMessageReaction(message, "👍");
        var set = ann.chat.setMessageExtensions(message, List.of(new Extension("vote", "yes")));
        assertThat(bob.await(Events.MESSAGE_REACTIONS_UPDATED).reactionList()).hasSize(1);
        bob.await(Events.MESSAGE_EXTENSIONS_UPDATED);
        cable.plugIn();
        cable.cut();

        result(added);
        assertThat(result(set)).containsExactly(new ExtensionResult(0, "vote", "yes"));
        assertThat(ann.await(Events.MESSAGE_REACTIONS_UPDATED)
                        .reactionList()
                        .getFirst()
                        .reactedByMyself())
                .isTrue();
        ann.await(Events.MESSAGE_EXTENSIONS_UPDATED);
        assertThat(errorOf(ann.chat.addMessageReaction(message, "👍")).code()).isEqualTo(23007);
        cable.stallIncoming();
        var removed = ann.chat.removeMessageReaction(message, "👍");
        assertThat(bob.await(Events.MESSAGE_REACTIONS_UPDATED)
                        .reactionList()
                        .getFirst()
                        .totalUserCount())
                .isZero();
        cable.plugIn();
        cable.cut();

        result(removed);
        ann.await(Events.MESSAGE_REACTIONS_UPDATED);
        assertThat(errorOf(ann.chat.removeMessageReaction(message, "👍")).code())
                .isEqualTo(23008);
        assertThat(ann.pending(Events.MESSAGE_REACTIONS_UPDATED)).isZero();
        assertThat(ann.pending(Events.MESSAGE_EXTENSIONS_UPDATED)).isZero();
        assertThat(bob.pending(Events.MESSAGE_REACTIONS_UPDATED)).isZero();
    }

    @Test
    void a_call_without_a_connection_fails_as_offline() {
        var eve = person(
                        server.freshUserID("eve"),
                        ChatOptions.of(TestServer.APP, cable.address())
                                .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(2)))
                .logIn();
        cable.pullOut();
        do {
            // until the loss is noticed
        } while (!eve.await(Events.NET_STATE_CHANGE).state().equals(Types.NET_STATE_DISCONNECTED));

        var message = eve.messageTo(bob, "hi");
        assertThat(errorOf(eve.chat.sendMessage(message)).code()).isEqualTo(2805);
        assertThat(message.status()).isEqualTo(MessageStatus.FAIL);
        assertThat(errorOf(eve.chat.getMessageList(MessageListQuery.newest(conversationID(bob))))
                        .code())
                .isEqualTo(2805);
    }

    @Test
    void a_connection_that_died_without_a_word_is_replaced() {
        cable.stall();
        bob.send("are you there?").to(ann);
        assertThat(ann.await(Events.NET_STATE_CHANGE).state()).isEqualTo(Types.NET_STATE_CONNECTING);
        assertThat(ann.await(Events.NET_STATE_CHANGE).state()).isEqualTo(Types.NET_STATE_CONNECTED);

        assertThat(ann.await(Events.NET_STATE_CHANGE).state()).isEqualTo(Types.NET_STATE_DISCONNECTED);
        cable.cut();
        cable.plugIn();

        assertThat(text(ann.awaitMessage())).isEqualTo("are you there?");
    }

    @Test
    void a_connection_that_died_is_replaced_also_while_calls_are_made() {
        assertThat(ann.await(Events.NET_STATE_CHANGE).state()).isEqualTo(Types.NET_STATE_CONNECTING);
        assertThat(ann.await(Events.NET_STATE_CHANGE).state()).isEqualTo(Types.NET_STATE_CONNECTED);
        cable.stall();

        for (int i = 0; i < 100 && ann.pending(Events.NET_STATE_CHANGE) == 0; i++) {
            ann.chat.getUserProfile(List.of(bob.userID)); // gets nowhere
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }

        assertThat(ann.pending(Events.NET_STATE_CHANGE)).isPositive();
        cable.cut();
        cable.plugIn();
        bob.send("are you there?").to(ann);
        assertThat(text(ann.awaitMessage())).isEqualTo("are you there?");
    }

    @Test
    void what_the_peer_read_meanwhile_is_known_afterwards() {
        var sent = ann.send("hi").to(bob);
        bob.awaitMessage();
        cable.pullOut();
        result(bob.chat.setMessageRead(conversationID(ann)));

        cable.plugIn();

        ann.awaitConversations(list -> list.getFirst().lastMessage().isPeerRead());
        assertThat(sent.isPeerRead()).isTrue();
    }

    @Test
    void what_was_attached_to_messages_meanwhile_is_told_afterwards() {
        var options = CreateOptions.toUser(bob.userID, new TextPayload("vote"))
                .withExtensions()
                .withReadReceipt();
        var message = result(ann.chat.sendMessage(ann.chat.createTextMessage(options)));
        var received = bob.awaitMessage();
        for (var reactionID : List.of("gone", "kept")) {
            result(bob.chat.addMessageReaction(received, reactionID));
            ann.await(Events.MESSAGE_REACTIONS_UPDATED);
        }
        result(bob.chat.setMessageExtensions(
                received, List.of(new Extension("gone", "1"), new Extension("kept", "1"), new Extension("set", "1"))));
        ann.await(Events.MESSAGE_EXTENSIONS_UPDATED);
        cable.pullOut();
        result(bob.chat.removeMessageReaction(received, "gone"));
        result(bob.chat.addMessageReaction(received, "new"));
        result(bob.chat.setMessageExtensions(received, List.of(new Extension("set", "2"))));
        result(bob.chat.deleteMessageExtensions(received, List.of("gone")));
        result(bob.chat.sendMessageReadReceipt(List.of(received)));
        var later = bob.send("later").to(ann);
        result(bob.chat.addMessageReaction(later, "mine"));

        cable.plugIn();

        var receipts = ann.await(Events.MESSAGE_READ_RECEIPT_RECEIVED);
        assertThat(receipts).singleElement().satisfies(receipt -> {
            assertThat(receipt.messageID()).isEqualTo(message.id());
            assertThat(receipt.isPeerRead()).isTrue();
        });
        assertThat(message.readReceiptInfo().isPeerRead()).isTrue();
        var bobOnly = List.of(new MessageUser(bob.userID, "", ""));
        assertThat(ann.await(Events.MESSAGE_REACTIONS_UPDATED))
                .isEqualTo(new Events.ReactionsUpdated(
                        message.id(),
                        List.of(new Reaction("new", 1, false, bobOnly), new Reaction("gone", 0, false, List.of()))));
        assertThat(ann.await(Events.MESSAGE_EXTENSIONS_UPDATED))
                .isEqualTo(new Events.ExtensionsUpdated(message.id(), List.of(new Extension("set", "2"))));
        assertThat(ann.await(Events.MESSAGE_EXTENSIONS_DELETED))
                .isEqualTo(new Events.ExtensionsDeleted(message.id(), List.of("gone")));
        assertThat(ann.await(Events.MESSAGE_REACTIONS_UPDATED))
                .isEqualTo(new Events.ReactionsUpdated(later.id(), List.of(new Reaction("mine", 1, false, bobOnly))));
        var events = ann.eventsSoFar();
        assertThat(events.lastIndexOf(EventNames.MESSAGE_RECEIVED))
                .isLessThan(events.lastIndexOf(EventNames.MESSAGE_REACTIONS_UPDATED));
        bob.send("done").to(ann);
        assertThat(ann.awaitTexts(2)).containsExactly("later", "done");
        assertThat(ann.pending(Events.MESSAGE_REACTIONS_UPDATED)).isZero();
        assertThat(ann.pending(Events.MESSAGE_EXTENSIONS_UPDATED)).isZero();
    }

    @Test
    void what_another_instance_read_meanwhile_is_read_afterwards() {
        var annToo = anotherInstanceOf(ann);
        bob.send("hi").to(ann);
        ann.awaitMessage();
        annToo.awaitMessage();
        cable.pullOut();
        result(annToo.chat.setMessageRead(conversationID(bob)));

        cable.plugIn();

        ann.awaitConversations(list -> list.getFirst().unreadCount() == 0);
        assertThat(ann.chat.getTotalUnreadMessageCount()).isZero();
    }

    @Test
    void a_signature_that_ended_meanwhile_signs_its_user_out() {
        var eve = person(server.freshUserID("eve"), ChatOptions.of(TestServer.APP, cable.address()));
        var sig = TestServer.userSig(eve.userID, Instant.now(), Duration.ofSeconds(3));
        result(eve.chat.login(eve.userID, sig));
        eve.await(Events.SDK_READY);
        cable.pullOut();
        Person.awaitNextSecond();
        Person.awaitNextSecond();
        Person.awaitNextSecond();

        cable.plugIn();

        assertThat(eve.await(Events.KICKED_OUT).type()).isEqualTo(Types.KICKED_OUT_USERSIG_EXPIRED);
        assertThat(errorOf(eve.chat.getMyProfile()).code()).isEqualTo(3004);
    }
}
