package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Section C: pages of history.
class HistoryTest extends Scenario {
    @Test
    @Rule({
        "getMessageList#1",
        "getMessageList#4",
        "getMessageList#5",
        "getMessageList#6",
        "getMessageList#7",
        "compat#15"
    })
    void history_is_paged_from_the_newest_to_the_oldest() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        IntStream.range(0, 40).forEach(i -> ann.send("m" + i).to(bob));
        bob.awaitTexts(40);
        var pages = new ArrayList<List<String>>();

        var page = page(bob, new MessageListQuery(conversationID(ann), null, 100));
        while (true) {
            pages.add(page.messageList().stream().map(Person::text).toList());
            if (page.isCompleted()) {
                break;
            }
            page = page(bob, MessageListQuery.before(conversationID(ann), page.nextReqMessageID()));
        }

        assertThat(page.nextReqMessageID()).isEmpty();
        assertThat(pages).extracting(List::size).containsExactly(15, 15, 10);
        assertThat(pages.reversed().stream().flatMap(List::stream))
                .containsExactlyElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> "m" + i).toList());
    }

    @Test
    @Rule("getMessageList#9")
    void history_ends_where_messages_are_kept_no_longer() throws Exception {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var old = ann.send("old").to(bob);
        ann.send("new").to(bob);
        server.age(old, Duration.ofDays(31));

        for (var person : List.of(anotherInstanceOf(ann), anotherInstanceOf(bob))) {
            var page =
                    page(person, MessageListQuery.newest(conversationID(person.userID.equals(ann.userID) ? bob : ann)));
            assertThat(page.messageList().stream().map(Person::text)).containsExactly("new");
            assertThat(page.isCompleted()).isTrue();
        }
    }

    @Test
    @Rule({"getMessageList#3", "findMessage#1", "findMessage#2"})
    void what_was_pulled_can_be_found() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var sent = ann.send("hi").to(bob);
        var later = anotherInstanceOf(bob);
        assertThat(later.chat.findMessage(sent.id())).isEmpty();

        var pulled = page(later, MessageListQuery.newest(conversationID(ann)));

        assertThat(later.chat.findMessage(sent.id()))
                .containsSame(pulled.messageList().getFirst());
    }

    @Test
    void one_message_is_one_object_however_it_comes() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var sent = ann.send("hi").to(bob);
        var received = bob.awaitMessage();

        assertThat(page(bob, MessageListQuery.newest(conversationID(ann))).messageList())
                .containsExactly(received);
        assertThat(page(ann, MessageListQuery.newest(conversationID(bob))).messageList())
                .containsExactly(sent);
    }

    @Test
    void a_conversation_without_messages_has_an_empty_history() {
        var ann = signIn("ann");
        var bob = signIn("bob");

        var page = page(ann, MessageListQuery.newest(conversationID(bob)));

        assertThat(page.messageList()).isEmpty();
        assertThat(page.isCompleted()).isTrue();
        assertThat(page.nextReqMessageID()).isEmpty();
    }

    @Test
    void what_names_no_conversation_or_message_is_refused() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        ann.send("hi").to(bob);

        assertThat(errorOf(ann.chat.getMessageList(MessageListQuery.newest("nonsense")))
                        .code())
                .isEqualTo(2503);
        assertThat(errorOf(ann.chat.getMessageList(MessageListQuery.before(conversationID(bob), "1-2-3")))
                        .errorCode())
                .contains(im.parley.protocol.ErrorCode.MESSAGE_NOT_FOUND);
        assertThat(errorOf(ann.chat.getMessageList(MessageListQuery.before(conversationID(bob), "nonsense")))
                        .errorCode())
                .contains(im.parley.protocol.ErrorCode.MESSAGE_NOT_FOUND);
        assertThatThrownBy(() -> new MessageListQuery("C2Cbob", null, 0))
                .hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule({
        "getMessageListHopping#1",
        "getMessageListHopping#2",
        "getMessageListHopping#5",
        "getMessageListHopping#7",
        "getMessageListHopping#8",
        "getMessageListHopping#9",
        "getMessageListHopping#10"
    })
    void hopping_goes_back_from_the_newest_and_forth_from_any_time() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var sent =
                IntStream.range(0, 40).mapToObj(i -> ann.send("m" + i).to(bob)).toList();
        var all = sent.stream().map(Person::text).toList();

        var backwards = new ArrayList<List<String>>();
        var page = hop(ann, new MessageHoppingQuery(conversationID(bob), null, null, MessageHoppingQuery.OLDER, 15));
        while (true) {
            backwards.add(page.messageList().stream().map(Person::text).toList());
            assertThat(page.nextMessageSeq()).isEmpty();
            if (page.isCompleted()) {
                break;
            }
            page = hop(
                    ann,
                    MessageHoppingQuery.fromTime(
                            conversationID(bob), page.nextMessageTime().getAsLong(), MessageHoppingQuery.OLDER));
        }
        assertThat(page.nextMessageTime()).isEmpty();
        assertThat(backwards.reversed().stream().flatMap(List::stream)).containsExactlyElementsOf(all);

        var forwards = new ArrayList<String>();
        var next = sent.getFirst().time();
        MessageHoppingList forth;
        do {
            forth = hop(ann, MessageHoppingQuery.fromTime(conversationID(bob), next, MessageHoppingQuery.NEWER));
            forth.messageList().stream().map(Person::text).forEach(forwards::add);
            next = forth.nextMessageTime().orElse(0);
        } while (!forth.isCompleted());
        assertThat(forwards).containsExactlyElementsOf(all);
    }

    @Test
    @Rule({"getMessageListHopping#2", "getMessageListHopping#4", "getMessageListHopping#6"})
    void nothing_is_newer_than_now() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        ann.send("hi").to(bob);

        var page = hop(ann, new MessageHoppingQuery(conversationID(bob), null, null, MessageHoppingQuery.NEWER, 15));

        assertThat(page.messageList()).isEmpty();
        assertThat(page.isCompleted()).isTrue();
        var group = new MessageHoppingQuery("GROUP@TGS#1", null, null, MessageHoppingQuery.NEWER, 15);
        assertThat(hop(ann, group)).isEqualTo(page);
        assertThatThrownBy(() -> MessageHoppingQuery.fromTime("C2Cbob", 0, MessageHoppingQuery.OLDER))
                .hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> MessageHoppingQuery.fromTime("C2Cbob", 1, 2))
                .hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule("general#9")
    void more_than_twenty_pulls_a_second_are_refused() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        ann.send("hi").to(bob);

        var pulls = Stream.generate(() -> ann.chat.getMessageList(MessageListQuery.newest(conversationID(bob))))
                .limit(25)
                .toList();
        CompletableFuture.allOf(pulls.toArray(CompletableFuture[]::new))
                .handle((all, failure) -> all)
                .join();

        assertThat(pulls.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSizeBetween(1, 5)
                .allSatisfy(pull -> assertThat(errorOf(pull).code()).isEqualTo(2996));
    }

    private static MessageList page(Person person, MessageListQuery query) {
        return result(person.chat.getMessageList(query));
    }

    private static MessageHoppingList hop(Person person, MessageHoppingQuery query) {
        return result(person.chat.getMessageListHopping(query));
    }
}
