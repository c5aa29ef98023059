package im.parley.server;

import static im.parley.server.GroupUsers.code;
import static im.parley.server.GroupUsers.conversation;
import static im.parley.server.GroupUsers.in;
import static im.parley.server.GroupUsers.of;
import static im.parley.server.GroupUsers.users;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Permissions;
import im.parley.protocol.Permissions.Cell;
import im.parley.protocol.Permissions.Role;
import im.parley.protocol.Types;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Who may do what in which type of group: every cell of the table is tried, by the owner, an admin, a member and
/// somebody outside, on a group in which nothing has been done. The Java SDK's test of the same name tries the
/// same and names the rules.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupPermissionsTest {
    private final Map<Role, TestClient> by = new EnumMap<>(Role.class);
    private TestServer server;
    private GroupUsers users;
    private TestClient otherAdmin;
    private TestClient otherMember;
    private TestClient stranger;
    /// What the group was made for; it is no more once somebody could do that.
    private Cell madeFor;
    private String made;
    /// In the group, where it is about messages.
    private String byMember;
    private String byOwner;
    /// What lets somebody in who asks, where the cell is about that.
    private ObjectNode decision;

    @BeforeAll
    void start(@TempDir Path data) {
        server = new TestServer(data);
        users = new GroupUsers(server.app, TestServer.KEY);
        for (var role : Role.values()) {
            by.put(role, users.newUser(server.port(), role.name().toLowerCase(Locale.ROOT)));
        }
        otherAdmin = users.newUser(server.port(), "admin");
        otherMember = users.newUser(server.port(), "member");
        stranger = users.newUser(server.port(), "stranger");
    }

    @AfterAll
    void stop() {
        users.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> every_cell_of_the_table() {
        return Permissions.cells().stream().map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> check(cell)));
    }

    private void check(Cell cell) {
        if (madeFor == null
                || !madeFor.what().equals(cell.what())
                || !madeFor.type().equals(cell.type())) {
            leave();
            made = newGroup(cell.what(), cell.type());
            madeFor = cell;
        }
        var group = made;
        int code = patiently(() -> attempt(cell.what(), group, by.get(cell.role())));
        if (cell.may()) {
            assertThat(code).isZero();
            leave();
        } else if (code == 0 && cell.asks()) {
            var newcomer = cell.what().startsWith("join") ? by.get(cell.role()) : stranger;
            boolean wasIn = cell.what().startsWith("join") && cell.role() != Role.OUTSIDE;
            assertThat(code(read(newcomer, group)) == 0).isEqualTo(wasIn);
        } else {
            assertThat(code).isIn(cell.refusals());
        }
    }

    /// Ends the group, where that can be.
    private void leave() {
        if (madeFor != null) {
            by.get(Role.OWNER).start("group.dismiss", in(made)).join();
            madeFor = null;
        }
    }

    private CompletableFuture<JsonNode> attempt(String what, String group, TestClient who) {
        var owner = by.get(Role.OWNER);
        return switch (what) {
            case "set the invite option" ->
                who.start("group.update", in(group).put("inviteOption", Types.INVITE_OPTIONS_FREE_ACCESS));
            case "write to one only" ->
                send(who, group, body -> body.putArray("receiverList").add(otherMember.userID()));
            case "call a member by name" ->
                send(who, group, body -> body.putArray("atUserList").add(otherMember.userID()));
            case "call all by name" ->
                send(who, group, body -> body.putArray("atUserList").add(Types.MSG_AT_ALL));
            case "revoke one's own message" -> onOwn("message.revoke", who, group, GroupPermissionsTest::message);
            case "revoke a member's message" -> who.start("message.revoke", message(group, byMember));
            case "revoke the owner's message" -> who.start("message.revoke", message(group, byOwner));
            case "modify one's own message" -> onOwn("message.modify", who, group, GroupPermissionsTest::change);
            case "modify a member's message" -> who.start("message.modify", change(group, byMember));
            case "modify the owner's message" -> who.start("message.modify", change(group, byOwner));
            case "delete a message" -> who.start("message.delete", messages(group, byMember));
            case "extend a message" -> {
                var body = message(group, byMember);
                body.putArray("extensions").addObject().put("key", "vote").put("value", "yes");
                yield who.start("message.setExtensions", body);
            }
            case "react to a message" ->
                who.start("message.addReaction", message(group, byMember).put("reactionID", "smile"));
            case "ask who has read" -> onOwn("message.getReceipts", who, group, GroupPermissionsTest::messages);
            case "set attributes" -> {
                var body = in(group);
                body.putObject("attributes").put("seat", who.userID());
                yield who.start("group.setAttributes", body);
            }
            case "count" ->
                who.start("group.addToCounter", in(group).put("key", "likes").put("value", 1));
            case "give a role of one's own" ->
                who.start("group.setRole", of(group, otherMember).put("role", "Custom"));
            case "mark a member" ->
                who.start(
                        "group.markMembers",
                        users(group, otherMember).put("markType", 1000).put("enableMark", true));
            case "let in who asks" -> who.start("group.handleApplication", decision.deepCopy());
            case "edit the profile" -> who.start("group.update", in(group).put("name", "Other"));
            case "mute all" -> who.start("group.update", in(group).put("muteAllMembers", true));
            case "write", "write while all are muted" -> GroupUsers.send(who, group, "hi");
            case "read the history" -> read(who, group);
            case "dismiss" -> who.start("group.dismiss", in(group));
            case "quit" -> who.start("group.quit", in(group));
            case "hand over" -> who.start("group.transfer", in(group).put("newOwnerID", otherMember.userID()));
            case "make a member admin" ->
                who.start("group.setRole", of(group, otherMember).put("role", "Admin"));
            case "put a member out" -> // out of live rooms for a time
                who.start("group.deleteMembers", users(group, otherMember).put("duration", 60));
            case "put an admin out" -> who.start("group.deleteMembers", users(group, otherAdmin));
            case "put the owner out" ->
                who.start("group.deleteMembers", users(group, owner).put("duration", 60));
            case "mute a member" ->
                who.start("group.muteMember", of(group, otherMember).put("muteTime", 60));
            case "mute an admin" ->
                who.start("group.muteMember", of(group, otherAdmin).put("muteTime", 60));
            case "mute the owner" ->
                who.start("group.muteMember", of(group, owner).put("muteTime", 60));
            case "name oneself" -> who.start("group.updateMember", in(group).put("nameCard", "me"));
            case "name a member" ->
                who.start("group.updateMember", of(group, otherMember).put("nameCard", "you"));
            case "name an admin" ->
                who.start("group.updateMember", of(group, otherAdmin).put("nameCard", "you"));
            case "ask for members' data" -> who.start("group.getMembers", users(group, otherMember));
            case "invite, by default", "invite, free", "invite, by permission", "invite, switched off" ->
                who.start("group.addMembers", users(group, stranger));
            case "join, by default" -> who.start("group.join", in(group));
            case "find by its ID" -> who.start("group.search", in(group));
            case "ask for the profile" -> who.start("group.get", in(group));
            case "make a topic" -> who.start("topic.create", in(group).put("topicName", "Other"));
            case "change a topic" ->
                who.start("topic.update", in(group).put("topicID", topic(group)).put("topicName", "Other"));
            case "delete a topic" -> who.start("topic.delete", in(group)); // all there are
            case "list topics" -> who.start("topic.list", in(group));
            case "write in a topic", "write in a muted topic" -> GroupUsers.send(who, topic(group), "hi");
            case "read a topic" -> read(who, topic(group));
            case "mute a member in a topic" ->
                who.start("group.muteMember", of(topic(group), otherMember).put("muteTime", 60));
            case "mute an admin in a topic" ->
                who.start("group.muteMember", of(topic(group), otherAdmin).put("muteTime", 60));
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static CompletableFuture<JsonNode> send(TestClient who, String group, Consumer<ObjectNode> more) {
        return GroupUsers.send(who, group, GroupUsers.newMessageID(who), "hi", more);
    }

    /// Does something with a message that one has sent; if it is not even taken, that is what comes of it.
    private static CompletableFuture<JsonNode> onOwn(
            String operation, TestClient who, String group, BiFunction<String, String, ObjectNode> request) {
        var id = GroupUsers.newMessageID(who);
        return send(who, group, id)
                .thenCompose(sent -> sent.path("code").asInt() == 0
                        ? who.start(operation, request.apply(group, id))
                        : CompletableFuture.completedFuture(sent));
    }

    private static CompletableFuture<JsonNode> send(TestClient who, String group, String id) {
        return GroupUsers.send(
                who, group, id, "hi", body -> body.put("needReadReceipt", true).put("isSupportExtension", true));
    }

    private static ObjectNode message(String group, String id) {
        return conversation(group).put("id", id);
    }

    private static ObjectNode messages(String group, String id) {
        var body = conversation(group);
        body.putArray("idList").add(id);
        return body;
    }

    private static ObjectNode change(String group, String id) {
        var body = message(group, id).put("version", 0).put("type", Types.MSG_TEXT);
        body.putObject("payload").put("text", "changed");
        return body;
    }

    /// The one topic that each community has that this is about.
    private static String topic(String group) {
        return group + "@TOPIC#_one";
    }

    private static CompletableFuture<JsonNode> read(TestClient who, String group) {
        return who.start("message.list", conversation(group).put("count", 1));
    }

    /// Some operations have a rate, which is not what this is about.
    private static int patiently(Supplier<CompletableFuture<JsonNode>> call) {
        int code = code(call.get());
        while (code == ErrorCode.OVER_FREQUENCY_LIMIT.number()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            code = code(call.get());
        }
        return code;
    }

    private String newGroup(String what, String type) {
        var owner = by.get(Role.OWNER);
        var group = GroupUsers.create(owner, type, body -> {
            switch (what) {
                case "invite, free" -> body.put("inviteOption", Types.INVITE_OPTIONS_FREE_ACCESS);
                case "invite, by permission" -> body.put("inviteOption", Types.INVITE_OPTIONS_NEED_PERMISSION);
                case "invite, switched off" -> body.put("inviteOption", Types.INVITE_OPTIONS_DISABLE_INVITE);
                case "let in who asks" -> body.put("joinOption", Types.JOIN_OPTIONS_NEED_PERMISSION);
                default -> body.put("isSupportTopic", what.contains("topic"));
            }
            var list = body.putArray("memberList");
            add(list, Types.GRP_MBR_ROLE_MEMBER, by.get(Role.MEMBER), otherMember);
            if (Role.ADMIN.isIn(type)) {
                add(list, Types.GRP_MBR_ROLE_ADMIN, by.get(Role.ADMIN), otherAdmin);
            }
            if (Role.CUSTOM.isIn(type)) {
                add(list, Types.GRP_MBR_ROLE_MEMBER, by.get(Role.CUSTOM));
            }
        });
        if (Role.CUSTOM.isIn(type)) {
            owner.call("group.setRole", of(group, by.get(Role.CUSTOM)).put("role", Types.GRP_MBR_ROLE_CUSTOM));
        }
        if (type.equals(Types.GRP_AVCHATROOM)) { // which takes nobody in when it is made
            List.of(owner, by.get(Role.MEMBER), otherMember).forEach(user -> user.call("group.join", in(group)));
        }
        if (what.contains("topic")) {
            owner.call("topic.create", in(group).put("topicName", "One").put("topicID", topic(group)));
        }
        if (what.equals("write in a muted topic")) {
            owner.call("topic.update", in(group).put("topicID", topic(group)).put("muteAllMembers", true));
        }
        if (what.equals("write while all are muted")) {
            assertThat(patiently(() -> owner.start("group.update", in(group).put("muteAllMembers", true))))
                    .isZero();
        }
        if (what.endsWith("message")) {
            byMember = GroupUsers.newMessageID(otherMember);
            byOwner = GroupUsers.newMessageID(owner);
            assertThat(code(send(otherMember, group, byMember))).isZero();
            assertThat(code(send(owner, group, byOwner))).isZero();
        }
        if (what.equals("let in who asks")) {
            stranger.call("group.join", in(group));
            var application = owner.call(
                            "group.listApplications", TestClient.object().put("count", 1))
                    .at("/applicationList/0");
            decision = in(application.path("groupID").asText()).put("handleAction", "Agree");
            List.of("messageKey", "authentication").forEach(key -> decision.set(key, application.get(key)));
        }
        return group;
    }

    private static void add(ArrayNode list, String role, TestClient... members) {
        for (var user : members) {
            list.addObject().put("userID", user.userID()).put("role", role);
        }
    }
}
