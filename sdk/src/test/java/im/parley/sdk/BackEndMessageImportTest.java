package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static im.parley.sdk.Person.texts;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What was said elsewhere before.
class BackEndMessageImportTest extends RestScenario {
    private static final String TO_USER = "openim/importmsg";
    private static final String TO_GROUP = "group_open_http_svc/import_group_msg";
    private static final long LONG_AGO = Instant.now().getEpochSecond() - 86_400;

    private static Map<String, Object> said(Person from, Person to, long time, String text) {
        return Map.of(
                "SyncFromOldSystem",
                2,
                "From_Account",
                from.userID,
                "To_Account",
                to.userID,
                "MsgRandom",
                7,
                "MsgTimeStamp",
                time,
                "MsgBody",
                body(text));
    }

    private static Map<String, Object> item(Person from, long time, String text) {
        return Map.of("From_Account", from.userID, "SendTime", time, "MsgBody", body(text));
    }

    @Test
    void what_two_users_said_keeps_its_times_and_goes_on_with_what_they_say() {
        var ann = signIn("ann");
        var bob = signIn("bob");

        server.call(TO_USER, said(ann, bob, LONG_AGO, "first"));
        server.call(TO_USER, said(bob, ann, LONG_AGO, "second"));
        for (int i = 0; i < 2; i++) { // and again
            server.call(TO_USER, with(said(ann, bob, LONG_AGO + 60, "third"), "CloudCustomData", "order 7"));
        }

        assertThat(bob.awaitTexts(3)).containsExactly("first", "second", "third");
        ann.send("now").to(bob);
        assertThat(bob.awaitTexts(1)).containsExactly("now");
        var again = person(bob.userID).logIn();
        var history = result(again.chat.getMessageList(MessageListQuery.newest(Person.conversationID(ann))))
                .messageList();
        assertThat(texts(history)).containsExactly("first", "second", "third", "now");
        assertThat(history.stream().map(Message::sequence)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(history.stream().limit(3).map(Message::time)).containsExactly(LONG_AGO, LONG_AGO, LONG_AGO + 60);
        assertThat(history.get(1).flow()).isEqualTo(Flow.OUT);
        assertThat(history.get(2).cloudCustomData()).isEqualTo("order 7");
        assertThat(again.conversationWith(ann).unreadCount()).isEqualTo(1); // what is history does not count
    }

    @Test
    void what_was_said_under_one_number_in_one_second_is_all_kept_and_once() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var two = with(said(ann, bob, LONG_AGO, ""), "MsgRandom", 6, "MsgBody", bodies("third", "fourth"));
        for (int i = 0; i < 2; i++) { // the second time after a failure, say
            server.call(TO_USER, said(ann, bob, LONG_AGO, "first"));
            server.call(TO_USER, said(ann, bob, LONG_AGO, "second"));
            server.call(TO_USER, two); // its second element is under the number of "first"
        }
        server.call(TO_USER, with(said(ann, bob, LONG_AGO, "second"), "CloudCustomData", "another"));

        assertThat(ann.historyWith(bob)).containsExactly("first", "second", "third", "fourth", "second");
    }

    @Test
    void what_was_said_under_one_number_in_a_group_is_all_kept_and_once() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = groupOf(Types.GRP_PUBLIC, ann);
        Person.awaitNextSecond();
        var time = group.createTime();
        var request = Map.of(
                "GroupId",
                group.groupID(),
                "MsgList",
                List.of(
                        with(item(bob, time, "first"), "Random", 7),
                        with(item(bob, time, "second"), "Random", 7),
                        with(item(bob, time, ""), "Random", 6, "MsgBody", bodies("third", "fourth"))));

        var imported = server.call(TO_GROUP, request).get("ImportMsgResult");

