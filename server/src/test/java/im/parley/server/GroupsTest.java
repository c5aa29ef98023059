package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The life of groups, as it is to be seen on the wire.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TIP_JOINED = Types.GRP_TIP_MBR_JOIN;

    private final Random random = new Random();
    private final List<TestClient> clients = new ArrayList<>();
    private TestServer server;
    private int test;
    private TestClient ann;
    private TestClient bob;
    private TestClient cid;

    @BeforeAll
    void start(@TempDir Path data) {
        server = new TestServer(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void threeNewUsers() {
        test++;
        ann = signIn("ann" + test, "a");
        bob = signIn("bob" + test, "b");
        cid = signIn("cid" + test, "c");
    }

    @AfterEach
    void leave() {
        clients.forEach(TestClient::close);
        clients.clear();
    }

    private TestClient signIn(String user, String instance) {
        var client = new TestClient(server.port(), server.app, TestServer.KEY, user, instance);
        clients.add(client);
        return client;
    }

    @Test
    @Rule("createGroup#12")
    void a_public_group_needs_permission_and_its_creator_owns_it() {
        var group = create(Types.GRP_PUBLIC, body -> {}).path("group");

        assertThat(group.path("groupID").asText()).startsWith("@TGS#");
        assertThat(group.path("joinOption").asText()).isEqualTo(Types.JOIN_OPTIONS_NEED_PERMISSION);
        assertThat(group.path("ownerID").asText()).isEqualTo(ann.userID());
        assertThat(group.at("/selfInfo/role").asText()).isEqualTo(Types.GRP_MBR_ROLE_OWNER);
        assertThat(group.path("memberCount").asInt()).isEqualTo(1);
        assertThat(group.path("nextMessageSeq").asInt()).isEqualTo(1);
    }

    @Test
    void a_message_reaches_every_member_once_and_in_order() throws Exception {
        var group = groupOfThree();
        for (int i = 1; i <= 20; i++) {
            var answer = sent(i % 2 == 0 ? ann : bob, group, "hi " + i);
            assertThat(answer.path("sequence").asInt()).isEqualTo(i + 1); // the first is the tip
        }

        for (int i = 1; i <= 20; i++) {
            var message = next(cid, "message.received", push -> isText(push)).path("message");
            assertThat(message.path("sequence").asInt()).isEqualTo(i + 1);
            assertThat(message.at("/payload/text").asText()).isEqualTo("hi " + i);
            assertThat(message.path("conversationType").asText()).isEqualTo("GROUP");
            assertThat(message.path("to").asText()).isEqualTo(group);
            assertThat(message.path("unreadCounter").asInt()).isEqualTo(i);
        }
        assertThat(cid.push(Duration.ZERO)).isNull();
    }

    @Test
    void unread_counts_what_others_wrote_and_not_ones_own() throws Exception {
        var group = groupOfThree();
        for (int i = 0; i < 3; i++) {
            sent(bob, group, "from bob " + i);
            sent(ann, group, "from ann " + i);
        }

        assertThat(unread(conversation(cid, group))).isEqualTo(6);
        assertThat(unread(conversation(bob, group))).isEqualTo(3);
        ann.call("conversation.read", inGroup(group).put("sequence", 4));
        assertThat(unread(conversation(ann, group))).isEqualTo(1); // bob's last; the third of ann is at 7
    }

    @Test
    @Rule("quitGroup#1")
    void who_left_neither_writes_nor_reads_nor_hears() throws Exception {
        var group = groupOfThree();
        sent(ann, group, "before");
        bob.call("group.quit", groupID(group));
        sent(ann, group, "after");

        assertThat(code(bob.start("message.send", text(bob, group, "from outside"))))
                .isEqualTo(10007);
        assertThat(code(bob.start("message.list", inGroup(group).put("count", 10))))
                .isEqualTo(10007);
        assertThat(code(ann.start("group.quit", groupID(group)))).isEqualTo(10009);
        next(cid, "message.received", push -> text(push).equals("after"));
        var heard = texts(bob);
        assertThat(heard).contains("before").doesNotContain("after");
        assertThat(conversations(bob)).doesNotContain("GROUP" + group);
        assertThat(conversations(cid)).contains("GROUP" + group);
    }

    @Test
    void who_comes_later_sees_nothing_of_what_was_before_and_the_tip_of_their_coming() throws Exception {
        var group = groupOfThree();
        sent(ann, group, "before");
        var dan = signIn("dan" + test, "d");
        ann.call("group.update", groupID(group).put("inviteOption", Types.INVITE_OPTIONS_FREE_ACCESS));
        add(group, dan);
        sent(ann, group, "after");

        next(dan, "message.received", push -> text(push).equals("after"));
        var history = dan.call("message.list", inGroup(group).put("count", 15)).path("messageList");
        assertThat(history).hasSize(2);
        assertThat(history.get(0).at("/payload/operationType").asInt()).isEqualTo(TIP_JOINED);
        assertThat(history.get(0).at("/payload/userIDList/0").asText()).isEqualTo(dan.userID());
        assertThat(history.get(1).at("/payload/text").asText()).isEqualTo("after");
        assertThat(unread(conversation(dan, group))).isEqualTo(1);
        assertThat(conversation(dan, "@TIM#SYSTEM", "")
                        .path("lastMessage")
                        .at("/payload/operationType")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    @Rule({"dismissGroup#1", "dismissGroup#3"})
    void only_the_owner_dismisses_and_no_work_group_is() throws Exception {
        var group = groupOfThree();
        assertThat(code(bob.start("group.dismiss", groupID(group)))).isEqualTo(10007);
        ann.call("group.dismiss", groupID(group));

        assertThat(next(bob, "group.left", push -> true).path("reason").asText())
                .isEqualTo("dismissed");
        assertThat(code(ann.start("message.send", text(ann, group, "anybody?"))))
                .isEqualTo(10010);
        var work = create(Types.GRP_WORK, body -> {}).at("/group/groupID").asText();
        assertThat(code(ann.start("group.dismiss", groupID(work)))).isEqualTo(10007);
    }

    @Test
    @Rule("deleteGroupMember#4")
    void admins_put_members_out_but_not_the_owner() throws Exception {
        var group = create(Types.GRP_PUBLIC, body -> {
                    body.putArray("memberList")
                            .addObject()
                            .put("userID", bob.userID())
                            .put("role", "Admin");
                    body.withArray("memberList").addObject().put("userID", cid.userID());
                })
                .at("/group/groupID")
                .asText();
        assertThat(code(cid.start("group.deleteMembers", users(group, bob)))).isEqualTo(10007);
        assertThat(code(bob.start("group.deleteMembers", users(group, ann)))).isEqualTo(10007);
        bob.call("group.deleteMembers", users(group, cid).put("reason", "spam"));

        assertThat(next(cid, "group.left", push -> true).path("reason").asText())
                .isEqualTo("kicked");
        var tip = next(
                ann,
                "message.received",
                push -> push.at("/message/payload/operationType").asInt() == 3);
        assertThat(tip.at("/message/payload/memberList/0/reason").asText()).isEqualTo("spam");
        assertThat(tip.at("/message/payload/memberCount").asInt()).isEqualTo(2);
    }

    @Test
    void bad_requests_are_refused_with_what_is_wrong() throws Exception {
        assertThat(code(ann.start(
                        "group.create", TestClient.object().put("name", "g").put("type", "Club"))))
                .isEqualTo(2600);
        assertThat(code(ann.start(
                        "group.create", TestClient.object().put("name", "g").put("groupID", "@TGS#mine"))))
                .isEqualTo(2602);
        assertThat(code(ann.start("group.create", TestClient.object().put("name", "ü".repeat(51)))))
                .isEqualTo(10004);
        assertThat(code(ann.start("group.get", groupID("nowhere")))).isEqualTo(10010);
        var group = groupOfThree();
        var refused = ann.start("group.addMembers", users(group).put("groupID", group));
        assertThat(code(refused)).isEqualTo(ErrorCode.GROUP_INVALID_PARAMETERS.number());
        assertThat(code(ann.start(
                        "group.create", TestClient.object().put("name", "g").put("groupID", group))))
                .isEqualTo(2602);
        create(Types.GRP_PUBLIC, body -> body.put("groupID", "mine" + test));
        assertThat(code(ann.start(
                        "group.create", TestClient.object().put("name", "g").put("groupID", "mine" + test))))
                .isEqualTo(10025);
        assertThat(code(bob.start(
                        "group.create", TestClient.object().put("name", "g").put("groupID", "mine" + test))))
                .isEqualTo(10021);
    }

    @ParameterizedTest
    @CsvSource({"name,100", "introduction,400", "notification,400", "avatar,500"})
    @Rule("createGroup#9")
    void the_texts_of_a_group_have_their_lengths(String field, int most) throws Exception {
        var named = TestClient.object().put("name", "Friends");
        var group = ann.call("group.create", named.deepCopy().put(field, "x".repeat(most)))
                .at("/group/groupID")
                .asText();

        assertThat(code(ann.start("group.create", named.put(field, "x".repeat(most - 1) + "ü"))))
                .isEqualTo(10004);
        assertThat(code(ann.start("group.update", groupID(group).put(field, "x".repeat(most + 1)))))
                .isEqualTo(10004);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gruppe ü", "a\tb", "@TGS#mine", "@TGS#_mine", "a@TOPIC#b"})
    @Rule({"createGroup#4", "createGroup#7"})
    void an_id_that_an_app_may_not_choose_is_refused(String id) throws Exception {
        assertThat(code(ann.start("group.create", chosen(Types.GRP_PUBLIC, id))))
                .isEqualTo(2602);
    }

    @Test
    @Rule({"createGroup#4", "createGroup#7"})
    void an_id_has_48_bytes_and_those_of_communities_a_beginning() throws Exception {
        var longest = "! ~" + "x".repeat(45);
        ann.call("group.create", chosen(Types.GRP_PUBLIC, longest));
        assertThat(code(ann.start("group.create", chosen(Types.GRP_PUBLIC, longest + "x"))))
                .isEqualTo(2602);

        ann.call("group.create", chosen(Types.GRP_COMMUNITY, "@TGS#_town" + test));
        assertThat(code(ann.start("group.create", chosen(Types.GRP_COMMUNITY, "town" + test))))
                .isEqualTo(2602);
    }

    private static ObjectNode chosen(String type, String id) {
        return TestClient.object().put("name", "Friends").put("type", type).put("groupID", id);
    }

    // helpers

    private String groupOfThree() throws InterruptedException {
        var group = create(Types.GRP_PUBLIC, body -> {
                    body.putArray("memberList").addObject().put("userID", bob.userID());
                    body.withArray("memberList").addObject().put("userID", cid.userID());
                })
                .at("/group/groupID")
                .asText();
        next(bob, "group.joined", push -> true);
        next(cid, "group.joined", push -> true);
        return group;
    }

    private JsonNode create(String type, Consumer<ObjectNode> more) {
        var body = TestClient.object().put("name", "Friends").put("type", type);
        more.accept(body);
        return ann.call("group.create", body);
    }

    private void add(String group, TestClient... users) {
        ann.call("group.addMembers", users(group, users));
    }

    private static ObjectNode users(String group, TestClient... users) {
        var body = groupID(group);
        var list = body.putArray("userIDList");
        for (var user : users) {
            list.add(user.userID());
        }
        return body;
    }

    private static ObjectNode groupID(String group) {
        return TestClient.object().put("groupID", group);
    }

    private static ObjectNode inGroup(String group) {
        return TestClient.object().put("conversationID", "GROUP" + group);
    }

    private ObjectNode text(TestClient from, String group, String text) {
        var id = from.tinyID() + "-1700000000-" + random.nextInt(Integer.MAX_VALUE);
        var message = inGroup(group).put("id", id).put("type", Types.MSG_TEXT);
        message.putObject("payload").put("text", text);
        return message;
    }

    private JsonNode sent(TestClient from, String group, String text) {
        return from.call("message.send", text(from, group, text));
    }

    private static int code(CompletableFuture<JsonNode> answer) {
        return answer.orTimeout(10, TimeUnit.SECONDS).join().path("code").asInt();
    }

    private static JsonNode next(TestClient client, String event, Predicate<JsonNode> wanted)
            throws InterruptedException {
        while (true) {
            var push = client.push(PATIENCE);
            assertThat(push).as(event + " at " + client.userID()).isNotNull();
            if (push.path("event").asText().equals(event) && wanted.test(push.path("body"))) {
                return push.path("body");
            }
        }
    }

    private static boolean isText(JsonNode push) {
        return push.at("/message/type").asText().equals(Types.MSG_TEXT);
    }

    private static String text(JsonNode push) {
        return push.at("/message/payload/text").asText();
    }

    private static List<String> texts(TestClient client) throws InterruptedException {
        var texts = new ArrayList<String>();
        for (var push = client.push(Duration.ZERO); push != null; push = client.push(Duration.ZERO)) {
            texts.add(text(push.path("body")));
        }
        return texts;
    }

    private static JsonNode conversation(TestClient client, String group) {
        return conversation(client, "GROUP", group);
    }

    private static JsonNode conversation(TestClient client, String prefix, String id) {
        return client.call("conversation.get", TestClient.object().put("conversationID", prefix + id))
                .path("conversation");
    }

    private static int unread(JsonNode conversation) {
        return conversation.path("unreadCounter").asInt()
                - conversation.path("readCounter").asInt()
                - conversation.path("uncounted").size();
    }

    private static List<String> conversations(TestClient client) {
        var ids = new ArrayList<String>();
        client.call("conversation.list", TestClient.object().put("count", 100))
                .path("conversationList")
                .forEach(conversation ->
                        ids.add(conversation.path("conversationID").asText()));
        return ids;
    }
}
