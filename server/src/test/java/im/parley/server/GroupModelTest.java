package im.parley.server;

import static im.parley.server.GroupUsers.conversation;
import static im.parley.server.GroupUsers.in;
import static im.parley.server.GroupUsers.of;
import static im.parley.server.GroupUsers.users;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.server.bus.NatsServerProcess;
import im.parley.server.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Users on two nodes who come, go, put each other out, mute each other, make admins and write, all at once. What
/// the log says afterwards is replayed by [GroupLog], and whatever anybody was answered or sent has to fit it.
class GroupModelTest {
    private static final int USERS = 6;
    private static final int OUTSIDER = USERS - 1; // never comes in
    private static final int APP = TestDatabase.newAppID();
    private static final String KEY = "a-key-that-only-this-test-knows";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static NatsServerProcess nats;
    private static Server left;
    private static Server right;

    @BeforeContainer
    static void start() throws IOException {
        nats = NatsServerProcess.start();
        var data = Files.createTempDirectory("parley-groups-");
        left = node("left", data);
        right = node("right", data);
    }

    private static Server node(String name, Path data) {
        return Server.start(ServerConfig.local(data.resolve(name), APP, KEY)
                .withNode(name)
                .withPostgres(TestDatabase.url())
                .withNats(nats.url())
                .withSettings(Map.of("message.groupRatePerSecond", "100000")));
    }

    @AfterContainer
    static void stop() {
        List.of(right, left).forEach(Server::close);
        nats.close();
    }

    enum Action {
        SEND,
        JOIN,
        QUIT,
        ADD,
        REMOVE,
        MUTE,
        UNMUTE,
        MAKE_ADMIN,
        UNMAKE_ADMIN
    }

    record Step(Action action, int actor, int other) {}

    @Provide
    Arbitrary<Step> steps() {
        var actions = Arbitraries.frequency(
                Tuple.of(12, Action.SEND),
                Tuple.of(5, Action.JOIN),
                Tuple.of(2, Action.QUIT),
                Tuple.of(2, Action.ADD),
                Tuple.of(3, Action.REMOVE),
                Tuple.of(2, Action.MUTE),
                Tuple.of(2, Action.UNMUTE),
                Tuple.of(2, Action.MAKE_ADMIN),
                Tuple.of(1, Action.UNMAKE_ADMIN));
        var users = Arbitraries.integers().between(0, USERS - 1);
        return Combinators.combine(actions, users, users).as(Step::new);
    }

