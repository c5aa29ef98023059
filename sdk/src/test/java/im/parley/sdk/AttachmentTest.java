package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Section C: extensions, reactions and read receipts.
class AttachmentTest extends Scenario {
    private final Person ann = signIn("ann");
    private final Person bob = signIn("bob");

    /// As the sender has it.
    private Message sent() {
        var message = ann.chat.createTextMessage(CreateOptions.toUser(bob.userID, new TextPayload("vote"))
                .withExtensions()
                .withReadReceipt());
        return result(ann.chat.sendMessage(message));
    }

    @Test
    @Rule({"setMessageExtensions#4", "setMessageExtensions#7", "getMessageExtensions#4"})
    void everybody_hears_of_extensions_that_are_set() {
        var message = sent();
        var received = bob.awaitMessage();
        var annToo = anotherInstanceOf(ann);

        var done = result(bob.chat.setMessageExtensions(
                received, List.of(new Extension(bob.userID, "yes"), new Extension("note", "later"))));

        assertThat(done)
                .containsExactly(new ExtensionResult(0, bob.userID, "yes"), new ExtensionResult(0, "note", "later"));
        var news = new Events.ExtensionsUpdated(
                message.id(), List.of(new Extension(bob.userID, "yes"), new Extension("note", "later")));
        for (var person : List.of(bob, ann, annToo)) {
            assertThat(person.await(Events.MESSAGE_EXTENSIONS_UPDATED)).isEqualTo(news);
        }
        assertThat(result(ann.chat.getMessageExtensions(message)))
                .containsExactlyInAnyOrder(new Extension(bob.userID, "yes"), new Extension("note", "later"));
    }

    @Test
    @Rule({"setMessageExtensions#3", "deleteMessageExtensions#2"})
    void who_is_second_learns_what_the_first_has_set_and_may_try_again() {
        var message = sent();
        var received = bob.awaitMessage();
        var annToo = anotherInstanceOf(ann);
        result(annToo.chat.setMessageExtensions(message, List.of(new Extension("key", "first"))));
        var late = anotherInstanceOf(bob); // it has heard of nothing

        var conflict = result(late.chat.setMessageExtensions(received, List.of(new Extension("key", "second"))));
        assertThat(conflict).containsExactly(new ExtensionResult(23001, "key", "first"));
        assertThat(result(late.chat.setMessageExtensions(received, List.of(new Extension("key", "second")))))
                .containsExactly(new ExtensionResult(0, "key", "second"));

        var later = anotherInstanceOf(bob);
        assertThat(result(later.chat.deleteMessageExtensions(received, List.of("key"))))
                .containsExactly(new ExtensionResult(23001, "key", "second"));
        assertThat(result(later.chat.deleteMessageExtensions(received, List.of("key"))))
                .containsExactly(new ExtensionResult(0, "key", "second"));
        assertThat(result(ann.chat.getMessageExtensions(message))).isEmpty();
    }

    @Test
    @Rule("deleteMessageExtensions#4")
    void without_keys_all_extensions_are_deleted() {
        var message = sent();
        var received = bob.awaitMessage();
        result(bob.chat.setMessageExtensions(received, List.of(new Extension("a", "1"), new Extension("b", "2"))));

        assertThat(result(ann.chat.deleteMessageExtensions(message)))
                .containsExactlyInAnyOrder(new ExtensionResult(0, "a", "1"), new ExtensionResult(0, "b", "2"));

        for (var person : List.of(ann, bob)) {
            var gone = person.await(Events.MESSAGE_EXTENSIONS_DELETED);
            assertThat(gone.messageID()).isEqualTo(message.id());
            assertThat(gone.keyList()).containsExactlyInAnyOrder("a", "b");
        }
        assertThat(result(bob.chat.setMessageExtensions(received, List.of(new Extension("a", "3")))))
                .containsExactly(new ExtensionResult(0, "a", "3"));
    }

