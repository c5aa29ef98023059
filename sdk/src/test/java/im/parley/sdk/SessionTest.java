package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.EventNames;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.session.Platform;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Section A: instance and login.
class SessionTest extends Scenario {
    /// What `general#1` lets an app call before anybody has logged in.
    private static final Set<String> NEEDING_NOBODY = Set.of(
            "login",
            "logout",
            "getLoginUser",
            "isReady",
            "destroy",
            "on",
            "off",
            "once",
            "setLogLevel",
            "registerPlugin",
            "addSignalingListener",
            "removeSignalingListener",
            "joinGroup",
            "quitGroup",
            "getGroupOnlineMemberCount",
            "callExperimentalAPI");

    @Test
    @Rule({"login#1", "isReady#1", "isReady#2", "compat#5"})
    void login_settles_before_the_chat_is_ready() {
        var ann = person(server.freshUserID("ann"));
        var readyInHandler = new CompletableFuture<Boolean>();
        var settledInHandler = new CompletableFuture<Boolean>();
        var login = new CompletableFuture<CompletableFuture<LoginResult>>();
        ann.chat.on(Events.SDK_READY, event -> {
            readyInHandler.complete(ann.chat.isReady());
            settledInHandler.complete(login.join().isDone());
        });
        assertThat(ann.chat.isReady()).isFalse();

        login.complete(ann.chat.login(ann.userID, TestServer.userSig(ann.userID)));

        var done = result(login.join());
        assertThat(done.actionStatus()).isEqualTo("OK");
        assertThat(done.errorCode()).isZero();
        assertThat(done.repeatLogin()).isFalse();
        assertThat(result(readyInHandler)).isTrue();
        assertThat(result(settledInHandler)).isTrue();
        result(ann.chat.logout());
        ann.await(Events.SDK_NOT_READY);
        assertThat(ann.chat.isReady()).isFalse();
    }

    @Test
    @Rule({"login#2", "login#3", "login#4", "logout#3", "general#2"})
    void one_web_instance_more_kicks_the_oldest() {
        var web = options().withPlatform(Platform.WEB);
        var first = person(server.freshUserID("ann"), web).logIn();

        var second = person(first.userID, web).logIn();

        assertThat(first.await(Events.KICKED_OUT).type()).isEqualTo(Types.KICKED_OUT_MULT_ACCOUNT);
        assertThat(first.eventsSoFar()).containsSubsequence(EventNames.SDK_NOT_READY, EventNames.KICKED_OUT);
        assertThat(first.chat.isReady()).isFalse();
        assertThat(first.chat.getLoginUser()).isEmpty();
        assertThat(errorOf(first.chat.getConversationList()).code()).isEqualTo(3003);
        assertThat(second.chat.isReady()).isTrue();
        assertThat(second.send("still here").to(second).status()).isEqualTo(MessageStatus.SUCCESS);
    }

    @Test
    @Rule("login#7")
    void a_second_login_while_one_is_running_is_refused() {
        var ann = person(server.freshUserID("ann"));

        var first = ann.chat.login(ann.userID, TestServer.userSig(ann.userID));
        var second = ann.chat.login(ann.userID, TestServer.userSig(ann.userID));

        assertThat(errorOf(second).code()).isEqualTo(2025);
        result(first);
        ann.await(Events.SDK_READY);
    }

    @Test
    @Rule("login#8")
    void logging_in_again_does_nothing_and_says_so() {
        var ann = signIn("ann");
        ann.forget(Events.NET_STATE_CHANGE);

        for (var userID : List.of(ann.userID, "somebody-else")) { // who stays out
            var again = result(ann.chat.login(userID, TestServer.userSig(userID)));
            assertThat(again.repeatLogin()).isTrue();
            assertThat(again.errorInfo()).isNotBlank();
        }

        assertThat(ann.chat.getLoginUser()).isEqualTo(ann.userID);
        assertThat(ann.pending(Events.NET_STATE_CHANGE)).isZero();
        assertThat(ann.pending(Events.SDK_READY)).isZero();
    }

