package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What can be done to messages that are sent: revoking, modifying, deleting, clearing.
class AfterSendingTest extends Scenario {
    private final Cable cable = new Cable(server.port());

    @AfterEach
    void closeCable() {
        cable.close();
    }

    @Test
    @Rule({"revokeMessage#2", "revokeMessage#6", "compat#17"})
    void a_revoked_message_is_a_placeholder_for_all_but_its_sender() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        result(ann.chat.updateMyProfile(new ProfileUpdate().nick("Ann")));
        var annsPhone = anotherInstanceOf(ann);
        var message = ann.send("oops").to(bob);
        var atBob = bob.awaitMessage();
        annsPhone.awaitMessage();

        assertThat(result(ann.chat.revokeMessage(message))).isSameAs(message);

        assertThat(message.isRevoked()).isTrue();
        assertThat(Person.text(message)).isEqualTo("oops");
        var told = bob.await(Events.MESSAGE_REVOKED);
        assertThat(told).hasSize(1).first().isSameAs(atBob);
        assertThat(atBob.isRevoked()).isTrue();
        assertThat(atBob.revoker()).isEqualTo(ann.userID);
        assertThat(atBob.revokerInfo()).isEqualTo(new MessageUser(ann.userID, "Ann", ""));
        assertThat(atBob.revokeReason()).isEmpty();
        assertThat(atBob.payload()).isNotInstanceOf(TextPayload.class);
        assertThat(annsPhone.await(Events.MESSAGE_REVOKED).getFirst().id()).isEqualTo(message.id());
        var again = result(person(bob.userID).logIn().chat.getMessageList(MessageListQuery.newest(conversationID(ann))))
                .messageList()
                .getFirst();
        assertThat(again.isRevoked()).isTrue();
        assertThat(again.toString() + again.payload()).doesNotContain("oops");
        assertThat(ann.pending(Events.MESSAGE_REVOKED)).isZero();
    }

    @Test
    @Rule({"revokeMessage#7"})
    void unread_counts_and_last_messages_follow_a_revocation() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var one = ann.send("one").to(bob);
        ann.send("two").to(bob);
        var three = ann.send("three").to(bob);
        bob.awaitTexts(3);
        assertThat(bob.chat.getTotalUnreadMessageCount()).isEqualTo(3);

        result(ann.chat.revokeMessage(three));
        bob.await(Events.MESSAGE_REVOKED);
        result(ann.chat.revokeMessage(one));
        bob.await(Events.MESSAGE_REVOKED);

        assertThat(bob.conversationWith(ann).unreadCount()).isEqualTo(1);
        assertThat(bob.chat.getTotalUnreadMessageCount()).isEqualTo(1);
        for (var last : List.of(
                bob.conversationWith(ann).lastMessage(),
                ann.conversationWith(bob).lastMessage(),
                person(bob.userID).logIn().conversationWith(ann).lastMessage())) {
            assertThat(last.isRevoked()).isTrue();
            assertThat(last.revoker()).isEqualTo(ann.userID);
            assertThat(last.messageForShow()).isEmpty();
            assertThat(last.lastSequence()).isEqualTo(3);
        }
        var bobLater = person(bob.userID).logIn();
        assertThat(bobLater.conversationWith(ann).unreadCount()).isEqualTo(1);
        result(bobLater.chat.setMessageRead(conversationID(ann)));
        assertThat(bobLater.chat.getTotalUnreadMessageCount()).isZero();
    }

    @Test
    @Rule({"revokeMessage#1", "revokeMessage#8"})
    void only_the_sender_revokes_once_and_in_time() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var message = ann.send("hi").to(bob);
        var atBob = bob.awaitMessage();

        var notHis = errorOf(bob.chat.revokeMessage(atBob));
        assertThat(notHis.code()).isEqualTo(ErrorCode.GROUP_PERMISSION_DENIED.number());
        assertThat(notHis.data().message()).isSameAs(atBob);
        server.set("message.revokeWindow", 0);
        try {
            assertThat(errorOf(ann.chat.revokeMessage(message)).code()).isEqualTo(20016);
        } finally {
            server.set("message.revokeWindow", null);
        }
        assertThat(message.isRevoked()).isFalse();
        result(ann.chat.revokeMessage(message));
        assertThatThrownBy(() -> ann.chat.revokeMessage(message)).isInstanceOf(IllegalArgumentException.class);
        assertThat(errorOf(ann.chat.revokeMessage(ann.messageTo(bob, "never sent")))
                        .code())
                .isEqualTo(20022);
    }

    @Test
    @Rule("revokeMessage#1")
    void two_minutes_later_it_is_too_late_to_revoke() throws Exception {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var late = ann.send("late").to(bob);
        var inTime = ann.send("in time").to(bob);
        server.age(late, Duration.ofSeconds(121));
        server.age(inTime, Duration.ofSeconds(110));

        assertThat(errorOf(ann.chat.revokeMessage(late)).code()).isEqualTo(20016);
        assertThat(result(ann.chat.revokeMessage(inTime)).isRevoked()).isTrue();
    }

    @Test
    @Rule({"modifyMessage#1", "deleteMessage#9"})
    void what_was_for_those_online_only_is_not_changed_and_forgotten_here() {
        var ann = signIn("ann");
        var bob = person(server.freshUserID("bob"), ChatOptions.of(TestServer.APP, cable.address()))
                .logIn();
        var typing = ann.messageTo(bob, "typing");
        result(ann.chat.sendMessage(typing, SendOptions.onlineOnly()));
        var atBob = bob.awaitMessage();
        typing.setPayload(new TextPayload("still typing"));

        assertThat(errorOf(ann.chat.modifyMessage(typing)).code()).isEqualTo(20026);

        cable.pullOut(); // the server has nothing to do with it
        assertThat(result(bob.chat.deleteMessage(List.of(atBob)))).containsExactly(atBob);
        assertThat(atBob.isDeleted()).isTrue();
    }

    @Test
    @Rule({"modifyMessage#2", "modifyMessage#5", "modifyMessage#7", "modifyMessage#8"})
    void both_sides_modify_and_everybody_hears_of_it() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var annsPhone = anotherInstanceOf(ann);
        var message = ann.send("helo").to(bob);
        var atBob = bob.awaitMessage();
        annsPhone.awaitMessage();

        message.setPayload(new TextPayload("hello"));
        assertThat(result(ann.chat.modifyMessage(message))).isSameAs(message);

        assertThat(ann.await(Events.MESSAGE_MODIFIED)).hasSize(1).first().isSameAs(message);
        assertThat(bob.await(Events.MESSAGE_MODIFIED)).hasSize(1).first().isSameAs(atBob);
        assertThat(annsPhone.await(Events.MESSAGE_MODIFIED)).hasSize(1);
        assertThat(Person.text(atBob)).isEqualTo("hello");
        assertThat(atBob.isModified()).isTrue();
        assertThat(atBob.version()).isEqualTo(1);
        assertThat(atBob.time()).isEqualTo(message.time());
        assertThat(atBob.sequence()).isEqualTo(1);
        assertThat(bob.conversationWith(ann).lastMessage().messageForShow()).isEqualTo("hello");

        atBob.setPayload(new CustomPayload("data", "a poll", ""));
        atBob.setCloudCustomData("custom");
        result(bob.chat.modifyMessage(atBob));

        ann.await(Events.MESSAGE_MODIFIED);
        assertThat(message.type()).isEqualTo(Types.MSG_CUSTOM);
        assertThat(message.payload()).isEqualTo(new CustomPayload("data", "a poll", ""));
        assertThat(message.cloudCustomData()).isEqualTo("custom");
        assertThat(message.version()).isEqualTo(2);
    }

    @Test
    @Rule("modifyMessage#3")
    void whoever_is_second_gets_the_newest_and_a_conflict() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var message = ann.send("0").to(bob);
        var atBob = bob.awaitMessage();
        atBob.setPayload(new TextPayload("bob's"));
        message.setPayload(new TextPayload("ann's"));
        result(ann.chat.modifyMessage(message));

        var conflict = errorOf(bob.chat.modifyMessage(atBob));

        assertThat(conflict.code()).isEqualTo(2480);
        assertThat(conflict.data().message()).isSameAs(atBob);
        assertThat(Person.text(atBob)).isEqualTo("ann's");
        bob.await(Events.MESSAGE_MODIFIED);
        atBob.setPayload(new TextPayload("bob's"));
        result(bob.chat.modifyMessage(atBob));
        ann.await(Events.MESSAGE_MODIFIED);
        ann.await(Events.MESSAGE_MODIFIED);
        assertThat(Person.text(message)).isEqualTo("bob's");
    }

    @Test
    @Rule("modifyMessage#4")
    void of_other_kinds_only_the_custom_data_changes() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var inside = ann.send("inside").to(bob);
        bob.awaitMessage();
        var merged = ann.chat.createMergerMessage(CreateOptions.toUser(
                bob.userID, new MergerContent(List.of(inside), "title", List.of("one"), "old app")));
        result(ann.chat.sendMessage(merged));
        var atBob = bob.awaitMessage();
        var payload = atBob.payload();

        merged.setCloudCustomData("more");
        result(ann.chat.modifyMessage(merged));

        bob.await(Events.MESSAGE_MODIFIED);
        assertThat(atBob.cloudCustomData()).isEqualTo("more");
        assertThat(atBob.payload()).isEqualTo(payload);
        inside.setPayload(new TextPayload("x".repeat(13_000)));
        assertThat(errorOf(ann.chat.modifyMessage(inside)).code()).isEqualTo(80002);
        var never = ann.messageTo(bob, "never sent");
        never.setPayload(new TextPayload("still not"));
        assertThat(errorOf(ann.chat.modifyMessage(never)).code()).isEqualTo(20026);
    }

    @Test
    @Rule({"revokeMessage#5", "modifyMessage#6"})
    void notices_of_the_system_are_neither_taken_back_nor_changed() {
        var ann = signIn("ann");
        result(ann.chat.createGroup(new GroupCreation("Hikers")));
        var notice = ann.awaitUntil(
                        Events.MESSAGE_RECEIVED,
                        messages -> messages.getFirst().type().equals(Types.MSG_GRP_SYS_NOTICE))
                .getFirst();

        assertThatThrownBy(() -> ann.chat.revokeMessage(notice)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ann.chat.modifyMessage(notice)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rule({"deleteMessage#3", "deleteMessage#4", "deleteMessage#7", "getConversationList#11"})
    void messages_are_deleted_for_oneself_and_for_good() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var bobsPhone = anotherInstanceOf(bob);
        for (int i = 1; i <= 3; i++) {
            ann.send("text " + i).to(bob);
        }
        bob.awaitTexts(3);
        bobsPhone.awaitTexts(3);
        var messages = result(bob.chat.getMessageList(MessageListQuery.newest(conversationID(ann))))
                .messageList();

        var deleting = bob.chat.deleteMessage(List.of(messages.get(0), messages.get(2)));
        var tooSoon = bob.chat.deleteMessage(List.of(messages.get(1)));

        assertThat(result(deleting))
                .containsExactly(messages.get(0), messages.get(2))
                .allMatch(Message::isDeleted);

        assertThat(bob.historyWith(ann)).containsExactly("text 2");
        assertThat(bob.conversationWith(ann).lastMessage().messageForShow()).isEqualTo("text 2");
        assertThat(errorOf(tooSoon).code()).isEqualTo(2996);
        var later = person(bob.userID).logIn();
        assertThat(later.historyWith(ann)).containsExactly("text 2");
        assertThat(later.conversationWith(ann).lastMessage().messageForShow()).isEqualTo("text 2");
        assertThat(ann.historyWith(bob)).containsExactly("text 1", "text 2", "text 3");
        assertThat(bobsPhone.conversationWith(ann).lastMessage().messageForShow())
                .isEqualTo("text 3");
    }

    @Test
    @Rule({"deleteMessage#1", "deleteMessage#2", "deleteMessage#9"})
    void the_first_thirty_of_the_first_ones_conversation_are_deleted() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var eve = signIn("eve");
        var mine = IntStream.rangeClosed(1, 32)
                .mapToObj(i -> ann.send("text " + i).to(bob))
                .toList();
        var toEve = ann.send("hi").to(eve);
        var unsent = ann.messageTo(bob, "never sent");

        var named = new java.util.ArrayList<Message>(mine);
        named.add(1, toEve);
        named.add(2, unsent);
        var deleted = result(ann.chat.deleteMessage(named));

        assertThat(deleted).containsExactlyElementsOf(mine.subList(0, 28));
        assertThat(toEve.isDeleted()).isFalse();
        assertThat(ann.historyWith(bob)).containsExactly("text 29", "text 30", "text 31", "text 32");
        assertThat(ann.historyWith(eve)).containsExactly("hi");
        assertThatThrownBy(() -> ann.chat.deleteMessage(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rule({"clearHistoryMessage#1", "clearHistoryMessage#3", "clearHistoryMessage#4"})
    void a_cleared_conversation_stays_without_its_past() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var bobsPhone = anotherInstanceOf(bob);
        ann.send("one").to(bob);
        ann.send("two").to(bob);
        bob.awaitTexts(2);
        bobsPhone.awaitTexts(2);

        assertThat(result(bob.chat.clearHistoryMessage(conversationID(ann)))).isEqualTo(conversationID(ann));

        assertThat(bob.historyWith(ann)).isEmpty();
        assertThat(bob.conversationWith(ann).unreadCount()).isZero();
        assertThat(bob.conversationWith(ann).lastMessage()).isEqualTo(LastMessage.NONE);
        bobsPhone.awaitConversations(list -> list.size() == 1
                && list.getFirst().unreadCount() == 0
                && list.getFirst().lastMessage().equals(LastMessage.NONE));
        assertThat(ann.historyWith(bob)).containsExactly("one", "two");
        var later = person(bob.userID).logIn();
        assertThat(later.conversations()).hasSize(1);
        assertThat(later.historyWith(ann)).isEmpty();
        assertThat(result(bob.chat.clearHistoryMessage(Types.CONV_SYSTEM))).isEqualTo(Types.CONV_SYSTEM);
        assertThat(errorOf(bob.chat.clearHistoryMessage("C2Cnobody")).code()).isEqualTo(2500);
        ann.send("three").to(bob);
        bob.awaitMessage();
        assertThat(bob.historyWith(ann)).containsExactly("three");
        assertThat(bob.conversationWith(ann).unreadCount()).isEqualTo(1);
    }

    @Test
    void what_changed_during_a_cut_is_told_afterwards() {
        var ann = signIn("ann");
        var bob = person(server.freshUserID("bob"), ChatOptions.of(TestServer.APP, cable.address()))
                .logIn();
        var wrong = ann.send("wrong").to(bob);
        var typo = ann.send("tpyo").to(bob);
        ann.send("right").to(bob);
        var atBob = List.of(bob.awaitMessage(), bob.awaitMessage(), bob.awaitMessage());
        cable.pullOut();
        result(ann.chat.revokeMessage(wrong));
        typo.setPayload(new TextPayload("typo"));
        result(ann.chat.modifyMessage(typo));
        var both = ann.send("both").to(bob);
        result(ann.chat.revokeMessage(both));

        cable.plugIn();

        assertThat(bob.await(Events.MESSAGE_REVOKED)).containsExactly(atBob.get(0));
        assertThat(bob.await(Events.MESSAGE_MODIFIED)).containsExactly(atBob.get(1));
        assertThat(Person.text(atBob.get(1))).isEqualTo("typo");
        assertThat(bob.awaitMessage()).matches(Message::isRevoked);
        bob.awaitConversations(list -> list.getFirst().unreadCount() == 2
                && list.getFirst().lastMessage().isRevoked());
        assertThat(bob.pending(Events.MESSAGE_REVOKED)).isZero();
    }

    @Test
    @Rule("resendMessage#2")
    void a_send_repeated_after_the_message_was_modified_gets_its_first_answer() {
        var ann = person(server.freshUserID("ann"), ChatOptions.of(TestServer.APP, cable.address()))
                .logIn();
        var bob = signIn("bob");
        cable.stallIncoming();
        var message = ann.messageTo(bob, "first");
        var sending = ann.chat.sendMessage(message);
        var atBob = bob.awaitMessage();
        atBob.setPayload(new TextPayload("second"));
        result(bob.chat.modifyMessage(atBob));
        cable.cut();
        cable.plugIn();

        assertThat(result(sending)).isSameAs(message);
        assertThat(message.sequence()).isEqualTo(1);
        ann.await(Events.MESSAGE_MODIFIED);
        assertThat(Person.text(message)).isEqualTo("second");
    }
}
