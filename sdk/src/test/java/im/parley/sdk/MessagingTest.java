package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static im.parley.sdk.Person.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Sections B and C: creating, sending and receiving.
class MessagingTest extends Scenario {
    @Test
    @Rule({"sendMessage#2", "sendMessage#10", "compat#10", "compat#12", "compat#17"})
    void a_message_arrives_at_its_receiver() {
        var ann = signIn("ann");
        var bob = signIn("bob");

        var sent = ann.send("hi").to(bob);

        var received = bob.awaitMessage();
        assertThat(text(received)).isEqualTo("hi");
        assertThat(received.id()).isEqualTo(sent.id());
        assertThat(received.from()).isEqualTo(ann.userID);
        assertThat(received.to()).isEqualTo(bob.userID);
        assertThat(received.flow()).isEqualTo(Flow.IN);
        assertThat(received.conversationID()).isEqualTo(conversationID(ann));
        assertThat(received.sequence()).isEqualTo(1).isEqualTo(sent.sequence());
        assertThat(received.time()).isEqualTo(sent.time());
        assertThat(received.status()).isEqualTo(MessageStatus.SUCCESS);
        assertThat(received.isRead()).isFalse();
    }

    @Test
    @Rule({"create#1", "create#9", "sendMessage#1", "compat#12"})
    void a_created_message_is_complete_and_the_send_settles_the_same_object() {
        var ann = signIn("ann");
        var bob = signIn("bob");

        var message = ann.messageTo(bob, "hi");

        assertThat(message.status()).isEqualTo(MessageStatus.UN_SEND);
        assertThat(message.id()).matches("\\d+-\\d+-\\d+");
        assertThat(message.time()).isEqualTo(message.clientTime());
        assertThat(message.conversationID()).isEqualTo(conversationID(bob));
        assertThat(message.flow()).isEqualTo(Flow.OUT);
        assertThat(message.from()).isEqualTo(ann.userID);
        assertThat(message.priority()).isEqualTo(Types.MSG_PRIORITY_NORMAL);
        var id = message.id();

        assertThat(result(ann.chat.sendMessage(message))).isSameAs(message);

        assertThat(message.status()).isEqualTo(MessageStatus.SUCCESS);
        assertThat(message.id()).isEqualTo(id);
        assertThat(message.sequence()).isEqualTo(1);
        assertThat(ann.chat.findMessage(id)).containsSame(message);
    }

    @Test
    @Rule({"create#2", "create#3", "create#4", "create#6"})
    void what_the_options_say_travels_with_the_message() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var message = ann.chat.createTextMessage(CreateOptions.toUser(bob.userID, new TextPayload("hi"))
                .withCloudCustomData("{\"colour\":\"red\"}")
                .withPriority(Types.MSG_PRIORITY_HIGH)
                .withReadReceipt()
                .withExtensions());

        result(ann.chat.sendMessage(message));

