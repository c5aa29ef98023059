package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.relation.UserFailure;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How users want to hear of messages in a conversation.
class RemindTypeTest extends Scenario {
    private Group groupOf(Person owner, Person... members) {
        var group = result(owner.chat.createGroup(new GroupCreation("group")
                        .type(Types.GRP_PUBLIC)
                        .members(Stream.of(members).map(member -> member.userID).toList())))
                .group();
        for (var member : members) {
            member.awaitGroups(all -> all.stream().anyMatch(one -> one.groupID().equals(group.groupID())));
        }
        return group;
    }

    private static void await(Person person, String conversationID, String remindType) {
        person.awaitConversations(all -> all.stream()
                .anyMatch(one -> one.conversationID().equals(conversationID)
                        && one.messageRemindType().equals(remindType)));
    }

    @Test
    @Rule({"setMessageRemindType#1", "setMessageRemindType#2", "setMessageRemindType#5", "getTotalUnreadMessageCount#1"
    })
    void do_not_disturb_keeps_messages_coming_and_out_of_the_total() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");
        var group = groupOf(bob, ann);
        bob.send("one").to(group);
        bob.send("two").to(ann);
        ann.awaitTexts(2);
        annToo.awaitTexts(2);
        assertThat(ann.chat.getTotalUnreadMessageCount()).isEqualTo(2);

        var set = result(ann.chat.setMessageRemindType(group.groupID(), Types.MSG_REMIND_ACPT_NOT_NOTE));

        assertThat(set.selfInfo().messageRemindType()).isEqualTo(Types.MSG_REMIND_ACPT_NOT_NOTE);
        for (var instance : List.of(ann, annToo)) {
            await(instance, conversationID(group), Types.MSG_REMIND_ACPT_NOT_NOTE);
            assertThat(instance.awaitUntil(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, total -> total == 1))
                    .isEqualTo(1);
        }
        bob.send("three").to(group);
        ann.awaitTexts(1);
        assertThat(ann.conversationIn(group).unreadCount()).isEqualTo(2);
        assertThat(ann.chat.getTotalUnreadMessageCount()).isEqualTo(1);
        assertThat(ann.groups().getFirst().selfInfo().messageRemindType()).isEqualTo(Types.MSG_REMIND_ACPT_NOT_NOTE);
        var later = anotherInstanceOf(ann);
        assertThat(later.chat.getTotalUnreadMessageCount()).isEqualTo(1);
        assertThat(later.conversationIn(group).messageRemindType()).isEqualTo(Types.MSG_REMIND_ACPT_NOT_NOTE);