    @Test
    @Rule("general#2")
    void a_refused_signature_fails_the_login_and_what_follows() {
        var ann = person(server.freshUserID("ann"));

        var forged = errorOf(ann.chat.login(ann.userID, TestServer.userSig(ann.userID) + "x"));
        assertThat(forged.code()).isBetween(70003, 70009);
        assertThat(errorOf(ann.chat.getMyProfile()).code()).isEqualTo(3001);
        assertThat(errorOf(ann.chat.login(ann.userID, TestServer.userSig("somebody")))
                        .code())
                .isEqualTo(70013);
        var old = TestServer.userSig(ann.userID, Instant.now().minusSeconds(100), Duration.ofSeconds(50));
        assertThat(errorOf(ann.chat.login(ann.userID, old)).code()).isEqualTo(70001);

        assertThat(ann.pending(Events.SDK_NOT_READY)).isZero();
        ann.logIn();
    }

    @Test
    @Rule("general#3")
    void a_login_without_its_parameters_is_refused_at_once() {
        var ann = person("ann");

        for (var missing : new String[] {null, ""}) {
            assertThatThrownBy(() -> ann.chat.login(missing, "x")).hasMessageStartingWith("Params validate failed.");
            assertThatThrownBy(() -> ann.chat.login("ann", missing)).hasMessageStartingWith("Params validate failed.");
        }
        assertThat(ann.eventsSoFar()).isEmpty();
        assertThat(errorOf(ann.chat.login("a".repeat(33), "x")).code()).isEqualTo(2002);
    }

    @Test
    void an_unknown_app_cannot_be_logged_in_to() {
        var ann = person("ann", ChatOptions.of(1400009999, server.address()));

        assertThat(errorOf(ann.chat.login("ann", TestServer.userSig("ann"))).code())
                .isEqualTo(70020);
    }

