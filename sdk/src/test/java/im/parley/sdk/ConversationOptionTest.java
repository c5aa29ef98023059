package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.conversation.ConversationFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What users keep about conversations: marks, data, drafts and conversation groups; and reading all.
class ConversationOptionTest extends Scenario {
    private static List<String> ids(Person person, ConversationFilter filter) {
        return result(person.chat.getConversationList(filter)).conversationList().stream()
                .map(Conversation::conversationID)
                .toList();
    }

    private Person annWith(Person... peers) {
        var ann = signIn("ann");
        for (var peer : peers) {
            peer.send("hi").to(ann);
        }
        ann.awaitTexts(peers.length);
        return ann;
    }

    private static final String NOBODY = "C2Cnobody-of-this-name";

    @Test
    @Rule({
        "markConversation#2",
        "markConversation#3",
        "markConversation#4",
        "getConversationList#5",
        "getConversationList#8"
    })
    void marks_are_exact_up_to_the_highest_bit_and_select_conversations() {
        var bob = signIn("bob");
        var eve = signIn("eve");
        var ann = annWith(bob, eve);
        var annToo = anotherInstanceOf(ann);
        var all = List.of(1L, 2L, 4L, 8L, 1L << 32, 1L << 62, 1L << 63);

        for (long mark : all) {
            var result =
                    result(ann.chat.markConversation(List.of(conversationID(bob), NOBODY, "nonsense"), mark, true));
            assertThat(result.successConversationIDList()).containsExactly(conversationID(bob));
            assertThat(result.failureConversationIDList())
                    .extracting(ConversationFailure::conversationID, ConversationFailure::code)
                    .containsExactly(tuple(NOBODY, 2500), tuple("nonsense", 2503));
        }

        assertThat(ann.conversationWith(bob).markList()).isEqualTo(all);
        annToo.awaitConversations(
                list -> list.stream().anyMatch(one -> one.markList().equals(all)));
        assertThat(anotherInstanceOf(ann).conversationWith(bob).markList()).isEqualTo(all);
        assertThat(ids(ann, ConversationFilter.all().markType(1L << 63))).containsExactly(conversationID(bob));
        assertThat(ids(ann, ConversationFilter.all().markType(1L << 40))).isEmpty();
        assertThat(ids(ann, ConversationFilter.all().markType(0))).containsExactly(conversationID(eve));
        result(ann.chat.markConversation(List.of(conversationID(bob)), 1L << 63, false));
        assertThat(ann.conversationWith(bob).markList()).isEqualTo(all.subList(0, 6));
        for (long wrong : new long[] {0, 3, 16, 1L << 31}) {
            assertThatThrownBy(() -> ann.chat.markConversation(List.of(NOBODY), wrong, true))
                    .hasMessageStartingWith("Params validate failed.");
        }
    }