        result(ann.chat.setMessageRemindType(group.groupID(), Types.MSG_REMIND_ACPT_AND_NOTE));
        assertThat(annToo.awaitUntil(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, total -> total == 3))
                .isEqualTo(3);
    }

    @Test
    @Rule({"setMessageRemindType#3", "setMessageRemindType#5"})
    void discarded_messages_do_not_come_and_are_in_the_history() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");
        var group = groupOf(bob, ann);
        result(ann.chat.setMessageRemindType(group.groupID(), Types.MSG_REMIND_DISCARD));
        await(annToo, conversationID(group), Types.MSG_REMIND_DISCARD);

        bob.send("unheard").to(group);
        var own = ann.send("mine").to(group);
        bob.send("direct").to(ann);

        assertThat(ann.awaitTexts(1)).containsExactly("direct");
        assertThat(annToo.awaitTexts(2)).containsExactlyInAnyOrder("mine", "direct");
        var history = result(ann.chat.getMessageList(MessageListQuery.newest(conversationID(group))));
        assertThat(Person.texts(history.messageList())).containsExactly("unheard", "mine");
        assertThat(ann.conversationIn(group).lastMessage().lastSequence()).isEqualTo(own.sequence());
        assertThat(ann.conversationIn(group).unreadCount()).isZero();
        var later = anotherInstanceOf(ann);
        assertThat(later.conversationIn(group).unreadCount()).isZero();
        result(later.chat.logout());

        result(annToo.chat.setMessageRemindType(group.groupID(), Types.MSG_REMIND_ACPT_AND_NOTE));
        await(ann, conversationID(group), Types.MSG_REMIND_ACPT_AND_NOTE);
        bob.send("heard").to(group);

        assertThat(ann.awaitTexts(1)).containsExactly("heard");
        assertThat(annToo.awaitTexts(1)).containsExactly("heard");
        for (var instance : List.of(ann, annToo, later.logIn())) {
            assertThat(instance.conversationIn(group).unreadCount()).isEqualTo(1);
        }
        assertThat(ann.unexpectedMessages()).isEmpty();
    }

    @Test
    @Rule({"setMessageRemindType#6", "setMessageRemindType#8"})
    void groups_may_keep_to_messages_that_call_by_name() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = groupOf(bob, ann);
        result(ann.chat.setMessageRemindType(group.groupID(), Types.NOT_RECEIVE_OFFLINE_PUSH_EXCEPT_AT));
        bob.send("online as ever").to(group);
        assertThat(ann.awaitTexts(1)).containsExactly("online as ever");
        assertThat(ann.chat.getTotalUnreadMessageCount()).isZero();

        result(ann.chat.setMessageRemindType(group.groupID(), Types.NOT_RECEIVE_MSG_EXCEPT_AT));
        bob.send("unheard").to(group);
        for (var called : List.of(ann.userID, Types.MSG_AT_ALL)) {
            result(bob.chat.sendMessage(bob.chat.createTextAtMessage(
                    CreateOptions.toGroup(group.groupID(), new TextAtContent("for " + called, List.of(called))))));
        }

        assertThat(ann.awaitTexts(2)).containsExactly("for " + ann.userID, "for " + Types.MSG_AT_ALL);
        assertThat(ann.conversationIn(group).unreadCount()).isEqualTo(4);
        assertThat(ann.unexpectedMessages()).isEmpty();
    }

    @Test
    @Rule({"setMessageRemindType#3", "setMessageRemindType#9"})
    void users_may_be_discarded_each_by_themselves() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var eve = signIn("eve");

        var result = result(
                ann.chat.setMessageRemindType(List.of(bob.userID, "nobody-of-this-name"), Types.MSG_REMIND_DISCARD));

        assertThat(result.successUserIDList()).containsExactly(bob.userID);
        assertThat(result.failureUserIDList())
                .extracting(UserFailure::userID, UserFailure::code)
                .containsExactly(tuple("nobody-of-this-name", 2500));
        bob.send("unheard").to(ann);
        eve.send("heard").to(ann);
        assertThat(ann.awaitTexts(1)).containsExactly("heard");
        assertThat(ann.historyWith(bob)).containsExactly("unheard");

        var many = Stream.concat(IntStream.range(0, 30).mapToObj(number -> "nobody-" + number), Stream.of(eve.userID))
                .toList();
        var cut = result(ann.chat.setMessageRemindType(many, Types.MSG_REMIND_ACPT_NOT_NOTE));
        assertThat(cut.failureUserIDList()).hasSize(30);
        assertThat(cut.successUserIDList()).isEmpty();
        assertThatThrownBy(() ->
                        ann.chat.setMessageRemindType(List.of(bob.userID), Types.NOT_RECEIVE_OFFLINE_PUSH_EXCEPT_AT))
                .hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> ann.chat.setMessageRemindType(bob.userID, "Loudly"))
                .hasMessageStartingWith("Params validate failed.");
        assertThat(errorOf(ann.chat.setMessageRemindType("none", Types.MSG_REMIND_DISCARD))
                        .code())
                .isEqualTo(2500);
    }

    @Test
    @Rule("setMessageRemindType#3")
    void what_was_discarded_does_not_come_after_a_lost_connection() {
        try (var cable = new Cable(server.port())) {
            var ann = person(server.freshUserID("ann"), ChatOptions.of(TestServer.APP, cable.address()))
                    .logIn();
            var annToo = anotherInstanceOf(ann);
            var bob = signIn("bob");
            bob.send("one").to(ann);
            ann.awaitTexts(1);
            cable.pullOut();
            result(annToo.chat.setMessageRemindType(List.of(bob.userID), Types.MSG_REMIND_DISCARD));
            bob.send("unheard").to(ann);
            ann.forget(Events.CONVERSATION_LIST_UPDATED);

            cable.plugIn();

            await(ann, conversationID(bob), Types.MSG_REMIND_DISCARD);
            result(annToo.chat.setMessageRemindType(List.of(bob.userID), Types.MSG_REMIND_ACPT_AND_NOTE));
            await(ann, conversationID(bob), Types.MSG_REMIND_ACPT_AND_NOTE);
            bob.send("heard").to(ann);
            assertThat(ann.awaitTexts(1)).containsExactly("heard");
            assertThat(ann.conversationWith(bob).unreadCount()).isEqualTo(1);
        }
    }
}
