package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys and values that a back end attaches to messages.
class BackEndExtensionTest extends RestScenario {
    private static final String SET = "openim_msg_ext_http_svc/set_key_values";
    private static final String GET = "openim_msg_ext_http_svc/get_key_values";
    private static final String GROUP_SET = "openim_msg_ext_http_svc/group_set_key_values";
    private static final String GROUP_GET = "openim_msg_ext_http_svc/group_get_key_values";

    private static Map<String, Object> pair(String key, String value) {
        return Map.of("Key", key, "Value", value, "Seq", 0);
    }

    private static Message open(Person from, CreateOptions<TextPayload> to) {
        return result(from.chat.sendMessage(from.chat.createTextMessage(to.withExtensions())));
    }

    @Test
    void both_users_hear_of_extensions_whatever_was_there_before() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var message = open(ann, CreateOptions.toUser(bob.userID, new TextPayload("vote")));
        result(bob.chat.setMessageExtensions(bob.awaitMessage(), List.of(new Extension("yes", "1"))));
        ann.await(Events.MESSAGE_EXTENSIONS_UPDATED);
        bob.await(Events.MESSAGE_EXTENSIONS_UPDATED);
        var request = named(ann, bob, message);

        var answer = server.call(
                SET, with(request, "OperateType", 1, "ExtensionList", List.of(pair("yes", "2"), pair("no", "1"))));

        assertThat(each(answer.get("ExtensionList"), "/ErrorCode")).containsExactly("0", "0");
        assertThat(answer.at("/ExtensionList/0/Extension/Value").asText()).isEqualTo("2");
        var news = new Events.ExtensionsUpdated(
                message.id(), List.of(new Extension("yes", "2"), new Extension("no", "1")));
        for (var person : List.of(ann, bob)) {
            assertThat(person.await(Events.MESSAGE_EXTENSIONS_UPDATED)).isEqualTo(news);
        }
        var known = server.call(GET, request);
        assertThat(known.get("CompleteFlag").asInt()).isEqualTo(1);
        assertThat(each(known.get("ExtensionList"), "/Key")).containsExactly("no", "yes");
        assertThat(known.at("/ExtensionList/0/Seq")).isEqualTo(known.get("LatestSeq"));
        assertThat(known.get("ClearSeq").asLong())
                .isEqualTo(known.get("LatestSeq").asLong() - 1);
        assertThat(server.call(GET, with(request, "StartSeq", known.get("LatestSeq")))
                        .get("ExtensionList"))
                .isEmpty();

        server.call(SET, with(request, "OperateType", 2, "ExtensionList", List.of(Map.of("Key", "no"))));
        assertThat(bob.await(Events.MESSAGE_EXTENSIONS_DELETED).keyList()).containsExactly("no");
        var cleared = server.call(SET, with(request, "OperateType", 3));
        assertThat(each(cleared.get("ExtensionList"), "/Extension/Key")).containsExactly("yes");
        assertThat(bob.await(Events.MESSAGE_EXTENSIONS_DELETED).keyList()).containsExactly("yes");
        var empty = server.call(GET, request);
        assertThat(empty.get("ExtensionList")).isEmpty();
        assertThat(empty.get("ClearSeq")).isEqualTo(empty.get("LatestSeq"));
    }

    @Test
    void members_hear_of_extensions_and_many_of_them_come_in_pages() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var group = groupOf(Types.GRP_PUBLIC, ann, bob);
        var message = open(ann, CreateOptions.toGroup(group.groupID(), new TextPayload("vote")));
        Map<String, Object> request = Map.of("GroupId", group.groupID(), "MsgSeq", message.sequence());
        for (int i = 0; i < 12; i++) {
            int first = i * 19;
            server.call(
                    GROUP_SET,
                    with(
                            request,
                            "OperateType",
                            1,
                            "ExtensionList",
                            IntStream.range(first, first + 19)
                                    .mapToObj(key -> pair("key " + key, "v"))
                                    .toList()));
            assertThat(bob.await(Events.MESSAGE_EXTENSIONS_UPDATED).extensions())
                    .hasSize(19);
        }

        var page = server.call(GROUP_GET, request);
        assertThat(page.get("CompleteFlag").asInt()).isZero();
        assertThat(page.get("ExtensionList")).hasSize(190); // ten whole calls of 19
        var last = page.get("ExtensionList").get(189).get("Seq");
        var rest = server.call(GROUP_GET, with(request, "StartSeq", last));
        assertThat(rest.get("CompleteFlag").asInt()).isEqualTo(1);
        var keys = new ArrayList<>(each(page.get("ExtensionList"), "/Key"));
        keys.addAll(each(rest.get("ExtensionList"), "/Key"));
        assertThat(keys).hasSize(228).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            MsgKey        | "1_1_1"                                                           | 20022
            MsgKey        | "1"                                                               | 90054
            From_Account  | "nobody-here"                                                     | 90008
            OperateType   | null                                                              | 20001
            OperateType   | 4                                                                 | 20001
            ExtensionList | []                                                                | 23002
            ExtensionList | [{"Key":"a"}]                                                     | 20001
            ExtensionList | [{"Value":"a"}]                                                   | 20001
            ExtensionList | [{"Key":"a","Value":"%s"}]                                        | 23002
            ExtensionList | [{"Key":"a","Value":"b"},{"Key":"a","Value":"c"}]                 | 20001
            """)
    void what_cannot_be_attached_is_refused(String field, String value, int code) throws Exception {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var message = open(ann, CreateOptions.toUser(bob.userID, new TextPayload("vote")));
        var json = ProtocolJson.mapper().readTree(value.replace("%s", "x".repeat(1_025)));
        var request =
                with(named(ann, bob, message), "OperateType", 1, "ExtensionList", List.of(pair("a", "b")), field, json);
        assertThat(code(SET, request)).isEqualTo(code);
        assertThat(server.call(GET, named(ann, bob, message)).get("ExtensionList"))
                .isEmpty();
    }

    @Test
    void messages_without_extensions_and_unknown_ones_are_refused() {
        var ann = signIn("ann");
        var group = groupOf(Types.GRP_PUBLIC, ann);
        var plain = ann.send("closed").to(group);
        Map<String, Object> request = Map.of("GroupId", group.groupID(), "MsgSeq", plain.sequence(), "OperateType", 3);
        assertThat(code(GROUP_SET, request)).isEqualTo(10004);
        assertThat(code(GROUP_GET, request)).isEqualTo(10004);
        assertThat(code(GROUP_SET, with(request, "MsgSeq", 99))).isEqualTo(10030);
        assertThat(code(GROUP_GET, with(request, "StartSeq", -1))).isEqualTo(10004);
        assertThat(code(GROUP_GET, with(request, "GroupId", "nowhere"))).isEqualTo(10010);
        server.set("message.extensions", false);
        try {
            assertThat(code(GROUP_SET, request)).isEqualTo(3122);
        } finally {
            server.set("message.extensions", null);
        }
    }
}