    /// In groups of the second, members see what was written before they came.
    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(Types.GRP_PUBLIC, Types.GRP_COMMUNITY);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF) // what happens at once does not happen so again
    @Rule({"deleteGroupMember#4", "setGroupMemberMuteTime#5", "setGroupMemberRole#2", "quitGroup#1"})
    void what_everybody_sees_fits_the_log(
            @ForAll("types") String type, @ForAll @Size(min = 30, max = 120) List<@From("steps") Step> steps)
            throws Exception {
        try (var run = new Run(type)) {
            run.all(steps);
            run.compare();
        }
    }

    /// One group and its users, the first of whom owns it.
    private static final class Run implements AutoCloseable {
        private final GroupUsers users = new GroupUsers(APP, KEY);
        private final List<TestClient> clients = new ArrayList<>();
        private final String type;
        private final String group;
        private final Map<String, Integer> done = new ConcurrentHashMap<>(); // as GroupLog's tips
        private final Map<Integer, String> sent = new ConcurrentHashMap<>();

        Run(String type) {
            this.type = type;
            for (int user = 0; user < USERS; user++) {
                clients.add(users.newUser((user % 2 == 0 ? left : right).port(), "user"));
            }
            group = GroupUsers.create(
                    clients.getFirst(),
                    type,
                    body -> body.put("joinOption", Types.JOIN_OPTIONS_FREE_ACCESS)
                            .put("inviteOption", Types.INVITE_OPTIONS_FREE_ACCESS));
        }

        /// Each user does theirs in order, all users at once.
        void all(List<Step> steps) throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var running = new ArrayList<Future<?>>();
                for (int user = 0; user < USERS; user++) {
                    int actor = user;
                    running.add(threads.submit(() ->
                            steps.stream().filter(step -> step.actor() == actor).forEach(this::apply)));
                }
                for (var one : running) {
                    one.get();
                }
            }
        }

        private void apply(Step step) {
            var me = clients.get(step.actor());
            var other = clients.get(step.other());
            boolean outside = step.actor() == OUTSIDER || step.other() == OUTSIDER;
            switch (step.action()) {
                case SEND -> send(me);
                case JOIN -> {
                    if (step.actor() != OUTSIDER) {
                        join(me);
                    }
                }
                case QUIT ->
                    did(
                            me,
                            me,
                            Types.GRP_TIP_MBR_QUIT,
                            me.start("group.quit", in(group)).join());
                case ADD -> {
                    if (!outside) {
                        add(me, other);
                    }
                }
                case REMOVE ->
                    did(
                            me,
                            other,
                            Types.GRP_TIP_MBR_KICKED_OUT,
                            me.start("group.deleteMembers", users(group, other)).join());
                case MUTE ->
                    did(
                            me,
                            other,
                            Types.GRP_TIP_MBR_PROFILE_UPDATED,
                            me.start("group.muteMember", of(group, other).put("muteTime", 3600))
                                    .join());
                case UNMUTE ->
                    me.start("group.muteMember", of(group, other).put("muteTime", 0))
                            .join();
                case MAKE_ADMIN ->
                    me.start("group.setRole", of(group, other).put("role", "Admin"))
                            .join();
                case UNMAKE_ADMIN ->
                    me.start("group.setRole", of(group, other).put("role", "Member"))
                            .join();
            }
        }

        private void did(TestClient me, TestClient other, int tip, JsonNode answer) {
            int code = answer.path("code").asInt();
            if (code == 0) {
                done.merge(GroupLog.key(tip, me.userID(), other.userID()), 1, Integer::sum);
            } else { // not a member, not entitled, not possible: nothing else may happen
                assertThat(code).as(answer.toString()).isIn(10007, 10009, 2623, 2685);
            }
        }

        private void send(TestClient me) {
            var text = me.userID() + " " + sent.size() + " " + System.nanoTime();
            var answer = GroupUsers.send(me, group, text).join();
            if (answer.path("code").asInt() == 0) {
                assertThat(sent.put(answer.at("/body/sequence").asInt(), text)).isNull();
            } else {
                assertThat(answer.path("code").asInt()).as(answer.toString()).isIn(10007, 10017);
            }
        }

        private void join(TestClient me) {
            if (me.call("group.join", in(group)).path("status").asText().equals(Types.JOIN_STATUS_SUCCESS)) {
                done.merge(GroupLog.key(Types.GRP_TIP_MBR_JOIN, me.userID(), me.userID()), 1, Integer::sum);
            }
        }

        private void add(TestClient me, TestClient other) {
            var answer = me.start("group.addMembers", users(group, other)).join();
            if (answer.at("/body/successUserIDList").size() == 1) {
                done.merge(GroupLog.key(Types.GRP_TIP_MBR_JOIN, me.userID(), other.userID()), 1, Integer::sum);
            }
        }

        void compare() throws InterruptedException {
            var owner = clients.getFirst();
            send(owner);
            var log = new GroupLog(owner.userID(), history(owner));
            assertThat(log.texts())
                    .as("what was acknowledged, and nothing else")
                    .isEqualTo(sent);
            assertThat(countable(log.tips())).as("what succeeded has its tip").isEqualTo(countable(done));
            assertThat(members(owner)).containsExactlyInAnyOrderElementsOf(log.show());
            assertThat(owner.call("group.get", in(group))
                            .at("/group/memberCount")
                            .asInt())
                    .isEqualTo(log.members().size());
            int last = log.history(owner.userID(), true).getLast();
            for (var client : clients) {
                boolean isIn = log.members().contains(client.userID());
                heard(client, log, isIn && client != owner ? last : 0);
                var answer = client.start("message.list", conversation(group).put("count", 1))
                        .join();
                assertThat(answer.path("code").asInt()).isEqualTo(isIn ? 0 : 10007);
                if (isIn) {
                    assertThat(history(client).stream()
                                    .map(message -> message.path("sequence").asInt()))
                            .isEqualTo(log.history(client.userID(), type.equals(Types.GRP_COMMUNITY)));
                }
            }
        }

        /// Ends of mutes, and roles that were given already, leave no tip.
        private static Map<String, Integer> countable(Map<String, Integer> tips) {
            var countable = new HashMap<>(tips);
            countable
                    .keySet()
                    .removeIf(key -> key.startsWith(Types.GRP_TIP_MBR_SET_ADMIN + " ")
                            || key.startsWith(Types.GRP_TIP_MBR_CANCELED_ADMIN + " ")
                            || key.startsWith(Types.GRP_TIP_MBR_PROFILE_UPDATED + " "));
            return countable;
        }

        /// Every message that was pushed to a user is from a time when they were in, and comes once.
        ///
        /// @param last which has to come; 0: none has to
        private void heard(TestClient client, GroupLog log, int last) throws InterruptedException {
            Set<Integer> heard = new HashSet<>();
            boolean told = last == 0;
            for (var push = client.push(told ? Duration.ZERO : PATIENCE);
                    push != null;
                    push = client.push(told ? Duration.ZERO : PATIENCE)) {
                var message = push.at("/body/message");
                if (message.path("to").asText().equals(group)) {
                    int sequence = message.path("sequence").asInt();
                    assertThat(log.wasIn(client.userID(), sequence))
                            .as("%s heard %s", client.userID(), message)
                            .isTrue();
                    heard.add(sequence);
                    told |= sequence == last;
                }
                told |= push.path("event").asText().equals("session.resync"); // it catches up by itself
            }
            assertThat(told)
                    .as("%s heard the last message, %d, beside %s", client.userID(), last, heard)
                    .isTrue();
        }

        private List<String> members(TestClient owner) {
            var members = new ArrayList<String>();
            owner.call("group.listMembers", in(group).put("count", 100))
                    .path("memberList")
                    .forEach(member -> members.add(GroupLog.show(
                            member.path("userID").asText(), member.path("role").asText(), member.has("muteUntil"))));
            return members;
        }

        private List<JsonNode> history(TestClient client) {
            var messages = new ArrayList<JsonNode>();
            var request = conversation(group).put("count", 15);
            JsonNode page;
            do {
                page = client.call("message.list", request);
                var found = new ArrayList<JsonNode>();
                page.path("messageList").forEach(found::add);
                messages.addAll(0, found);
                request.put("nextReqMessageID", page.path("nextReqMessageID").asText());
            } while (!page.path("isCompleted").asBoolean());
            return messages;
        }

        @Override
        public void close() {
            users.close();
        }
    }
}