        var received = bob.awaitMessage();
        assertThat(received.cloudCustomData()).isEqualTo("{\"colour\":\"red\"}");
        assertThat(received.priority()).isEqualTo(Types.MSG_PRIORITY_HIGH);
        assertThat(received.needReadReceipt()).isTrue();
        assertThat(received.isSupportExtension()).isTrue();
        bob.chat.logout().join();
        assertThat(result(bob.logIn().chat.getMessageList(MessageListQuery.newest(conversationID(ann))))
                        .messageList()
                        .getFirst()
                        .cloudCustomData())
                .isEqualTo("{\"colour\":\"red\"}");
    }

    @Test
    @Rule("sendMessage#3")
    void own_sends_come_to_own_other_instances_only() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");

        var sent = ann.send("hi").to(bob);

        var copy = annToo.awaitMessage();
        assertThat(copy.id()).isEqualTo(sent.id());
        assertThat(copy.flow()).isEqualTo(Flow.OUT);
        assertThat(copy.conversationID()).isEqualTo(conversationID(bob));
        bob.send("hello").to(ann);
        assertThat(text(ann.awaitMessage())).isEqualTo("hello");
        assertThat(ann.unexpectedMessages()).isEmpty();
        assertThat(annToo.chat.getTotalUnreadMessageCount()).isLessThanOrEqualTo(1);
    }

    @Test
    @Rule("sendMessage#7")
    void nothing_can_be_sent_to_the_system_conversation() {
        var ann = signIn("ann");

        for (var type : List.of(Types.CONV_SYSTEM, Types.CONV_C2C, Types.CONV_GROUP)) {
            var message = ann.chat.createTextMessage(CreateOptions.of(Types.CONV_SYSTEM, type, new TextPayload("hi")));
            assertThat(errorOf(ann.chat.sendMessage(message)).code()).as(type).isEqualTo(2106);
        }
    }

    @Test
    @Rule("sendMessage#8")
    void a_message_has_at_most_12_kilobytes() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var frame = "{\"text\":\"\"}".length();

        ann.send("a".repeat(12_288 - frame)).to(bob);
        var tooLong = ann.messageTo(bob, "a".repeat(12_289 - frame));
        var umlauts = ann.messageTo(bob, "ü".repeat(6_144));

        assertThat(errorOf(ann.chat.sendMessage(tooLong)).code()).isEqualTo(80002);
        assertThat(errorOf(ann.chat.sendMessage(umlauts)).code()).isEqualTo(80002);
        assertThat(text(bob.awaitMessage())).hasSize(12_288 - frame);
    }

    @Test
    @Rule({"sendMessage#21", "general#4", "compat#12"})
    void a_failed_send_leaves_the_failed_message_in_the_error() {
        var ann = signIn("ann");
        var message = ann.chat.createTextMessage(CreateOptions.toUser("nobody-of-this-name", new TextPayload("hi")));

        var error = errorOf(ann.chat.sendMessage(message));

        assertThat(error.code()).isEqualTo(20003);
        assertThat(error.getMessage()).isNotBlank();
        assertThat(error.data().message()).isSameAs(message);
        assertThat(message.status()).isEqualTo(MessageStatus.FAIL);
    }

    @Test
    void ids_that_can_be_nobodys_are_no_receivers() {
        var ann = signIn("ann");
        var message = ann.chat.createTextMessage(CreateOptions.toUser("two words", new TextPayload("hi")));

        assertThat(errorOf(ann.chat.sendMessage(message)).code()).isEqualTo(20003);
    }

    @Test
    void ids_that_can_be_no_groups_are_no_receivers() {
        var ann = signIn("ann");
        for (var groupID : List.of("Gruppe für alle", "g".repeat(300))) {
            var message = ann.chat.createTextMessage(CreateOptions.toGroup(groupID, new TextPayload("hi")));

            assertThat(errorOf(ann.chat.sendMessage(message)).code()).isEqualTo(10015);
            assertThat(message.status()).isEqualTo(MessageStatus.FAIL);
        }
    }

    @Test
    void a_message_of_somebody_else_cannot_be_sent() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        ann.send("hi").to(bob);
        var received = bob.awaitMessage();

        assertThat(errorOf(bob.chat.sendMessage(received)).code()).isEqualTo(2105);
        assertThat(received.status()).isEqualTo(MessageStatus.SUCCESS);
    }

    @Test
    void notes_to_oneself_reach_the_other_instances() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);

        ann.send("buy milk").to(ann);

        assertThat(text(annToo.awaitMessage())).isEqualTo("buy milk");
        assertThat(annToo.historyWith(ann)).containsExactly("buy milk");
        assertThat(ann.chat.getTotalUnreadMessageCount()).isZero();
    }

    @Test
    void any_text_arrives_as_it_was() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var texts = List.of("\"\\/\b\n\u0000\u2028", "你好，世界", "👩‍👩‍👧‍👦 \u202eright to left", " ");

        texts.forEach(text -> ann.send(text).to(bob));

        assertThat(bob.awaitTexts(texts.size())).isEqualTo(texts);
    }

    @Test
    void half_a_character_arrives_as_a_question_mark() {
        var ann = signIn("ann");
        var bob = signIn("bob");

        ann.send("x\ud83dy").to(bob);

        assertThat(text(bob.awaitMessage())).isEqualTo("x?y");
    }

    @Test
    void sends_that_do_not_wait_for_each_other_keep_their_order() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var texts = IntStream.range(0, 500).mapToObj(Integer::toString).toList();
        var sends = new ArrayList<CompletableFuture<Message>>();

        texts.forEach(text -> sends.add(ann.chat.sendMessage(ann.messageTo(bob, text))));

        for (int i = 0; i < sends.size(); i++) {
            assertThat(result(sends.get(i)).sequence()).isEqualTo(i + 1);
        }
        assertThat(bob.awaitTexts(texts.size())).isEqualTo(texts);
    }

    @Test
    void two_who_write_at_once_see_the_same_order() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var sends = new ArrayList<CompletableFuture<Message>>();
        for (int i = 0; i < 100; i++) {
            sends.add(ann.chat.sendMessage(ann.messageTo(bob, "a" + i)));
            sends.add(bob.chat.sendMessage(bob.messageTo(ann, "b" + i)));
        }
        sends.forEach(Person::result);

        assertThat(bob.awaitTexts(100))
                .isEqualTo(IntStream.range(0, 100).mapToObj(i -> "a" + i).toList());
        assertThat(ann.awaitTexts(100))
                .isEqualTo(IntStream.range(0, 100).mapToObj(i -> "b" + i).toList());
        assertThat(ann.historyWith(bob)).hasSize(15).isEqualTo(bob.historyWith(ann));
    }

    @Test
    @Rule("general#3")
    void what_is_missing_throws_at_once() {
        var ann = signIn("ann");

        assertThatThrownBy(() -> new TextPayload("")).hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> CreateOptions.toUser("", new TextPayload("hi")))
                .hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> ann.chat.createTextMessage(null)).hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> ann.chat.sendMessage(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> ann.chat.resendMessage(null)).hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> ann.chat.getMessageList(null)).hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> ann.chat.findMessage("")).hasMessageStartingWith("Params validate failed.");
    }
}
