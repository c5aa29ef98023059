package im.parley.server;

import static im.parley.server.GroupUsers.conversation;
import static im.parley.server.GroupUsers.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every operation with IDs, cursors and numbers that nobody was given, or that others were: each call is answered,
/// none fails for a reason of the server's own, and nothing of what others said to each other is told or changed.
class OperationFuzzTest {
    private static final int CALLS_EACH = 60;

    /// In every third call each second text has a character that the store cannot hold, and the others may be right.
    private static final int UNSTORABLE_EVERY = 3;

    private static final String UNSTORABLE = "\0";
    private static final String SECRET = "hush-hush";
    private static final Set<String> ENDING = Set.of("session.login", "session.logout");
    private static final Set<Integer> FAULTS = Set.of(
            ErrorCode.INTERNAL_ERROR.number(),
            ErrorCode.GROUP_INTERNAL_ERROR.number(),
            ErrorCode.MESSAGE_INTERNAL_ERROR.number(),
            ErrorCode.FRIEND_INTERNAL_ERROR.number(),
            ErrorCode.PROFILE_INTERNAL_ERROR.number());
    private static final List<Long> NUMBERS =
            List.of(0L, 1L, -1L, 2L, 20L, 1000L, 2147483647L, -2147483648L, Long.MAX_VALUE, Long.MIN_VALUE);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<String> texts = new ArrayList<>(List.of(
            "",
            " ",
            "x",
            "0",
            "-1",
            "9223372036854775807",
            "1-2-3",
            "-1--1--1",
            "99999999999-99999999999-99999999999",
            "1:2",
            "1,2;3",
            "null",
            "[]",
            UNSTORABLE,
            "你好🎉",
            "%",
            "_",
            "' OR ''='",
            "../../etc/passwd",
            "@TGS#",
            "@TGS#_@TGS#x@TOPIC#_y",
            "@TIM#SYSTEM",
            "AAAAAAAAAAAAAAAAAAAAAA==",
            "eyJhIjoxfQ",
            "a".repeat(33),
            "ü".repeat(300),
            "z".repeat(5000)));

    /// IDs and a cursor that are in use.
    private final List<String> given = new ArrayList<>();

    private boolean unstorable;

    private TestServer server;
    private GroupUsers users;
    private TestClient mallory;
    private TestClient cid;
    private TestClient dan;
    private String secretGroup;

    @BeforeEach
    void start(@TempDir Path data) {
        server = new TestServer(data);
        users = new GroupUsers(server.app, TestServer.KEY);
        mallory = users.newUser(server.port(), "mallory");
        cid = users.newUser(server.port(), "cid");
        dan = users.newUser(server.port(), "dan");
        secretGroup = GroupUsers.create(cid, Types.GRP_WORK, List.of(), List.of(dan));
        cid.call("group.update", in(secretGroup).put("introduction", SECRET));
        var attributes = in(secretGroup);
        attributes.putObject("attributes").put("seat", SECRET);
        cid.call("group.setAttributes", attributes);
        for (int i = 0; i < 3; i++) {
            var inGroup = GroupUsers.newMessageID(cid);
            GroupUsers.send(
                            cid,
                            secretGroup,
                            inGroup,
                            SECRET,
                            body -> body.put("needReadReceipt", true).put("isSupportExtension", true))
                    .join();
            var toDan = GroupUsers.newMessageID(cid);
            cid.send(dan.userID(), toDan, SECRET).join();
            given.addAll(List.of(inGroup, toDan));
        }
        var own = GroupUsers.create(mallory, Types.GRP_COMMUNITY, body -> body.put("isSupportTopic", true));
        given.addAll(List.of(secretGroup, own, mallory.userID(), cid.userID(), dan.userID()));
        given.add(cid.call("message.list", conversation(secretGroup).put("count", 1))
                .path("nextReqMessageID")
                .asText());
        texts.addAll(given);
    }

    @AfterEach
    void stop() {
        users.close();
        server.close();
    }

    @Test
    void whatever_is_asked_for_the_server_answers_and_keeps_what_others_said() throws InterruptedException {
        var before = seenByDan();
        var codes = new TreeSet<Integer>();
        var faults = new ArrayList<String>();
        operations().forEach((name, type) -> {
            for (int i = 0; i < CALLS_EACH; i++) {
                unstorable = i % UNSTORABLE_EVERY == 0;
                var body = (ObjectNode) ProtocolJson.mapper().valueToTree(record(type));
                var answer = mallory.start(name, body)
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join();
                codes.add(answer.path("code").asInt(-1));
                if (FAULTS.contains(answer.path("code").asInt(-1))
                        || answer.toString().contains(SECRET)) {
                    faults.add(name + " " + body + " was answered " + answer);
                }
            }
        });
        assertThat(faults).as("seed %d", seed).isEmpty();
        assertThat(codes)
                .as("some succeed, others are refused for many reasons")
                .contains(0)
                .hasSizeGreaterThan(20);
        for (var push = mallory.push(Duration.ZERO); push != null; push = mallory.push(Duration.ZERO)) {
            assertThat(push.toString()).as("seed %d", seed).doesNotContain(SECRET);
        }
        assertThat(seenByDan()).as("seed %d", seed).isEqualTo(before);
    }

    private List<JsonNode> seenByDan() {
        return List.of(
                dan.call("message.list", conversation(secretGroup).put("count", 15))
                        .path("messageList"),
                dan.call(
                                "message.list",
                                TestClient.object()
                                        .put("conversationID", "C2C" + cid.userID())
                                        .put("count", 15))
                        .path("messageList"),
                dan.call("group.get", in(secretGroup)).at("/group/introduction"),
                dan.call("group.get", in(secretGroup)).at("/group/memberCount"));
    }

    private static Map<String, Class<?>> operations() {
        var operations = new TreeMap<String, Class<?>>();
        new ClassFileImporter()
                .importPackages("im.parley.protocol").stream()
                        .filter(type -> type.isAnnotatedWith(Op.class))
                        .map(type -> type.reflect())
                        .forEach(type ->
                                operations.put(type.getAnnotation(Op.class).value(), type));
        operations.keySet().removeAll(ENDING);
        return operations;
    }

    /// What a record is written as, with some of its fields missing and others wrong.
    private Map<String, Object> record(Class<?> type) {
        var fields = new HashMap<String, Object>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (random.nextInt(8) > 0) {
                fields.put(component.getName(), value(component.getGenericType()));
            }
        }
        return fields;
    }

    private Object value(Type type) {
        if (random.nextInt(40) == 0) {
            return pick(List.of(List.of(), Map.of(), 1.5, true, "text"));
        }
        return switch (type) {
            case ParameterizedType list
            when list.getRawType() == List.class ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> value(list.getActualTypeArguments()[0]))
                        .toList();
            case ParameterizedType map -> Map.of(text(), value(map.getActualTypeArguments()[1]));
            case Class<?> text when text == String.class -> text();
            case Class<?> id when id == MessageId.class -> text();
            case Class<?> id when id == ConversationId.class -> pick(List.of("C2C", "GROUP", "")) + text();
            case Class<?> flag when flag == boolean.class || flag == Boolean.class -> random.nextBoolean();
            case Class<?> json when json == RawJson.class -> Map.of("text", text(), "data", text());
            case Class<?> choice
            when choice.isEnum() -> pick(List.of(choice.getEnumConstants())).toString();
            case Class<?> record when record.isRecord() -> record(record);
            default -> pick(NUMBERS);
        };
    }

    private String text() {
        if (unstorable) {
            return random.nextBoolean() ? UNSTORABLE : pick(given);
        }
        return pick(texts);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
