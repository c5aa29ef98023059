package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static im.parley.sdk.Person.text;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    private Program sample(String file, String userID) {
        return Program.sample(
                file, server.address(), String.valueOf(TestServer.APP), userID, TestServer.userSig(userID));
    }

    private static void write(Person from, String to, String text) {
        result(from.chat.sendMessage(from.chat.createTextMessage(CreateOptions.toUser(to, new TextPayload(text)))));
    }
}
