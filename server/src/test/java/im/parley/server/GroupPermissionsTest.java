package im.parley.server;

import static im.parley.server.GroupUsers.code;
import static im.parley.server.GroupUsers.conversation;
import static im.parley.server.GroupUsers.in;
import static im.parley.server.GroupUsers.of;
import static im.parley.server.GroupUsers.users;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Who may do what in which type of group: every cell of the table is tried on a group of its own, by the
/// owner, an admin, a member and somebody outside.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupPermissionsTest {
    /// O owner, A admin, M member, X somebody outside; `-` nobody; `.` there is no such thing. Work groups
    /// and live rooms have no admins.
    private static final String TABLE = """
            what                         | Work | Public | Meeting | Live | Community | refused with
            edit the profile             | OM   | OA     | OA      | O    | OA        | 10007
            mute all                     | O    | OA     | OA      | O    | OA        | 10007
            write while all are muted    | O    | OA     | OA      | O    | OA        | 10007 10017 2101
            write                        | OM   | OAM    | OAM     | OM   | OAM       | 10007 2101
            read the history             | OM   | OAM    | OAM     | .    | OAM       | 10007
            dismiss                      | -    | O      | O       | O    | O         | 10007
            quit                         | OM   | AM     | AM      | M    | AM        | 10009 2623
            hand over                    | O    | O      | O       | -    | O         | 10007 2620
            make a member admin          | -    | O      | O       | -    | O         | 10007 2681 2682
            put a member out             | O    | OA     | OA      | O    | OA        | 10007
            put an admin out             | .    | O      | O       | .    | O         | 10007
            put the owner out            | -    | -      | -       | -    | -         | 10007
            mute a member                | -    | OA     | OA      | O    | OA        | 10007
            mute an admin                | .    | O      | O       | .    | O         | 10007
            mute the owner               | -    | -      | -       | -    | -         | 10007 2685
            name oneself                 | OM   | OAM    | OAM     | -    | OAM       | 10007 2687
            name a member                | O    | OA     | OA      | -    | OA        | 10007 2687
            name an admin                | .    | O      | O       | .    | O         | 10007 2687
            ask for members' data        | OM   | OAM    | OAM     | -    | OAM       | 10007 2687
            invite, by default           | OM   | -      | -       | -    | OAM       | 10007 2661
            invite, free                 | OM   | OAM    | OAM     | -    | OAM       | 10007 2661
            invite, by permission        | O    | OA     | OA      | -    | OA        | 10007 2661
            invite, switched off         | -    | -      | -       | -    | -         | 10007 2661
            join, by default             | -    | -      | X       | X    | X         | 10007
            find by its ID               | -    | OAMX   | OAMX    | OMX  | OAMX      | 10007
            ask for the profile          | OM   | OAMX   | OAMX    | OMX  | OAMX      | 10007
            make a topic                 | .    | .      | .       | .    | OA        | 10007
            change a topic               | .    | .      | .       | .    | OA        | 10007
            delete a topic               | .    | .      | .       | .    | OA        | 10007
            list topics                  | .    | .      | .       | .    | OAM       | 10007
            write in a topic             | .    | .      | .       | .    | OAM       | 10007
            write in a muted topic       | .    | .      | .       | .    | OA        | 10007 10017
            read a topic                 | .    | .      | .       | .    | OAM       | 10007
            mute a member in a topic     | .    | .      | .       | .    | OA        | 10007
            mute an admin in a topic     | .    | .      | .       | .    | O         | 10007
            """;

    private enum Role {
        OWNER('O'),
        ADMIN('A'),
        MEMBER('M'),
        OUTSIDE('X');

        private final char letter;

        Role(char letter) {
            this.letter = letter;
        }
    }

    private static final List<String> TYPES =
            List.of(Types.GRP_WORK, Types.GRP_PUBLIC, Types.GRP_MEETING, Types.GRP_AVCHATROOM, Types.GRP_COMMUNITY);

    private final Map<Role, TestClient> by = new EnumMap<>(Role.class);
    private TestServer server;
    private GroupUsers users;
    private TestClient otherAdmin;
    private TestClient otherMember;
    private TestClient stranger;

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
    @Rule({
        "createGroup#12",
        "dismissGroup#1",
        "dismissGroup#3",
        "updateGroupProfile#7",
        "joinGroup#1",
        "quitGroup#1",
        "changeGroupOwner#1",
        "searchGroupByID#1",
        "getGroupProfile#2",
        "addGroupMember#2",
        "addGroupMember#3",
        "addGroupMember#4",
        "addGroupMember#5",
        "addGroupMember#8",
        "deleteGroupMember#4",
        "setGroupMemberRole#1",
        "setGroupMemberRole#2",
        "setGroupMemberMuteTime#1",
        "setGroupMemberMuteTime#4",
        "setGroupMemberMuteTime#5",
        "createTopicInCommunity#4",
        "deleteTopicFromCommunity#1",
        "setGroupMemberNameCard#1",
        "setGroupMemberNameCard#2",
        "getGroupMemberProfile#1"
    })
    Stream<DynamicTest> every_cell_of_the_table() {
        var tests = new ArrayList<DynamicTest>();
        for (var line : TABLE.lines().skip(1).toList()) {
            var cells = Stream.of(line.split("\\|")).map(String::strip).toList();
            for (var type : TYPES) {
                var allowed = cells.get(1 + TYPES.indexOf(type));
                for (var role : Role.values()) {
                    if (!allowed.equals(".") && (role != Role.ADMIN || hasAdmins(type))) {
                        boolean may = allowed.indexOf(role.letter) >= 0;
                        var name = "%s, %s: %s %s".formatted(cells.getFirst(), type, role, may ? "may" : "may not");
                        tests.add(DynamicTest.dynamicTest(
                                name, () -> check(cells.getFirst(), type, role, may, cells.getLast())));
                    }
                }
            }
        }
        return tests.stream();
    }

    private static boolean hasAdmins(String type) {
        return !type.equals(Types.GRP_WORK) && !type.equals(Types.GRP_AVCHATROOM);
    }

    private void check(String what, String type, Role role, boolean may, String refusals) {
        var group = newGroup(what, type);
        int code = patiently(() -> attempt(what, group, by.get(role)));
        if (may) {
            assertThat(code).isZero();
        } else if (code == 0 && waits(what)) {
            var newcomer = what.startsWith("join") ? by.get(role) : stranger;
            boolean wasIn = what.startsWith("join") && role != Role.OUTSIDE;
            assertThat(code(read(newcomer, group)) == 0).isEqualTo(wasIn);
        } else {
            assertThat(refusals.split(" ")).contains(String.valueOf(code));
        }
        by.get(Role.OWNER).start("group.dismiss", in(group)).join(); // where it can be
    }

    /// Whether asking is no error where it does not let anybody in: members are in already, others wait for
    /// approval.
    private static boolean waits(String what) {
        return what.equals("join, by default") || what.equals("invite, by permission");
    }

    private CompletableFuture<JsonNode> attempt(String what, String group, TestClient who) {
        var owner = by.get(Role.OWNER);
        return switch (what) {
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
        var members = Stream.of(by.get(Role.MEMBER), otherMember);
        var admins = Stream.of(by.get(Role.ADMIN), otherAdmin);
        var group = GroupUsers.create(owner, type, body -> {
            switch (what) {
                case "invite, free" -> body.put("inviteOption", Types.INVITE_OPTIONS_FREE_ACCESS);
                case "invite, by permission" -> body.put("inviteOption", Types.INVITE_OPTIONS_NEED_PERMISSION);
                case "invite, switched off" -> body.put("inviteOption", Types.INVITE_OPTIONS_DISABLE_INVITE);
                default -> body.put("isSupportTopic", what.contains("topic"));
            }
            var list = body.putArray("memberList");
            members.forEach(user -> list.addObject().put("userID", user.userID()));
            if (hasAdmins(type)) {
                admins.forEach(
                        user -> list.addObject().put("userID", user.userID()).put("role", "Admin"));
            }
        });
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
        return group;
    }
}
