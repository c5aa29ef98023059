package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Conversations at the top of the list, on all instances.
class PinTest extends Scenario {
    private static List<String> ids(Person person) {
        return person.conversations().stream().map(Conversation::conversationID).toList();
    }

    @Test
    @Rule({"getConversationList#11", "pinConversation#2"})
    void pinned_conversations_come_first_on_all_instances_and_after_a_login() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");
        var eve = signIn("eve");
        bob.send("one").to(ann);
        eve.send("two").to(ann);
        ann.awaitTexts(2);
        annToo.awaitTexts(2);

        assertThat(result(ann.chat.pinConversation(conversationID(bob), true))).isEqualTo(conversationID(bob));

        for (var instance : List.of(ann, annToo)) {
            var list = instance.awaitConversations(all -> all.getFirst().isPinned());
            assertThat(list)
                    .extracting(Conversation::conversationID)
                    .containsExactly(conversationID(bob), conversationID(eve));
        }
        eve.send("three").to(ann);
        ann.awaitTexts(1);
        annToo.awaitTexts(1);
        assertThat(ids(ann)).first().isEqualTo(conversationID(bob));
        result(annToo.chat.logout());
        assertThat(ids(annToo.logIn())).containsExactly(conversationID(bob), conversationID(eve));

        annToo.forget(Events.CONVERSATION_LIST_UPDATED);
        result(ann.chat.pinConversation(conversationID(bob), true)); // it is already
        result(ann.chat.pinConversation(conversationID(bob), false));
        annToo.awaitConversations(all -> !all.getLast().isPinned());
        assertThat(ids(annToo)).containsExactly(conversationID(eve), conversationID(bob));
        assertThat(ids(ann)).containsExactly(conversationID(eve), conversationID(bob));
    }

    @Test
    @Rule({"pinConversation#4", "deleteConversation#4"})
    void a_pin_ends_with_the_part_in_a_group() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var bobToo = anotherInstanceOf(bob);
        server.set("conversation.pinMax", 1);
        try {
            endsBy(ann, bob, bobToo, group -> bob.chat.quitGroup(group.groupID()));
            endsBy(ann, bob, bobToo, group -> ann.chat.deleteGroupMember(group.groupID(), List.of(bob.userID)));
            endsBy(ann, bob, bobToo, group -> ann.chat.dismissGroup(group.groupID()));
            result(bob.chat.pinConversation(conversationID(ann), true)); // none counts any more
            bobToo.awaitConversations(list -> list.getFirst().conversationID().equals(conversationID(ann)));
            result(bobToo.chat.logout());
            assertThat(bobToo.logIn().conversations())
                    .filteredOn(Conversation::isPinned)
                    .extracting(Conversation::conversationID)
                    .containsExactly(conversationID(ann));
        } finally {
            server.set("conversation.pinMax", null);
        }
    }

    private static void endsBy(Person ann, Person bob, Person bobToo, Function<Group, CompletableFuture<?>> end) {
        var group = result(ann.chat.createGroup(
                        new GroupCreation("Hikers").type(Types.GRP_PUBLIC).members(List.of(bob.userID))))
                .group();
        var id = conversationID(group);
        for (var one : List.of(bob, bobToo)) {
            one.awaitConversations(list -> isPinned(list, id).equals(List.of(false)));
        }
        result(bob.chat.pinConversation(id, true));
        for (var one : List.of(bob, bobToo)) {
            one.awaitConversations(list -> isPinned(list, id).equals(List.of(true)));
        }
        result(end.apply(group));
        for (var one : List.of(bob, bobToo)) {
            one.awaitConversations(list -> isPinned(list, id).equals(List.of(false)));
        }
        result(bob.chat.pinConversation(id, false)); // pinConversation#2
        result(bob.chat.deleteConversation(id));
        assertThat(ids(bob)).doesNotContain(id);
    }

    private static List<Boolean> isPinned(List<Conversation> list, String conversationID) {
        return list.stream()
                .filter(one -> one.conversationID().equals(conversationID))
                .map(Conversation::isPinned)
                .toList();
    }

    @Test
    @Rule("pinConversation#1")
    void one_that_is_not_on_the_list_comes_onto_it_empty() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");
        result(bob.chat.updateMyProfile(new ProfileUpdate().nick("Bob")));

        result(ann.chat.pinConversation(conversationID(bob), true));

        for (var instance : List.of(ann, annToo)) {
            var pinned = instance.awaitConversations(all -> !all.isEmpty()).getFirst();
            assertThat(pinned.isPinned()).isTrue();
            assertThat(pinned.lastMessage()).isEqualTo(LastMessage.NONE);
            assertThat(pinned.userProfile().nick()).isEqualTo("Bob");
        }
        assertThat(bob.conversations()).isEmpty();
        result(annToo.chat.logout());
        assertThat(annToo.logIn().conversations().getFirst().isPinned()).isTrue();

        annToo.forget(Events.CONVERSATION_LIST_UPDATED);
        result(ann.chat.pinConversation(conversationID(bob), false));
        annToo.awaitConversations(List::isEmpty);
        assertThat(ann.conversations()).isEmpty();
    }

    @Test
    @Rule("pinConversation#1")
    void a_deleted_conversation_loses_its_pin_and_comes_back_with_the_next() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");
        bob.send("one").to(ann);
        annToo.awaitMessage();
        result(ann.chat.pinConversation(conversationID(bob), true));
        annToo.awaitConversations(all -> !all.isEmpty() && all.getFirst().isPinned());

        result(ann.chat.deleteConversation(conversationID(bob)));

        annToo.awaitConversations(all -> !all.getFirst().isPinned());
        ann.awaitConversations(List::isEmpty);
        result(ann.chat.pinConversation(conversationID(bob), true));
        ann.awaitConversations(all -> !all.isEmpty() && all.getFirst().isPinned());
        assertThat(ann.conversationWith(bob).lastMessage()).isEqualTo(LastMessage.NONE);
        result(ann.chat.pinConversation(conversationID(bob), false));
        assertThat(ids(anotherInstanceOf(ann))).containsExactly(conversationID(bob));
    }

    @Test
    @Rule("pinConversation#3")
    void the_system_conversation_is_pinned_here_only() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        result(ann.chat.getConversationProfile(Types.CONV_SYSTEM));
        result(annToo.chat.getConversationProfile(Types.CONV_SYSTEM));

        result(ann.chat.pinConversation(Types.CONV_SYSTEM, true));

        ann.awaitConversations(all -> all.getFirst().isPinned());
        assertThat(annToo.conversation(Types.CONV_SYSTEM).isPinned()).isFalse();
        result(ann.chat.pinConversation(Types.CONV_SYSTEM, false));
        ann.awaitConversations(all -> !all.getFirst().isPinned());
    }

    @Test
    @Rule("pinConversation#4")
    void fifty_conversations_are_pinned_at_most() {
        var ann = signIn("ann");
        var peers = server.registered("peer", 51);
        for (var peer : peers.subList(0, 50)) {
            result(ann.chat.pinConversation(Types.CONV_C2C + peer, true));
        }

        assertThat(errorOf(ann.chat.pinConversation(Types.CONV_C2C + peers.getLast(), true))
                        .code())
                .isEqualTo(2503);

        result(ann.chat.pinConversation(Types.CONV_C2C + peers.getFirst(), false));
        result(ann.chat.pinConversation(Types.CONV_C2C + peers.getLast(), true));
    }

    @Test
    void what_is_no_conversation_is_refused() {
        var ann = signIn("ann");

        assertThat(errorOf(ann.chat.pinConversation("nonsense", true)).code()).isEqualTo(2503);
        assertThat(errorOf(ann.chat.pinConversation("C2Cnobody-of-this-name", true))
                        .code())
                .isEqualTo(2500);
        assertThat(errorOf(ann.chat.pinConversation("GROUPnone", true)).code()).isEqualTo(2500);
        assertThatThrownBy(() -> ann.chat.pinConversation("", true)).hasMessageStartingWith("Params validate failed.");
    }
}