    @Test
    @Rule({"setConversationCustomData#1", "setConversationCustomData#2", "setConversationCustomData#3"})
    void data_of_the_app_is_kept_with_conversations() {
        var bob = signIn("bob");
        var ann = annWith(bob);
        var annToo = anotherInstanceOf(ann);
        var data = "é".repeat(128);

        assertThat(result(ann.chat.setConversationCustomData(List.of(conversationID(bob)), data))
                        .successConversationIDList())
                .containsExactly(conversationID(bob));

        assertThat(ann.conversationWith(bob).customData()).isEqualTo(data);
        annToo.awaitConversations(list -> list.getFirst().customData().equals(data));
        result(ann.chat.setConversationCustomData(List.of(conversationID(bob)), ""));
        annToo.awaitConversations(list -> list.getFirst().customData().isEmpty());
        var many = Stream.concat(
                        IntStream.range(0, 100).mapToObj(number -> "C2Cnobody-" + number),
                        Stream.of(conversationID(bob)))
                .toList();
        var failed = result(ann.chat.setConversationCustomData(many, "x"));
        assertThat(failed.successConversationIDList()).isEmpty();
        assertThat(failed.failureConversationIDList()).hasSize(100);
        assertThat(ann.conversationWith(bob).customData()).isEmpty();
        assertThatThrownBy(() -> ann.chat.setConversationCustomData(many, data + "x"))
                .hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule({"setConversationDraft#1", "setConversationDraft#2", "setConversationDraft#3", "compat#20"})
    void drafts_stay_here() {
        var bob = signIn("bob");
        var ann = annWith(bob);
        var annToo = anotherInstanceOf(ann);

        assertThat(result(ann.chat.setConversationDraft(conversationID(bob), "dear B"))
                        .draftText())
                .isEqualTo("dear B");

        ann.awaitConversations(list -> list.getFirst().draftText().equals("dear B"));
        assertThat(annToo.conversationWith(bob).draftText()).isEmpty();
        assertThat(result(ann.chat.setConversationDraft(conversationID(bob), ""))
                        .draftText())
                .isEmpty();
        ann.awaitConversations(list -> list.getFirst().draftText().isEmpty());
        assertThat(errorOf(ann.chat.setConversationDraft(NOBODY, "x")).code()).isEqualTo(2500);
    }

    @Test
    @Rule({"getConversationList#5", "getConversationList#8", "deleteConversationGroup#2"})
    void conversation_groups_are_the_same_everywhere() {
        var bob = signIn("bob");
        var eve = signIn("eve");
        var ann = annWith(bob, eve);
        var annToo = anotherInstanceOf(ann);

        var made = result(ann.chat.createConversationGroup(List.of(conversationID(bob), NOBODY), "work"));

        assertThat(made.successConversationIDList()).containsExactly(conversationID(bob));
        assertThat(made.failureConversationIDList()).hasSize(1);
        for (var instance : List.of(ann, annToo)) {
            assertThat(instance.await(Events.CONVERSATION_GROUP_LIST_UPDATED)).containsExactly("work");
            instance.awaitConversations(list ->
                    list.stream().anyMatch(one -> one.conversationGroupList().equals(List.of("work"))));
        }
        result(ann.chat.addConversationsToGroup(List.of(conversationID(eve)), "work"));
        for (var instance : List.of(ann, annToo)) {
            var inGroup = instance.await(Events.CONVERSATION_IN_GROUP_UPDATED);
            assertThat(inGroup.groupName()).isEqualTo("work");
            assertThat(inGroup.conversationList())
                    .extracting(Conversation::conversationID)
                    .containsExactlyInAnyOrder(conversationID(bob), conversationID(eve));
        }
        result(ann.chat.deleteConversationsFromGroup(List.of(conversationID(bob)), "work"));
        assertThat(annToo.await(Events.CONVERSATION_IN_GROUP_UPDATED).conversationList())
                .extracting(Conversation::conversationID)
                .containsExactly(conversationID(eve));
        assertThat(ids(ann, ConversationFilter.all().groupName("work"))).containsExactly(conversationID(eve));
        assertThat(ids(ann, ConversationFilter.all().groupName(""))).containsExactly(conversationID(bob));

        result(annToo.chat.renameConversationGroup("work", "play"));
        assertThat(ann.await(Events.CONVERSATION_GROUP_LIST_UPDATED)).containsExactly("play");
        assertThat(ann.conversationWith(eve).conversationGroupList()).containsExactly("play");
        assertThat(result(anotherInstanceOf(ann).chat.getConversationGroupList()))
                .containsExactly("play");
        assertThat(errorOf(ann.chat.addConversationsToGroup(List.of(conversationID(bob)), "work"))
                        .code())
                .isEqualTo(2503);
        assertThat(errorOf(ann.chat.renameConversationGroup("work", "rest")).code())
                .isEqualTo(2503);

        result(ann.chat.deleteConversationGroup("play"));
        assertThat(annToo.awaitUntil(Events.CONVERSATION_GROUP_LIST_UPDATED, List::isEmpty))
                .isEmpty();
        assertThat(annToo.conversationWith(eve).conversationGroupList()).isEmpty();
    }

    @Test
    @Rule({
        "markConversation#1",
        "getConversationGroupList#1",
        "createConversationGroup#1",
        "deleteConversationGroup#1",
        "renameConversationGroup#1",
        "addConversationsToGroup#1",
        "deleteConversationsFromGroup#1"
    })
    void marks_and_groups_can_be_switched_off() {
        server.set("conversation.marks", false);
        server.set("conversation.groups", false);
        try {
            var chat = signIn("ann").chat;
            var some = List.of(NOBODY);
            for (var call : List.of(
                    chat.markConversation(some, 1, true),
                    chat.getConversationGroupList(),
                    chat.createConversationGroup(some, "work"),
                    chat.deleteConversationGroup("work"),
                    chat.renameConversationGroup("work", "play"),
                    chat.addConversationsToGroup(some, "work"),
                    chat.deleteConversationsFromGroup(some, "work"))) {
                assertThat(errorOf(call).code()).isEqualTo(3122);
            }
        } finally {
            server.set("conversation.marks", null);
            server.set("conversation.groups", null);
        }
    }

    @Test
    @Rule("createConversationGroup#2")
    void twenty_conversation_groups_at_most() {
        var bob = signIn("bob");
        var ann = annWith(bob);
        CompletableFuture.allOf(IntStream.range(0, 20)
                        .mapToObj(number ->
                                ann.chat.createConversationGroup(List.of(conversationID(bob)), "group " + number))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(errorOf(ann.chat.createConversationGroup(List.of(conversationID(bob)), "one more"))
                        .code())
                .isEqualTo(2503);
        assertThat(result(ann.chat.createConversationGroup(List.of(conversationID(bob)), "group 7"))
                        .successConversationIDList())
                .hasSize(1);
        assertThatThrownBy(() -> ann.chat.createConversationGroup(List.of(conversationID(bob)), "é".repeat(17)))
                .hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule({"setAllMessageRead#1", "setAllMessageRead#2", "setAllMessageRead#3"})
    void everything_is_read_at_once() {
        var bob = signIn("bob");
        var ann = annWith(bob);
        var annToo = anotherInstanceOf(ann);
        var group = group(bob, Types.GRP_PUBLIC, ann);
        var community = group(bob, Types.GRP_COMMUNITY, ann);
        bob.send("hi").to(group);
        bob.send("hi").to(community);
        ann.awaitUntil(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, total -> total == 3);
        annToo.awaitUntil(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, total -> total == 3);

        var reading = ann.chat.setAllMessageRead(Types.READ_ALL_C2C_MSG);
        var tooSoon = ann.chat.setAllMessageRead();
        result(reading);

        assertThat(errorOf(tooSoon).code()).isEqualTo(2996);
        assertThat(ann.awaitUntil(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, total -> total == 2))
                .isEqualTo(2);
        assertThat(annToo.awaitUntil(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, total -> total == 2))
                .isEqualTo(2);
        assertThat(bob.await(Events.MESSAGE_READ_BY_PEER)).hasSize(1);
        result(annToo.chat.setAllMessageRead());
        assertThat(ann.awaitUntil(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, total -> total == 1))
                .isEqualTo(1);
        assertThat(ann.conversationIn(community).unreadCount()).isEqualTo(1);
        result(ann.chat.setAllMessageRead()); // nothing is left, so it asks nobody and is not too often
        assertThatThrownBy(() -> ann.chat.setAllMessageRead("some")).hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule("setAllMessageRead#2")
    void what_groups_have_is_read_by_itself() {
        var bob = signIn("bob");
        var ann = annWith(bob);
        var group = group(bob, Types.GRP_PUBLIC, ann);
        bob.send("hi").to(group);
        ann.awaitUntil(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, total -> total == 2);

        result(ann.chat.setAllMessageRead(Types.READ_ALL_GROUP_MSG));

        for (var instance : List.of(ann, anotherInstanceOf(ann))) {
            assertThat(instance.conversationIn(group).unreadCount()).isZero();
            assertThat(instance.conversationWith(bob).unreadCount()).isEqualTo(1);
        }
    }

    private static Group group(Person owner, String type, Person member) {
        var group = result(owner.chat.createGroup(
                        new GroupCreation("group").type(type).members(List.of(member.userID))))
                .group();
        member.awaitGroups(all -> all.stream().anyMatch(one -> one.groupID().equals(group.groupID())));
        return group;
    }
}
