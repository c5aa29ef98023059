package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.server.http.WebService;
import im.parley.server.settings.CallbackCommand;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// What a back end is asked about messages before they are stored, and told of afterwards.
class MessageCallbacksTest extends BackEndScenario {
    private static JsonNode answer(TestClient from, ObjectNode message) {
        return answer(from, "message.send", message);
    }

    private static void assertRefused(JsonNode answer, ErrorCode code, String message) {
        assertRefused(answer, code.number(), message);
    }

    private static int random(ObjectNode message) {
        var id = message.path("id").asText();
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    }

    private static String textOf(JsonNode message) {
        return message.at("/payload/text").asText();
    }

    private static String textOf(BackEnd.Call call) {
        return call.body().at("/MsgBody/0/MsgContent/Text").asText();
    }

    @Test
    void a_message_to_a_user_is_asked_about_and_told_of() throws Exception {
        backEnd.wants(CallbackCommand.BEFORE_C2C_MESSAGE, CallbackCommand.AFTER_C2C_MESSAGE);

        var message = text(ann, bob, "hi").put("cloudCustomData", "app's");
        var sent = ann.call("message.send", message);

        var before = backEnd.next(CallbackCommand.BEFORE_C2C_MESSAGE);
        assertThat(before.query())
                .containsEntry("OptPlatform", "Web")
                .containsEntry("ClientIP", "127.0.0.1")
                .doesNotContainKeys("Sign", "RequestTime");
        assertThat(before.body().path("From_Account").asText()).isEqualTo(ann.userID());
        assertThat(before.body().path("To_Account").asText()).isEqualTo(bob.userID());
        assertThat(before.body().path("MsgRandom").asInt()).isEqualTo(random(message));
        assertThat(before.body().path("OnlineOnlyFlag").asInt()).isZero();
        assertThat(before.body().path("CloudCustomData").asText()).isEqualTo("app's");
        assertThat(before.body().path("MsgBody").toString())
                .isEqualTo("[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":{\"Text\":\"hi\"}}]");

        var after = backEnd.next(CallbackCommand.AFTER_C2C_MESSAGE);
        var sequence = sent.path("sequence").asLong();
        var time = sent.path("time").asLong();
        assertThat(after.query()).containsEntry("OptPlatform", "Web").containsEntry("ClientIP", "127.0.0.1");
        assertThat(after.body().path("MsgSeq").asLong()).isEqualTo(sequence);
        assertThat(after.body().path("MsgTime").asLong()).isEqualTo(time);
        assertThat(after.body().path("MsgKey").asText()).isEqualTo(sequence + "_" + random(message) + "_" + time);
        assertThat(after.body().path("SendMsgResult").asInt()).isZero();
        assertThat(after.body().path("ErrorInfo").asText()).isEqualTo("send msg succeed");
        assertThat(after.body().path("UnreadMsgNum").asInt()).isEqualTo(1);
    }

    @Test
    void calls_are_signed_where_there_is_a_token() throws Exception {
        backEnd.wants(CallbackCommand.BEFORE_C2C_MESSAGE);
        backEnd.set("token", "\"my-callback-token\"");

        send(ann, text(ann, bob, "hi"));

        var query = backEnd.next(CallbackCommand.BEFORE_C2C_MESSAGE).query();
        var time = Long.parseLong(query.getOrDefault("RequestTime", "0"));
        assertThat(time).isCloseTo(System.currentTimeMillis() / 1000, Offset.offset(60L));
        assertThat(query).containsEntry("Sign", sha256("my-callback-token" + time));
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_back_end_refuses_with_its_own_code_and_text() throws Exception {
        backEnd.wants(
                CallbackCommand.BEFORE_C2C_MESSAGE,
                CallbackCommand.AFTER_C2C_MESSAGE,
                CallbackCommand.BEFORE_GROUP_MESSAGE);
        var group = group(Types.GRP_PUBLIC, bob);

        backEnd.decides(CallbackCommand.BEFORE_C2C_MESSAGE, 1, "not today");
        assertRefused(answer(ann, text(ann, bob, "1")), ErrorCode.MESSAGE_REJECTED_BY_CALLBACK, "not today");
        backEnd.decides(CallbackCommand.BEFORE_C2C_MESSAGE, 120_042, "pay first");
        assertRefused(answer(ann, text(ann, bob, "2")), 120_042, "pay first");
        backEnd.decides(CallbackCommand.BEFORE_C2C_MESSAGE, 10_123, "of groups");
        assertRefused(answer(ann, text(ann, bob, "3")), ErrorCode.MESSAGE_REJECTED_BY_CALLBACK, "of groups");
        backEnd.decides(CallbackCommand.BEFORE_GROUP_MESSAGE, 10_123, "hush");
        assertRefused(answer(ann, text(ann, group, "4")), 10_123, "hush");
        backEnd.answers(CallbackCommand.BEFORE_GROUP_MESSAGE, "{\"ErrorCode\":1}");
        assertRefused(
                answer(ann, text(ann, group, "5")),
                ErrorCode.GROUP_REJECTED_BY_CALLBACK,
                "the app's back end does not allow it");

        backEnd.decides(CallbackCommand.BEFORE_C2C_MESSAGE, 0, "");
        send(ann, text(ann, bob, "6"));
        assertThat(history(bob, ann)).containsExactly("6");
        assertThat(textOf(backEnd.nextOf(CallbackCommand.AFTER_C2C_MESSAGE)))
                .as("what was refused is not told of")
                .isEqualTo("6");
    }

    @Test
    void a_back_end_drops_a_message_and_the_sender_does_not_learn_of_it() throws Exception {
        backEnd.wants(CallbackCommand.BEFORE_C2C_MESSAGE);
        backEnd.answers(CallbackCommand.BEFORE_C2C_MESSAGE, "{\"ErrorCode\":2}");

        send(ann, text(ann, bob, "lost"));

        backEnd.decides(CallbackCommand.BEFORE_C2C_MESSAGE, 0, "");
        send(ann, text(ann, bob, "kept"));
        assertThat(history(bob, ann)).containsExactly("kept");
        assertThat(textOf(next(bob, "message.received").path("message"))).isEqualTo("kept");
    }

    @Test
    void a_back_end_changes_a_message_and_everybody_hears_of_it() throws Exception {
        backEnd.wants(CallbackCommand.BEFORE_C2C_MESSAGE, CallbackCommand.AFTER_C2C_MESSAGE);
        backEnd.answers(CallbackCommand.BEFORE_C2C_MESSAGE, """
                {"ErrorCode":0,"CloudCustomData":"seen",
                 "MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"a ***"}}]}""");
        var message = text(ann, bob, "a secret");

        send(ann, message);

        assertThat(textOf(next(bob, "message.received").path("message"))).isEqualTo("a ***");
        for (var user : List.of(ann, bob)) {
            var modified = next(user, "message.modified").at("/messageList/0");
            assertThat(textOf(modified)).isEqualTo("a ***");
            assertThat(modified.path("cloudCustomData").asText()).isEqualTo("seen");
            assertThat(modified.path("version").asInt()).isEqualTo(1);
            assertThat(history(user, user == ann ? bob : ann)).containsExactly("a ***");
        }
        assertThat(textOf(backEnd.nextOf(CallbackCommand.AFTER_C2C_MESSAGE))).isEqualTo("a ***");

        var again = ann.call("message.send", message);
        backEnd.decides(CallbackCommand.BEFORE_C2C_MESSAGE, 0, "");
        assertThat(ann.call("message.send", message))
                .as("a retry gets the first result")
                .isEqualTo(again);
        assertThat(history(bob, ann)).hasSize(1);
    }

    @Test
    void what_nobody_stores_is_changed_too() throws Exception {
        backEnd.wants(CallbackCommand.BEFORE_GROUP_MESSAGE, CallbackCommand.AFTER_GROUP_MESSAGE);
        backEnd.answers(
                CallbackCommand.BEFORE_GROUP_MESSAGE,
                "{\"ErrorCode\":0,\"MsgBody\":[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":{\"Text\":\"live ***\"}}]}");
        var room = group(Types.GRP_AVCHATROOM);
        for (var user : List.of(ann, bob)) {
            user.call("group.join", groupID(room));
        }

        send(ann, text(ann, room, "live secret"));

        var received =
                next(bob, "message.received", push -> !said(push).isEmpty()).path("message");
        assertThat(textOf(received)).isEqualTo("live ***");
        assertThat(received.path("version").asInt()).isEqualTo(1);
        assertThat(textOf(next(ann, "message.modified").at("/messageList/0"))).isEqualTo("live ***");
        var told = backEnd.nextOf(CallbackCommand.AFTER_GROUP_MESSAGE);
        assertThat(told.body().path("Type").asText()).isEqualTo("AVChatRoom");
        assertThat(textOf(told)).isEqualTo("live ***");
    }

    @Test
    void a_message_to_a_group_is_asked_about_and_told_of() throws Exception {
        backEnd.wants(CallbackCommand.BEFORE_GROUP_MESSAGE, CallbackCommand.AFTER_GROUP_MESSAGE);
        var group = group(Types.GRP_WORK, bob);
        var message = text(ann, group, "hi, Bob");
        message.putArray("atUserList").add(bob.userID()).add(Types.MSG_AT_ALL);

        var sent = ann.call("message.send", message);

        for (var command : List.of(CallbackCommand.BEFORE_GROUP_MESSAGE, CallbackCommand.AFTER_GROUP_MESSAGE)) {
            var body = backEnd.next(command).body();
            assertThat(body.path("GroupId").asText()).isEqualTo(group);
            assertThat(body.path("Type").asText()).isEqualTo("Private");
            assertThat(body.path("From_Account").asText()).isEqualTo(ann.userID());
            assertThat(body.path("Operator_Account").asText()).isEqualTo(ann.userID());
            assertThat(body.path("Random").asInt()).isEqualTo(random(message));
            assertThat(body.has("TopicId")).isFalse();
            assertThat(body.path("GroupAtInfo").toString())
                    .isEqualTo("[{\"GroupAtAllFlag\":0,\"GroupAt_Account\":\"" + bob.userID()
                            + "\"},{\"GroupAtAllFlag\":1}]");
            if (command == CallbackCommand.AFTER_GROUP_MESSAGE) {
                assertThat(body.path("MsgSeq").asLong())
                        .isEqualTo(sent.path("sequence").asLong());
                assertThat(body.path("MsgTime").asLong())
                        .isEqualTo(sent.path("time").asLong());
            }
        }
        assertThat(backEnd.isIdle()).as("tips are no messages").isTrue();
    }

    @Test
    void who_cannot_send_is_told_of_with_the_reason() throws Exception {
        backEnd.wants(CallbackCommand.AFTER_C2C_MESSAGE, CallbackCommand.GROUP_MESSAGE_EXCEPTION);
        var group = group(Types.GRP_PUBLIC);

        var toNobodyAtAll = text(bob, "", "hello?").put("conversationID", "C2Cnobody-at-all");
        assertThat(code(bob.start("message.send", toNobodyAtAll))).isNotZero();
        assertThat(code(bob.start("message.send", text(bob, group, "let me in"))))
                .isNotZero();

        var toNobody = backEnd.nextOf(CallbackCommand.AFTER_C2C_MESSAGE).body();
        assertThat(toNobody.path("SendMsgResult").asInt()).isEqualTo(ErrorCode.MESSAGE_INVALID_ID.number());
        assertThat(toNobody.path("UnreadMsgNum").asInt()).isEqualTo(-1);
        var toGroup = backEnd.nextOf(CallbackCommand.GROUP_MESSAGE_EXCEPTION).body();
        assertThat(toGroup.path("ErrorCode").asInt()).isEqualTo(ErrorCode.GROUP_PERMISSION_DENIED.number());
        assertThat(toGroup.path("ErrorInfo").asText()).isNotEmpty();
    }

    @Test
    void without_an_answer_messages_go_or_do_not_as_the_settings_say() throws Exception {
        backEnd.wants(CallbackCommand.BEFORE_C2C_MESSAGE, CallbackCommand.BEFORE_GROUP_MESSAGE);
        var group = group(Types.GRP_PUBLIC, bob);
        var held = new CompletableFuture<Void>();
        var unusable = List.<Function<JsonNode, WebService.Answer>>of(
                body -> new WebService.Answer(500, BackEnd.ALLOWED.body()),
                body -> new WebService.Answer(200, "no JSON"),
                body -> new WebService.Answer(200, "[]"),
                body -> new WebService.Answer(
                        200, "{\"ErrorCode\":0,\"MsgBody\":[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":{}}]}"),
                body -> new WebService.Answer(
                        200, "{\"ErrorCode\":0,\"CloudCustomData\":\"" + "x".repeat(13_000) + "\"}"),
                body -> {
                    held.join();
                    return BackEnd.ALLOWED;
                });
        backEnd.set("timeout", "300");

        for (var answer : unusable) {
            backEnd.answers(CallbackCommand.BEFORE_C2C_MESSAGE, answer);
            backEnd.answers(CallbackCommand.BEFORE_GROUP_MESSAGE, answer);
            backEnd.set("onFailure", "\"pass\"");
            send(ann, text(ann, bob, "goes"));
            backEnd.set("onFailure", "\"refuse\"");
            assertThat(code(ann.start("message.send", text(ann, bob, "does not"))))
                    .isEqualTo(ErrorCode.MESSAGE_REJECTED_BY_CALLBACK.number());
            assertThat(code(ann.start("message.send", text(ann, group, "does not"))))
                    .isEqualTo(ErrorCode.GROUP_REJECTED_BY_CALLBACK.number());
        }
        held.complete(null);
        assertThat(history(bob, ann)).hasSize(unusable.size()).containsOnly("goes");
    }

    @Test
    void who_waits_for_an_answer_keeps_the_order_and_holds_up_nobody_else() throws Exception {
        backEnd.wants(CallbackCommand.BEFORE_C2C_MESSAGE, CallbackCommand.AFTER_C2C_MESSAGE);
        backEnd.set("timeout", "10000");
        var held = new CompletableFuture<Void>();
        backEnd.answers(CallbackCommand.BEFORE_C2C_MESSAGE, body -> {
            if (body.at("/MsgBody/0/MsgContent/Text").asText().equals("0")) {
                held.join();
            }
            return BackEnd.ALLOWED;
        });
        var answers = new ArrayList<CompletableFuture<JsonNode>>();
        var texts = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
        texts.forEach(said -> answers.add(ann.start("message.send", text(ann, bob, said))));

        send(bob, text(bob, ann, "meanwhile"));
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        held.complete(null);

        assertThat(answers).allMatch(answer -> code(answer) == 0);
        var all = new ArrayList<>(List.of("meanwhile"));
        all.addAll(texts);
        assertThat(history(bob, ann)).isEqualTo(all);
        for (var said : all) {
            assertThat(textOf(backEnd.nextOf(CallbackCommand.AFTER_C2C_MESSAGE)))
                    .isEqualTo(said);
        }
    }

    @Test
    void back_ends_send_with_webhooks_as_they_like() throws Exception {
        backEnd.wants(
                CallbackCommand.BEFORE_C2C_MESSAGE,
                CallbackCommand.AFTER_C2C_MESSAGE,
                CallbackCommand.BEFORE_GROUP_MESSAGE,
                CallbackCommand.AFTER_GROUP_MESSAGE);
        var group = group(Types.GRP_PUBLIC, bob);
        var form = "{\"From_Account\":\"%s\",\"To_Account\":%s,\"MsgRandom\":%d,%s\"MsgBody\":[{\"MsgType\":"
                + "\"TIMTextElem\",\"MsgContent\":{\"Text\":\"%s\"}}]}";
        var forbidden = "\"ForbidCallbackControl\":[\"ForbidBeforeSendMsgCallback\",\"ForbidAfterSendMsgCallback\"],";

        var to = '"' + bob.userID() + '"';
        assertOk(server.rest("openim/sendmsg", form.formatted(ann.userID(), to, 1, forbidden, "forbidden")));
        assertOk(server.rest("openim/batchsendmsg", form.formatted(ann.userID(), '[' + to + ']', 2, "", "batch")));
        assertOk(server.rest("openim/sendmsg", form.formatted(ann.userID(), to, 3, "", "asked")));
        assertOk(server.rest("group_open_http_svc/send_group_msg", """
                {"GroupId":"%s","From_Account":"%s","Random":4,
                 "MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"to all"}}]}""".formatted(group, ann.userID())));

        for (var command : List.of(CallbackCommand.BEFORE_C2C_MESSAGE, CallbackCommand.AFTER_C2C_MESSAGE)) {
            var call = backEnd.nextOf(command);
            assertThat(call.query()).containsEntry("OptPlatform", "RESTAPI");
            assertThat(textOf(call)).isEqualTo("asked");
        }
        for (var command : List.of(CallbackCommand.BEFORE_GROUP_MESSAGE, CallbackCommand.AFTER_GROUP_MESSAGE)) {
            var body = backEnd.nextOf(command).body();
            assertThat(body.path("From_Account").asText()).isEqualTo(ann.userID());
            assertThat(body.path("Operator_Account").asText()).isEqualTo("administrator");
        }
        backEnd.decides(CallbackCommand.BEFORE_C2C_MESSAGE, 120_001, "no");
        var refused = server.rest("openim/sendmsg", form.formatted(ann.userID(), to, 5, "", "refused"));
        assertThat(refused.path("ErrorCode").asInt()).isEqualTo(120_001);
        assertThat(history(bob, ann)).containsExactly("forbidden", "batch", "asked");
        var unknown = server.rest(
                "openim/sendmsg",
                form.formatted(ann.userID(), to, 6, "\"ForbidCallbackControl\":[\"Everything\"],", "x"));
        assertThat(unknown.path("ErrorInfo").asText()).contains("Everything");
    }

    private static void assertOk(JsonNode answer) {
        assertThat(answer.path("ErrorCode").asInt()).as(answer.toString()).isZero();
    }

    @Test
    void what_is_sent_while_nobody_is_told_is_never_told() throws Exception {
        send(ann, text(ann, bob, "before"));

        backEnd.wants(CallbackCommand.AFTER_C2C_MESSAGE);
        send(ann, text(ann, bob, "with"));

        assertThat(textOf(backEnd.next(CallbackCommand.AFTER_C2C_MESSAGE))).isEqualTo("with");
    }
}