        assertThat(each(imported, "/Result")).containsExactly("0", "0", "0");
        assertThat(each(imported, "/MsgSeq")).doesNotHaveDuplicates().doesNotContain("0");
        assertThat(server.call(TO_GROUP, request).get("ImportMsgResult")).isEqualTo(imported);
        var history = result(ann.chat.getMessageList(MessageListQuery.newest(Person.conversationID(group))));
        assertThat(texts(history.messageList())).containsExactly("first", "second", "third", "fourth");
    }

    private static List<Map<String, Object>> bodies(String... texts) {
        return List.of(texts).stream().flatMap(text -> body(text).stream()).toList();
    }

    @Test
    void what_is_imported_as_new_is_unread_and_has_its_place_in_the_list() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var cid = signIn("cid");
        cid.send("now").to(bob);
        server.call(TO_USER, with(said(ann, bob, LONG_AGO, "old"), "SyncFromOldSystem", 1));
        for (var person : List.of(ann, bob)) {
            person.awaitUntil(
                    Events.MESSAGE_RECEIVED, told -> told.getFirst().from().equals(ann.userID));
        }

        assertThat(bob.conversationWith(ann).unreadCount()).isEqualTo(1);
        assertThat(ann.conversationWith(bob).unreadCount()).isZero();
        var later = person(bob.userID).logIn();
        var list = later.conversations();
        assertThat(list.getFirst().conversationID()).isEqualTo(Person.conversationID(cid));
        assertThat(list.getLast().lastMessage().lastTime()).isEqualTo(LONG_AGO);
    }

    @Test
    void nothing_is_put_before_what_is_there_or_into_the_future() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        server.call(TO_USER, said(ann, bob, LONG_AGO, "first"));
        assertThat(code(TO_USER, said(ann, bob, LONG_AGO - 1, "earlier"))).isEqualTo(90006);
        assertThat(code(TO_USER, said(ann, bob, Instant.now().getEpochSecond() + 60, "later")))
                .isEqualTo(90006);
        assertThat(ann.historyWith(bob)).containsExactly("first");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SyncFromOldSystem | null                                        | 20001
            SyncFromOldSystem | 3                                           | 20001
            From_Account      | "nobody-here"                               | 90008
            To_Account        | "nobody-here"                               | 90012
            To_Account        | null                                        | 90003
            MsgRandom         | null                                        | 90005
            MsgTimeStamp      | null                                        | 90006
            MsgBody           | []                                          | 90002
            MsgBody           | [{"MsgType":"TIMTextElem"}]                 | 90010
            MsgBody           | [{"MsgType":"TIMTextElem","MsgContent":{}}] | 20001
            CloudCustomData   | "%s"                                        | 93000
            """)
    void what_does_not_fit_is_refused(String field, String value, int code) throws Exception {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var json = ProtocolJson.mapper().readTree(value.replace("%s", "x".repeat(12_288)));
        assertThat(code(TO_USER, with(said(ann, bob, LONG_AGO, "never"), field, json)))
                .isEqualTo(code);
        assertThat(ann.historyWith(bob)).isEmpty();
    }

    @Test
    void a_group_takes_what_was_said_since_it_was_made() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = groupOf(Types.GRP_PUBLIC, ann);
        long begun = group.createTime();
        Person.awaitNextSecond();

        var answer = server.call(
                TO_GROUP,
                Map.of(
                        "GroupId",
                        group.groupID(),
                        "MsgList",
                        List.of(
                                item(bob, begun - 1, "too early"),
                                item(bob, begun, "first"),
                                item(ann, begun + 1, "second"),
                                item(bob, begun, "out of order"),
                                item(bob, begun + 3_600, "not yet"),
                                with(item(bob, begun + 1, "long"), "CloudCustomData", "x".repeat(12_288)),
                                with(item(ann, begun + 1, "whose"), "From_Account", "nobody-here"))));

        assertThat(answer.get("ImportMsgResult").toString())
                .isEqualTo("[{\"MsgSeq\":0,\"MsgTime\":" + (begun - 1) + ",\"Result\":10004},"
                        + "{\"MsgSeq\":1,\"MsgTime\":" + begun + ",\"Result\":0},"
                        + "{\"MsgSeq\":2,\"MsgTime\":" + (begun + 1) + ",\"Result\":0},"
                        + "{\"MsgSeq\":0,\"MsgTime\":" + begun + ",\"Result\":10004},"
                        + "{\"MsgSeq\":0,\"MsgTime\":" + (begun + 3_600) + ",\"Result\":10004},"
                        + "{\"MsgSeq\":0,\"MsgTime\":" + (begun + 1) + ",\"Result\":80002},"
                        + "{\"MsgSeq\":0,\"MsgTime\":" + (begun + 1) + ",\"Result\":10019}]");
        assertThat(ann.awaitTexts(2)).containsExactly("first", "second");
        var later = person(ann.userID).logIn();
        assertThat(later.conversations()) // nothing is shown as its last message
                .noneMatch(one -> one.conversationID().equals(Person.conversationID(group)));
        assertThat(later.chat.getTotalUnreadMessageCount()).isZero();
    }

    @Test
    void what_is_recent_in_a_group_or_topic_counts_and_is_shown_and_comes_once() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = groupOf(Types.GRP_PUBLIC, ann);
        Person.awaitNextSecond();
        var request = Map.of(
                "GroupId",
                group.groupID(),
                "RecentContactFlag",
                1,
                "MsgList",
                List.of(with(item(bob, group.createTime(), "hello"), "Random", 7)));
        var first = server.call(TO_GROUP, request);

        assertThat(server.call(TO_GROUP, request)).isEqualTo(first);

        assertThat(ann.awaitTexts(1)).containsExactly("hello");
        assertThat(ann.conversationIn(group).unreadCount()).isEqualTo(1);
        assertThat(ann.conversationIn(group).lastMessage().messageForShow()).isEqualTo("hello");
        var topic = topicOf(ann);
        var town = TopicIds.community(topic);
        var now = Instant.now().getEpochSecond();
        var inTopic = Map.of("GroupId", town, "TopicId", topic, "MsgList", List.of(item(bob, now, "news")));
        assertThat(server.call(TO_GROUP, inTopic)
                        .at("/ImportMsgResult/0/Result")
                        .asInt(-1))
                .isZero();
        assertThat(ann.awaitTexts(1)).containsExactly("news");
        assertThat(server.call(TO_GROUP, Map.of("GroupId", town, "MsgList", List.of(item(bob, now, "never"))))
                        .at("/ImportMsgResult/0/Result")
                        .asInt())
                .isEqualTo(10004);
        assertThat(ann.unexpectedMessages()).isEmpty();
    }

    @Test
    void groups_that_take_nothing_refuse_it() {
        var ann = signIn("ann");
        var group = groupOf(Types.GRP_PUBLIC, ann);
        var room = groupOf(Types.GRP_AVCHATROOM, ann);
        var now = Instant.now().getEpochSecond();
        assertThat(code(TO_GROUP, Map.of("GroupId", "nowhere", "MsgList", List.of(item(ann, now, "never")))))
                .isEqualTo(10010);
        assertThat(code(TO_GROUP, Map.of("GroupId", group.groupID(), "MsgList", List.of())))
                .isEqualTo(10004);
        var tooMany = Collections.nCopies(21, item(ann, now, "never"));
        assertThat(code(TO_GROUP, Map.of("GroupId", group.groupID(), "MsgList", tooMany)))
                .isEqualTo(10004);
        assertThat(server.call(TO_GROUP, Map.of("GroupId", room.groupID(), "MsgList", List.of(item(ann, now, "never"))))
                        .at("/ImportMsgResult/0/Result")
                        .asInt())
                .isEqualTo(10007);
    }
}