    @Test
    @Rule({"setMessageExtensions#2", "setMessageExtensions#6", "getMessageExtensions#3"})
    void extensions_have_limits_and_not_every_message_takes_them() {
        var message = sent();

        assertThat(errorOf(ann.chat.setMessageExtensions(message, List.of(new Extension("k".repeat(101), "v"))))
                        .code())
                .isEqualTo(23002);
        assertThat(errorOf(ann.chat.setMessageExtensions(message, List.of(new Extension("k", "v".repeat(1_025)))))
                        .code())
                .isEqualTo(23002);
        assertThat(errorOf(ann.chat.setMessageExtensions(
                                message,
                                IntStream.range(0, 21)
                                        .mapToObj(i -> new Extension("k" + i, "v"))
                                        .toList()))
                        .code())
                .isEqualTo(23002);
        assertThat(result(ann.chat.getMessageExtensions(message))).isEmpty();
        result(ann.chat.setMessageExtensions(message, List.of(new Extension("k".repeat(100), "v".repeat(1_024)))));
        result(ann.chat.deleteMessageExtensions(message));
        for (int call = 0; call < 15; call++) {
            result(ann.chat.setMessageExtensions(message, twenty(call)));
        }
        assertThat(errorOf(ann.chat.setMessageExtensions(message, List.of(new Extension("one more", "v"))))
                        .code())
                .isEqualTo(23002);
        assertThat(result(ann.chat.setMessageExtensions(message, List.of(new Extension("k0-0", "changed")))))
                .extracting(ExtensionResult::code)
                .containsExactly(0);
        assertThat(result(ann.chat.getMessageExtensions(message))).hasSize(300);

        var plain = ann.send("plain").to(bob);
        var unsent = ann.messageTo(bob, "not sent");
        for (var other : List.of(plain, unsent)) {
            assertThatThrownBy(() -> ann.chat.setMessageExtensions(other, List.of(new Extension("k", "v"))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ann.chat.getMessageExtensions(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<Extension> twenty(int call) {
        return IntStream.range(0, 20)
                .mapToObj(i -> new Extension("k" + call + "-" + i, "v"))
                .toList();
    }

    @Test
    @Rule({"addMessageReaction#4", "addMessageReaction#6", "removeMessageReaction#2", "removeMessageReaction#3"})
    void everybody_hears_who_reacts_and_sees_themselves_in_it() {
        var message = sent();
        var received = bob.awaitMessage();
        var bobToo = anotherInstanceOf(bob);

        result(bob.chat.addMessageReaction(received, "👍"));

        for (var person : List.of(ann, bob, bobToo)) {
            var news = person.await(Events.MESSAGE_REACTIONS_UPDATED);
            assertThat(news.messageID()).isEqualTo(message.id());
            assertThat(news.reactionList())
                    .containsExactly(
                            new Reaction("👍", 1, person != ann, List.of(new MessageUser(bob.userID, "", ""))));
        }
        assertThat(errorOf(bob.chat.addMessageReaction(received, "👍")).code()).isEqualTo(23007);
        assertThat(errorOf(ann.chat.removeMessageReaction(message, "👍")).code())
                .isEqualTo(23009);
        assertThat(errorOf(ann.chat.removeMessageReaction(message, "👎")).code())
                .isEqualTo(23008);

        result(ann.chat.addMessageReaction(message, "👍"));
        assertThat(bobToo.await(Events.MESSAGE_REACTIONS_UPDATED).reactionList().getFirst())
                .matches(reaction -> reaction.totalUserCount() == 2 && reaction.reactedByMyself());
        result(bob.chat.removeMessageReaction(received, "👍"));
        assertThat(bobToo.await(Events.MESSAGE_REACTIONS_UPDATED).reactionList().getFirst())
                .matches(reaction -> reaction.totalUserCount() == 1 && !reaction.reactedByMyself());
        result(ann.chat.removeMessageReaction(message, "👍"));
        assertThat(bobToo.await(Events.MESSAGE_REACTIONS_UPDATED).reactionList())
                .containsExactly(new Reaction("👍", 0, false, List.of()));
    }

    @Test
    @Rule({"addMessageReaction#2", "getMessageReactions#2", "getAllUserListOfMessageReaction#2"})
    void reactions_can_be_looked_up() {
        var message = sent();
        var second = sent();
        for (int i = 0; i < 10; i++) {
            result(ann.chat.addMessageReaction(message, "r" + i));
        }
        assertThat(errorOf(ann.chat.addMessageReaction(message, "one more")).code())
                .isEqualTo(23005);
        result(bob.chat.addMessageReaction(bob.awaitMessage(), "r3"));
        var elsewhere = ann.send("to herself").to(ann);

        var found = result(ann.chat.getMessageReactions(List.of(second, message, elsewhere), 1));

        assertThat(found).hasSize(2);
        assertThat(found.getFirst()).isEqualTo(new MessageReactions(second.id(), List.of()));
        assertThat(found.getLast().reactionList()).hasSize(10);
        assertThat(found.getLast().reactionList().get(3))
                .isEqualTo(new Reaction("r3", 2, true, List.of(new MessageUser(ann.userID, "", ""))));

        var first = result(ann.chat.getAllUserListOfMessageReaction(message, "r3", 0, 1));
        assertThat(first.isCompleted()).isFalse();
        var rest = result(ann.chat.getAllUserListOfMessageReaction(message, "r3", first.nextSeq(), 1_000));
        assertThat(rest).isEqualTo(new ReactionUserList(List.of(new MessageUser(bob.userID, "", "")), 0, true));
    }

    @Test
    @Rule("addMessageReaction#5")
    void only_messages_that_are_sent_take_reactions() {
        var unsent = ann.messageTo(bob, "not sent");

        assertThatThrownBy(() -> ann.chat.addMessageReaction(unsent, "👍"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> ann.chat.getMessageReactions(List.of(), 10))
                .hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule({"sendMessageReadReceipt#2", "sendMessageReadReceipt#5", "getMessageReadReceiptList#5"})
    void the_sender_learns_that_a_message_was_read() {
        var message = sent();
        var received = bob.awaitMessage();
        var annToo = anotherInstanceOf(ann);
        assertThat(message.readReceiptInfo().isPeerRead()).isFalse();

        result(bob.chat.sendMessageReadReceipt(List.of(received)));

        for (var person : List.of(ann, annToo)) {
            var receipts = person.await(Events.MESSAGE_READ_RECEIPT_RECEIVED);
            assertThat(receipts).hasSize(1);
            assertThat(receipts.getFirst().userID()).isEqualTo(bob.userID);
            assertThat(receipts.getFirst().messageID()).isEqualTo(message.id());
            assertThat(receipts.getFirst().isPeerRead()).isTrue();
            assertThat(receipts.getFirst().timestamp()).isGreaterThanOrEqualTo(message.time());
        }
        assertThat(message.readReceiptInfo().isPeerRead()).isTrue();
        assertThat(message.isPeerRead()).isFalse();
        assertThat(bob.conversationWith(ann).unreadCount()).isEqualTo(1);
        assertThat(result(ann.chat.getMessageReadReceiptList(List.of(message)))).containsExactly(message);
        var later = anotherInstanceOf(ann);
        assertThat(result(later.chat.getMessageList(MessageListQuery.newest(conversationID(bob))))
                        .messageList()
                        .getFirst()
                        .readReceiptInfo())
                .isEqualTo(message.readReceiptInfo());
        result(bob.chat.sendMessageReadReceipt(List.of(received))); // nothing new
        result(bob.chat.addMessageReaction(received, "👍"));
        ann.await(Events.MESSAGE_REACTIONS_UPDATED);
        assertThat(ann.pending(Events.MESSAGE_READ_RECEIPT_RECEIVED)).isZero();
    }

    @Test
    @Rule({"sendMessageReadReceipt#1", "getMessageReactions#2", "general#6"})
    void of_a_longer_list_the_first_of_one_conversation_count() {
        var eve = signIn("eve");
        var fromEve = eve.chat.createTextMessage(
                CreateOptions.toUser(bob.userID, new TextPayload("hi")).withReadReceipt());
        result(eve.chat.sendMessage(fromEve));
        var ofEve = bob.awaitMessage();
        IntStream.range(0, 30).forEach(i -> sent());
        var received = Stream.generate(bob::awaitMessage).limit(30).toList();
        var named = Stream.of(received.subList(0, 29), List.of(ofEve), received.subList(29, 30))
                .flatMap(List::stream)
                .toList();

        result(bob.chat.sendMessageReadReceipt(named));

        assertThat(ann.await(Events.MESSAGE_READ_RECEIPT_RECEIVED))
                .extracting(Events.ReadReceipt::messageID)
                .containsExactlyInAnyOrderElementsOf(
                        received.subList(0, 29).stream().map(Message::id).toList());
        assertThat(eve.pending(Events.MESSAGE_READ_RECEIPT_RECEIVED)).isZero();
        assertThat(fromEve.readReceiptInfo().isPeerRead()).isFalse();
        assertThat(result(bob.chat.getMessageReactions(named.subList(10, 31), 10)))
                .extracting(MessageReactions::messageID)
                .containsExactlyElementsOf(
                        received.subList(10, 29).stream().map(Message::id).toList());
    }

    @Test
    @Rule({"sendMessageReadReceipt#1", "sendMessageReadReceipt#6"})
    void receipts_are_for_messages_of_others_that_ask_for_them() {
        var message = sent();
        ann.send("plain").to(bob);
        var received = List.of(bob.awaitMessage(), bob.awaitMessage());

        assertThat(errorOf(ann.chat.sendMessageReadReceipt(List.of(message))).code())
                .isEqualTo(2114);
        assertThat(errorOf(bob.chat.sendMessageReadReceipt(received.subList(1, 2)))
                        .code())
                .isEqualTo(2114);
        assertThat(errorOf(bob.chat.sendMessageReadReceipt(List.of())).code()).isEqualTo(2114);
        result(bob.chat.sendMessageReadReceipt(received));
        assertThat(ann.await(Events.MESSAGE_READ_RECEIPT_RECEIVED)).hasSize(1);
    }

    @Test
    @Rule({
        "setMessageExtensions#1",
        "getMessageExtensions#1",
        "deleteMessageExtensions#1",
        "addMessageReaction#1",
        "removeMessageReaction#1",
        "getMessageReactions#1",
        "getAllUserListOfMessageReaction#1",
        "sendMessageReadReceipt#3",
        "compat#4"
    })
    void each_feature_can_be_switched_off() {
        var message = sent();
        var received = bob.awaitMessage();
        assertThat(isEnabled(1L << 48)).isTrue();
        assertThat(isEnabled(1L << 5)).isTrue();
        switchAll(false);
        try {
            for (var refused : List.of(
                    ann.chat.setMessageExtensions(message, List.of(new Extension("k", "v"))),
                    ann.chat.getMessageExtensions(message),
                    ann.chat.deleteMessageExtensions(message),
                    ann.chat.addMessageReaction(message, "👍"),
                    ann.chat.removeMessageReaction(message, "👍"),
                    ann.chat.getMessageReactions(List.of(message), 10),
                    ann.chat.getAllUserListOfMessageReaction(message, "👍", 0, 100))) {
                assertThat(errorOf(refused).code()).isEqualTo(3122);
            }
            assertThat(errorOf(bob.chat.sendMessageReadReceipt(List.of(received)))
                            .code())
                    .isIn(3122, 10059);
        } finally {
            switchAll(null);
        }
    }

    @Test
    @Rule("addMessageReaction#3")
    void a_hundred_users_are_in_a_reaction_and_no_more() {
        var crowd = IntStream.range(0, 100).mapToObj(i -> signIn("member")).toList();
        var group = result(ann.chat.createGroup(new GroupCreation("Voters")
                        .members(crowd.stream().map(person -> person.userID).toList())))
                .group();
        var message = ann.send("vote").to(group);
        crowd.forEach(person -> result(person.chat.addMessageReaction(message, "👍")));

        assertThat(errorOf(ann.chat.addMessageReaction(message, "👍")).code()).isEqualTo(23006);
        result(ann.chat.addMessageReaction(message, "👎"));
        result(crowd.getFirst().chat.removeMessageReaction(message, "👍"));
        result(ann.chat.addMessageReaction(message, "👍"));
    }

    private void switchAll(Boolean value) {
        for (var gate : List.of("message.extensions", "message.reactions", "message.c2cReadReceipt")) {
            server.set(gate, value);
        }
    }

    private boolean isEnabled(long ability) {
        return result(ann.chat.callExperimentalAPI("isCommercialAbilityEnabled", ability))
                .equals(Map.of("enabled", true));
    }
}
