package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static im.parley.sdk.Person.text;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Types;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kotlin.Unit;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs in `samples/`, started as their readers start them.
class SampleTest extends Scenario {
    @Test
    void a_bot_answers_users_and_who_calls_it_in_a_group() throws InterruptedException {
        var ann = signIn("ann");
        var bot = server.freshUserID("bot");
        try (var program = sample("Bot.java", bot)) {
            program.awaitLine(bot + " is ready");
            write(ann, bot, "hello?");
            assertThat(text(ann.awaitMessage())).startsWith("I know: help, time, roll");
            write(ann, bot, "roll 6");
            assertThat(text(ann.awaitMessage())).matches("🎲 [1-6]");
            write(ann, bot, "remind 0 The tea is ready");
            assertThat(ann.awaitTexts(2)).containsExactlyInAnyOrder("I will", "⏰ The tea is ready");

            var group = result(ann.chat.createGroup(
                            new GroupCreation("Tea").type(Types.GRP_WORK).members(List.of(bot))))
                    .group();
            ann.send("not for the bot").to(group);
            result(ann.chat.sendMessage(ann.chat.createTextAtMessage(
                    CreateOptions.toGroup(group.groupID(), new TextAtContent("@" + bot + " roll 1", List.of(bot))))));
            var answer = ann.awaitMessage();
            assertThat(text(answer)).isEqualTo("🎲 1");
            assertThat(answer.conversationID()).isEqualTo(Person.conversationID(group));

            server.kick(bot);
            assertThat(program.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void two_telephones_call_each_other() throws InterruptedException {
        var ann = server.freshUserID("ann");
        var bob = server.freshUserID("bob");
        var cid = signIn("cid");
        try (var anns = sample("Phone.java", ann);
                var bobs = sample("Phone.java", bob)) {
            anns.awaitLine("ready");
            bobs.awaitLine("ready");

            anns.type("call " + bob);
            bobs.awaitLine(ann + " is calling: accept or reject");
            bobs.type("reject");
            anns.awaitLine(bob + " does not want to");

            anns.type("call " + bob);
            bobs.awaitLine(ann + " is calling: accept or reject");
            anns.type("cancel");
            bobs.awaitLine(ann + " has given up");

            bobs.type("call " + ann);
            anns.awaitLine(bob + " is calling: accept or reject");
            anns.type("accept");
            anns.awaitLine("talking to " + bob);
            bobs.awaitLine("talking to " + ann);
            result(cid.chat.invite(InviteOptions.toUser(bob)));
            bobs.awaitLine(cid.userID + " has called meanwhile");
            assertThat(cid.await(SignalingEvents.INVITEE_REJECTED).data()).isEqualTo("{\"busy\":true}");
            bobs.type("hang up");
            anns.awaitLine(bob + " has hung up");

            result(cid.chat.invite(InviteOptions.toUser(ann).timeout(1)));
            anns.awaitLine(cid.userID + " is calling: accept or reject");
            anns.awaitLine(cid.userID + " did not answer");
            anns.type("quit");
            assertThat(anns.exitCode()).isZero();
        }
    }

    @Test
    void a_host_in_kotlin_welcomes_members_and_knows_kinds_of_messages(@TempDir Path classes)
            throws InterruptedException {
        var path = Program.pathOf(Unit.class) + File.pathSeparator + Program.path();
        try (var compiler = new Program(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                K2JVMCompiler.class.getName(),
                "-Werror", // also when what may be null is taken for granted
                "-no-stdlib",
                "-no-reflect",
                "-cp",
                path + File.pathSeparator + Program.pathOf(Nullable.class),
                "-d",
                classes.toString(),
                "../samples/Host.kt"))) {
            assertThat(compiler.exitCode()).as(compiler::rest).isZero();
        }
        var ann = signIn("ann");
        var host = server.freshUserID("host");
        var command = new ArrayList<>(List.of("-cp", classes + File.pathSeparator + path, "HostKt"));
        command.addAll(arguments(host));
        try (var program = new Program(command)) {
            program.awaitLine(host + " is ready");
            write(ann, host, "hello");
            assertThat(text(ann.awaitMessage())).isEqualTo("I have got 5 letters");
            result(ann.chat.sendMessage(ann.chat.createLocationMessage(
                    CreateOptions.toUser(host, new LocationPayload("the tower", 2.29, 48.86)))));
            assertThat(text(ann.awaitMessage())).isEqualTo("I have got a place, the tower");

            var bob = signIn("bob");
            var group = result(ann.chat.createGroup(
                            new GroupCreation("Tea").type(Types.GRP_PUBLIC).members(List.of(host))))
                    .group();
            result(ann.chat.updateGroupProfile(
                    new GroupUpdate(group.groupID()).joinOption(Types.JOIN_OPTIONS_FREE_ACCESS)));
            result(bob.chat.joinGroup(group.groupID()));
            assertThat(text(ann.awaitMessage())).isEqualTo("Welcome " + bob.userID + ", we are 3 now");

            server.kick(host);
            assertThat(program.exitCode()).isEqualTo(1);
        }
    }

    private Program sample(String file, String userID) {
        return Program.sample(file, arguments(userID));
    }

    private List<String> arguments(String userID) {
        return List.of(server.address(), String.valueOf(TestServer.APP), userID, TestServer.userSig(userID));
    }

    private static void write(Person from, String to, String text) {
        result(from.chat.sendMessage(from.chat.createTextMessage(CreateOptions.toUser(to, new TextPayload(text)))));
    }
}