    @Test
    @Rule("general#7")
    void a_server_that_is_not_there_fails_the_login() {
        var nowhere = ChatOptions.of(TestServer.APP, "ws://127.0.0.1:1")
                .withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1));
        var ann = person("ann", nowhere);

        assertThat(errorOf(ann.chat.login("ann", TestServer.userSig("ann"))).code())
                .isEqualTo(2801);
    }

    @Test
    void a_signature_that_ends_signs_its_user_out() {
        var ann = person(server.freshUserID("ann"));

        result(ann.chat.login(ann.userID, TestServer.userSig(ann.userID, Instant.now(), Duration.ofSeconds(3))));

        assertThat(ann.await(Events.KICKED_OUT).type()).isEqualTo(Types.KICKED_OUT_USERSIG_EXPIRED);
        assertThat(errorOf(ann.chat.getMyProfile()).code()).isEqualTo(3004);
    }

    @Test
    @Rule({"logout#1", "general#2"})
    void after_logout_nothing_can_be_sent_or_received() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var message = ann.messageTo(bob, "hi");

        result(ann.chat.logout());

        ann.await(Events.SDK_NOT_READY);
        assertThat(errorOf(ann.chat.sendMessage(message)).code()).isEqualTo(3005);
        bob.send("are you there?").to(ann);
        ann.logIn();
        assertThat(ann.unexpectedMessages()).isEmpty();
        assertThat(ann.historyWith(bob)).containsExactly("are you there?");
        assertThat(ann.chat.getTotalUnreadMessageCount()).isEqualTo(1);
    }

    @Test
    @Rule("logout#2")
    void logout_of_one_instance_leaves_the_other_alone() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        var bob = signIn("bob");

        result(ann.chat.logout());

        bob.send("hi").to(annToo);
        assertThat(Person.text(annToo.awaitMessage())).isEqualTo("hi");
        assertThat(annToo.pending(Events.KICKED_OUT)).isZero();
    }

    @Test
    @Rule("logout#4")
    void another_user_finds_nothing_of_the_one_before() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var sent = ann.send("secret").to(bob);
        result(ann.chat.logout());
        var eve = server.freshUserID("eve");

        result(ann.chat.login(eve, TestServer.userSig(eve)));
        ann.await(Events.SDK_READY);

        assertThat(ann.chat.getLoginUser()).isEqualTo(eve);
        assertThat(ann.conversations()).isEmpty();
        assertThat(ann.chat.findMessage(sent.id())).isEmpty();
        assertThat(result(ann.chat.getMyProfile()).userID()).isEqualTo(eve);
    }

    @Test
    @Rule("logout#5")
    void logout_succeeds_without_a_connection_and_keeps_the_handlers() {
        try (var cable = new Cable(server.port())) {
            var ann = person(server.freshUserID("ann"), ChatOptions.of(TestServer.APP, cable.address()));
            ann.logIn();
            cable.stall();

            result(ann.chat.logout());

            ann.await(Events.SDK_NOT_READY);
            assertThat(ann.chat.getLoginUser()).isEmpty();
            cable.plugIn();
            ann.logIn();
        }
    }

    @Test
    void logout_ends_a_login_that_is_still_running() {
        var ann = person(server.freshUserID("ann"));

        var login = ann.chat.login(ann.userID, TestServer.userSig(ann.userID));
        result(ann.chat.logout());

        assertThat(login)
                .satisfiesAnyOf(
                        done -> assertThat(errorOf(done).code()).isEqualTo(3005),
                        done -> assertThat(done).isCompleted());
        assertThat(ann.chat.getLoginUser()).isEmpty();
        ann.forget(Events.SDK_READY);
        ann.logIn();
    }

    @Test
    void logout_without_a_login_is_refused() {
        var ann = person("ann");

        assertThat(errorOf(ann.chat.logout()).code()).isEqualTo(2024);
    }

    @Test
    @Rule({"getLoginUser#1", "getLoginUser#2"})
    void the_login_user_is_known_from_login_to_logout() {
        var ann = person(server.freshUserID("ann"));
        assertThat(ann.chat.getLoginUser()).isEmpty();

        ann.logIn();
        assertThat(ann.chat.getLoginUser()).isEqualTo(ann.userID);

        result(ann.chat.logout());
        assertThat(ann.chat.getLoginUser()).isEmpty();
    }

    @Test
    @Rule({"getServerTime#1", "getServerTime#2", "getServerTime#3"})
    void the_servers_time_is_in_milliseconds() {
        var ann = person(server.freshUserID("ann"));
        assertThatThrownBy(ann.chat::getServerTime)
                .isInstanceOfSatisfying(
                        ChatError.class, error -> assertThat(error.code()).isEqualTo(2024));

        ann.logIn();

        assertThat(ann.chat.getServerTime())
                .isBetween(System.currentTimeMillis() - 5_000, System.currentTimeMillis() + 5_000);
    }

    @Test
    @Rule("destroy#1")
    void destroy_closes_the_connection_for_good() {
        try (var cable = new Cable(server.port())) {
            var ann = person(server.freshUserID("ann"), ChatOptions.of(TestServer.APP, cable.address()))
                    .logIn();
            assertThat(cable.isIdle()).isFalse();

            result(ann.chat.destroy());

            Await.until("the connection ends", cable::isIdle);
            assertThat(cable.connections()).isEqualTo(1);
        }
    }

    @Test
    @Rule({"destroy#1", "general#2"})
    void destroy_logs_out_and_says_so() {
        var ann = signIn("ann");

        result(ann.chat.destroy());

        assertThat(ann.await(Events.SDK_DESTROY).sdkAppID()).isEqualTo(TestServer.APP);
        assertThat(ann.eventsSoFar()).containsSubsequence(EventNames.SDK_NOT_READY, EventNames.SDK_DESTROY);
        assertThat(errorOf(ann.chat.login(ann.userID, TestServer.userSig(ann.userID)))
                        .code())
                .isEqualTo(3005);
        assertThat(errorOf(ann.chat.getMyProfile()).code()).isEqualTo(3005);
        result(ann.chat.destroy());
    }

    @Test
    @Rule("destroy#2")
    void an_app_has_one_chat_until_it_is_destroyed() {
        var options = ChatOptions.of(77, server.address());
        var chat = Chat.create(options);
        assertThat(Chat.create(options)).isSameAs(chat);
        assertThat(Chat.create(ChatOptions.of(78, server.address()))).isNotSameAs(chat);

        result(chat.destroy());

        assertThat(Chat.create(options)).isNotSameAs(chat);
        result(Chat.create(options).destroy());
        result(Chat.create(ChatOptions.of(78, server.address())).destroy());
    }

    @Test
    @Rule("on#1")
    void handlers_hear_what_happens_after_they_are_registered() {
        var ann = signIn("ann");
        var late = new CompletableFuture<Object>();
        ann.chat.on(Events.SDK_READY, late::complete);

        result(ann.chat.updateMyProfile(new ProfileUpdate().nick("Ann")));
        ann.await(Events.PROFILE_UPDATED);

        assertThat(late).isNotDone();
    }

    @Test
    @Rule("registerPlugin#1")
    void plugins_are_registered_before_login_and_not_needed_for_texts() {
        var ann = person(server.freshUserID("ann"));
        ann.chat.registerPlugin(Map.of("tim-upload-plugin", new Object()));

        ann.logIn();

        assertThat(ann.send("hi").to(ann).status()).isEqualTo(MessageStatus.SUCCESS);
        assertThatThrownBy(() -> ann.chat.registerPlugin(null)).hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule({"compat#3", "compat#4"})
    void experimental_calls_are_answered_before_login_too() {
        var ann = person("ann");

        assertThat(result(ann.chat.callExperimentalAPI("canIUseModule", "group")))
                .containsEntry("enabled", true);
        assertThat(result(ann.chat.callExperimentalAPI("isCommercialAbilityEnabled", 1L << 48)))
                .containsKey("enabled");
        for (int bit : List.of(38, 39)) { // which are off by default
            assertThat(result(ann.chat.callExperimentalAPI("isCommercialAbilityEnabled", 1L << bit)))
                    .containsEntry("enabled", false);
        }
        assertThat(result(ann.chat.callExperimentalAPI("something else", null))).isEmpty();
        assertThat(List.of(Chat.VERSION.split("\\.")).getFirst()).isEqualTo("3");
    }

    @Test
    @Rule({"general#1", "general#2"})
    void whatever_needs_a_user_is_refused_before_anybody_has_logged_in() {
        var bob = signIn("bob");
        var group = result(bob.chat.createGroup(new GroupCreation("Hikers"))).group();
        var said = bob.send("hi").to(group);
        var file = FileSource.of("hi.txt", 2, new ByteArrayInputStream(new byte[2]));
        var ann = person("ann");

        for (var each : new EveryCall(bob, group, said, said, file).calls()) {
            if (NEEDING_NOBODY.contains(each.name())) {
                continue;
            }
            try {
                each.call().accept(ann.chat);
            } catch (ChatError refused) { // where the result is no future
                assertThat(refused.code()).as(each.name()).isEqualTo(2024);
            }
            assertThat(ann.await(Events.ERROR).code()).as(each.name()).isEqualTo(2024);
        }
        assertThat(ann.chat.isReady()).isFalse();
        assertThat(ann.chat.getLoginUser()).isEmpty();
    }

    @Test
    @Rule({"general#1", "general#3"})
    void whether_the_chat_is_ready_is_looked_at_before_the_parameters() {
        var ann = person("ann");
        assertRefusesAll(ann.chat, 2024);

        result(ann.chat.destroy());

        assertRefusesAll(ann.chat, 3005);
    }

    private static void assertRefusesAll(Chat chat, int code) {
        var toUser = InviteOptions.toUser("bob");
        assertThat(List.<CompletableFuture<?>>of(
                        chat.sendMessage(null),
                        chat.invite(null),
                        chat.inviteInGroup(null),
                        chat.inviteInGroup(toUser)))
                .allSatisfy(call -> assertThat(errorOf(call).code()).isEqualTo(code));
        assertThat(List.<ThrowingCallable>of(
                        () -> chat.inviteSync(null, null, null),
                        () -> chat.inviteInGroupSync(toUser, null, null),
                        () -> chat.createTextMessage(null),
                        () -> chat.findMessage(null)))
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOfSatisfying(
                                ChatError.class,
                                error -> assertThat(error.code()).isEqualTo(code)));
    }

    @Test
    @Rule("general#2")
    void what_needs_a_user_is_refused_while_the_login_is_running() {
        var ann = person(server.freshUserID("ann"));

        var login = ann.chat.login(ann.userID, TestServer.userSig(ann.userID));
        var early = ann.chat.getConversationList();

        assertThat(errorOf(early).code()).isEqualTo(3000);
        result(login);
        ann.await(Events.SDK_READY);
    }
}
