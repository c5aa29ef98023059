package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.tuple;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Finding messages that the server has.
class SearchTest extends Scenario {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    @Rule({"searchCloudMessages#3", "searchCloudMessages#4", "searchCloudMessages#7"})
    void a_search_of_all_conversations_counts_them_and_shows_single_hits() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var carol = signIn("carol");
        ann.send("Lunch at noon?").to(bob);
        ann.send("lunch it is").to(bob);
        carol.send("No LUNCH for me").to(ann);
        ann.send("dinner").to(carol);

        var found = find(ann, MessageSearchQuery.keywords("lunch"), page -> page.totalCount() == 2);

        assertThat(found.cursor()).isEmpty();
        assertThat(found.searchResultList())
                .extracting(
                        MessageSearchResult.Found::conversationID,
                        MessageSearchResult.Found::messageCount,
                        hits -> hits.messageList().stream().map(Person::text).toList())
                .containsExactlyInAnyOrder(
                        tuple(conversationID(carol), 1, List.of("No LUNCH for me")),
                        tuple(conversationID(bob), 2, List.of()));
    }

    @Test
    @Rule({"searchCloudMessages#7", "searchCloudMessages#8", "searchCloudMessages#9", "searchCloudMessages#12"})
    void a_search_of_one_conversation_is_paged_newest_first() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        IntStream.range(0, 5).forEach(i -> ann.send("我们去吃饭吧 " + i).to(bob));
        var query = MessageSearchQuery.keywords("吃饭").in(conversationID(bob));

        var first = find(ann, query.page(2, ""), page -> page.totalCount() == 5);
        var second = find(ann, query.page(2, first.cursor()), page -> true);
        var third = find(ann, query.page(2, second.cursor()), page -> true);

        assertThat(Stream.of(first, second, third).map(SearchTest::texts))
                .containsExactly(List.of("我们去吃饭吧 4", "我们去吃饭吧 3"), List.of("我们去吃饭吧 2", "我们去吃饭吧 1"), List.of("我们去吃饭吧 0"));
        assertThat(first.searchResultList()).hasSize(1);
        assertThat(first.searchResultList().getFirst().messageCount()).isEqualTo(5);
        assertThat(first.cursor()).isNotEmpty();
        assertThat(third.cursor()).isEmpty();
    }

    @Test
    @Rule("searchCloudMessages#5")
    void communities_topics_and_live_rooms_are_not_searched() {
        var ann = signIn("ann");
        var community = newGroup(ann, new GroupCreation("Many").type(Types.GRP_COMMUNITY));
        var withTopics = newGroup(
                ann, new GroupCreation("Many").type(Types.GRP_COMMUNITY).supportTopic());
        var topic = result(ann.chat.createTopicInCommunity(new TopicCreation(withTopics, "Talk")));
        var room = newGroup(ann, new GroupCreation("Live").type(Types.GRP_AVCHATROOM));
        result(ann.chat.joinGroup(room));
        var searched = newGroup(ann, new GroupCreation("Few").type(Types.GRP_PUBLIC));
        for (var place : List.of(community, topic, room, searched)) {
            result(ann.chat.sendMessage(
                    ann.chat.createTextMessage(CreateOptions.toGroup(place, new TextPayload("needle")))));
        }
        var needle = MessageSearchQuery.keywords("needle");

        var found = find(ann, needle, page -> page.totalCount() > 0);

        assertThat(found.searchResultList())
                .extracting(MessageSearchResult.Found::conversationID)
                .containsExactly("GROUP" + searched);
        for (var place : List.of(community, topic, room)) {
            assertThat(find(ann, needle.in("GROUP" + place), page -> true).totalCount())
                    .isZero();
        }
    }

    private static String newGroup(Person owner, GroupCreation creation) {
        return result(owner.chat.createGroup(creation)).group().groupID();
    }

    @Test
    @Rule({"searchCloudMessages#6", "searchCloudMessages#11"})
    void senders_and_types_find_without_keywords() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        ann.send("from ann").to(bob);
        bob.send("from bob").to(ann);
        var here = MessageSearchQuery.EVERYTHING.in(conversationID(bob));

        var sent = find(ann, here.withSenders(List.of(bob.userID)), page -> page.totalCount() == 1);
        assertThat(texts(sent)).containsExactly("from bob");
        var typed = find(ann, here.withTypes(List.of(Types.MSG_TEXT)), page -> page.totalCount() == 2);
        assertThat(texts(typed)).containsExactly("from bob", "from ann");
        var files = find(ann, here.withTypes(List.of(Types.MSG_FILE)), page -> true);
        assertThat(files).isEqualTo(new MessageSearchResult(0, "", List.of()));
    }

    @Test
    @Rule({"searchCloudMessages#10", "searchCloudMessages#13"})
    void keywords_are_parts_of_texts_and_the_window_holds() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var time = ann.send("ＡＢＣ quality コーヒー 안녕하세요 😀").to(bob).time();

        for (var keyword : List.of("abc", "ALIT", "ヒー", "녕하", "😀")) {
            find(ann, MessageSearchQuery.keywords(keyword), page -> page.totalCount() == 1);
        }
        var both = List.of("abc", "xyz");
        find(ann, MessageSearchQuery.EVERYTHING.withKeywords("or", both), page -> page.totalCount() == 1);
        var none = List.of(
                MessageSearchQuery.EVERYTHING.withKeywords("and", both),
                MessageSearchQuery.keywords("abc").within(time - 1, 0),
                MessageSearchQuery.keywords("abc").within(time + 100, 50));
        for (var query : none) {
            assertThat(find(ann, query, page -> true).totalCount()).isZero();
        }
        find(ann, MessageSearchQuery.keywords("abc").within(time, 1), page -> page.totalCount() == 1);
    }

    @Test
    @Rule({"searchCloudMessages#1", "searchCloudMessages#2", "general#5"})
    void a_search_is_refused_without_options_too_often_and_when_it_is_switched_off() {
        var ann = signIn("ann");
        var query = MessageSearchQuery.keywords("x");
        assertThat(errorOf(ann.chat.searchCloudMessages(null)).code()).isEqualTo(3153);
        assertThat(errorOf(ann.chat.searchCloudMessages(MessageSearchQuery.EVERYTHING))
                        .code())
                .isEqualTo(3153);
        var calls = Stream.generate(() -> ann.chat.searchCloudMessages(query))
                .limit(3)
                .toList();
        result(calls.get(0));
        result(calls.get(1));
        assertThat(errorOf(calls.get(2)).code()).isEqualTo(2996);

        var told = new CompletableFuture<Events.ServerConfig>();
        ann.chat.on(Events.SERVER_CONFIG_UPDATED, event -> told.complete(event.data()));
        server.set("search.cloud", false);
        try {
            assertThat(result(told).config().disabled()).contains("search.cloud");
            assertThat(errorOf(ann.chat.searchCloudMessages(query)).code()).isEqualTo(3122);
        } finally {
            server.set("search.cloud", null);
        }
    }

    @Test
    @Rule({"searchCloudMessages#6", "searchCloudMessages#11", "general#3"})
    void what_cannot_be_searched_by_throws() {
        var ann = signIn("ann");
        var nothing = MessageSearchQuery.EVERYTHING.in("C2Cbob");
        assertThatThrownBy(() -> ann.chat.searchCloudMessages(nothing))
                .hasMessageStartingWith("Params validate failed.");
        var blank = MessageSearchQuery.keywords(" ");
        assertThatThrownBy(() -> ann.chat.searchCloudMessages(blank)).hasMessageStartingWith("Params validate failed.");
        for (var type : List.of(Types.MSG_FACE, Types.MSG_GRP_TIP)) {
            assertThatThrownBy(() -> MessageSearchQuery.EVERYTHING.withTypes(List.of(type)))
                    .hasMessageStartingWith("Params validate failed.");
        }
        assertThatThrownBy(() -> nothing.withKeywords("none", List.of("x")))
                .hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> nothing.page(0, "")).hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> nothing.within(-1, 0)).hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule("general#6")
    void keywords_beyond_the_fifth_do_not_count() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        ann.send("six").to(bob);
        find(ann, MessageSearchQuery.keywords("six"), page -> page.totalCount() == 1);

        var six = MessageSearchQuery.keywords("1st", "2nd", "3rd", "4th", "5th", "six");
        assertThat(find(ann, six, page -> true).totalCount()).isZero();
    }

    @Test
    void a_cursor_of_another_search_is_refused() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        ann.send("one").to(bob);
        ann.send("one more").to(bob);
        var page = find(
                ann,
                MessageSearchQuery.keywords("one").in(conversationID(bob)).page(1, ""),
                found -> found.totalCount() == 2);
        var later = anotherInstanceOf(ann); // with calls left

        var other = MessageSearchQuery.keywords("more").in(conversationID(bob)).page(1, page.cursor());
        assertThat(errorOf(later.chat.searchCloudMessages(other)).code()).isEqualTo(20001);
    }

    /// Searches until the result fits; two calls a second are allowed.
    private static MessageSearchResult find(
            Person person, MessageSearchQuery query, Predicate<MessageSearchResult> fits) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        MessageSearchResult last = null;
        while (System.nanoTime() < end) {
            try {
                last = person.chat.searchCloudMessages(query).get();
                if (fits.test(last)) {
                    return last;
                }
            } catch (ExecutionException refused) {
                assertThat(refused.getCause())
                        .isInstanceOfSatisfying(
                                ChatError.class,
                                error -> assertThat(error.code()).isEqualTo(2996));
                Thread.onSpinWait();
            } catch (InterruptedException interrupted) {
                return fail("interrupted", interrupted);
            }
        }
        return fail("no such result, the last was " + last);
    }

    private static List<String> texts(MessageSearchResult result) {
        return result.searchResultList().stream()
                .flatMap(found -> found.messageList().stream())
                .map(Person::text)
                .toList();
    }
}
