package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.protocol.session.Platform;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What an operator changes while people are signed in.
class SettingsTest extends Scenario {
    @Test
    @Rule({"login#3", "logout#3"})
    void more_web_instances_may_be_allowed() {
        server.set("login.maxWebInstances", 2);
        try {
            var web = options().withPlatform(Platform.WEB);
            var first = person(server.freshUserID("ann"), web).logIn();
            var second = person(first.userID, web).logIn();

            var third = person(first.userID, web).logIn();

            assertThat(first.await(Events.KICKED_OUT).type()).isEqualTo(Types.KICKED_OUT_MULT_ACCOUNT);
            third.send("hi").to(third);
            assertThat(Person.text(second.awaitMessage())).isEqualTo("hi");
        } finally {
            server.set("login.maxWebInstances", null);
        }
    }

    @Test
    @Rule("general#2")
    void another_device_may_take_the_place() {
        server.set("login.multiDevicePolicy", "single");
        try {
            var phone = person(server.freshUserID("ann"), options().withPlatform(Platform.ANDROID))
                    .logIn();

            person(phone.userID, options().withPlatform(Platform.WINDOWS)).logIn();

            assertThat(phone.await(Events.KICKED_OUT).type()).isEqualTo(Types.KICKED_OUT_MULT_DEVICE);
            assertThat(errorOf(phone.chat.getMyProfile()).code()).isEqualTo(3002);
        } finally {
            server.set("login.multiDevicePolicy", null);
        }
    }

    @Test
    @Rule("login#5")
    void a_disabled_app_cannot_be_logged_in_to() {
        var ann = person(server.freshUserID("ann"));
        server.set("app.enabled", false);
        try {
            assertThat(errorOf(ann.chat.login(ann.userID, TestServer.userSig(ann.userID)))
                            .code())
                    .isEqualTo(60020);
        } finally {
            server.set("app.enabled", null);
        }
        ann.logIn();
    }

    @Test
    @Rule("general#2")
    void an_administrator_may_kick_a_user() {
        var ann = signIn("ann");

        server.kick(ann.userID);

        assertThat(ann.await(Events.KICKED_OUT).type()).isEqualTo(Types.KICKED_OUT_REST_API);
        assertThat(errorOf(ann.chat.getMyProfile()).code()).isEqualTo(3006);
    }

    @Test
    @Rule("deleteConversation#2")
    void deletions_may_be_shared_by_all_instances() {
        server.set("conversation.deleteSync", true);
        try {
            var ann = signIn("ann");
            var annToo = anotherInstanceOf(ann);
            var bob = signIn("bob");
            bob.send("hi").to(ann);
            annToo.awaitConversations(list -> !list.isEmpty());

            result(ann.chat.deleteConversation(conversationID(bob)));

            annToo.awaitConversations(List::isEmpty);
            assertThat(annToo.chat.getTotalUnreadMessageCount()).isZero();
        } finally {
            server.set("conversation.deleteSync", null);
        }
    }

    @Test
    @Rule("compat#4")
    void abilities_are_those_that_the_operator_has_switched_on() {
        assertThat(abilities(signIn("ann"))).containsExactly(5, 7, 48);
        server.set("status.queryAndNotify", false);
        server.set("message.translation", "provider");
        server.set("message.speechToText", "provider");
        try {
            assertThat(abilities(signIn("bob"))).containsExactly(5, 38, 39, 48);
        } finally {
            server.set("status.queryAndNotify", null);
            server.set("message.translation", null);
            server.set("message.speechToText", null);
        }
    }

    private static List<Integer> abilities(Person person) {
        return IntStream.range(0, Long.SIZE)
                .filter(bit -> result(person.chat.callExperimentalAPI("isCommercialAbilityEnabled", 1L << bit))
                        .equals(Map.of("enabled", true)))
                .boxed()
                .toList();
    }

    @Test
    @Rule("getConversationList#2")
    void clients_hear_of_settings_that_concern_them() {
        var ann = signIn("ann");
        var updated = new CompletableFuture<Events.ServerConfig>();
        ann.chat.on(Events.SERVER_CONFIG_UPDATED, event -> updated.complete(event.data()));

        server.set("conversation.maxRecent", 100);
        try {
            assertThat(result(updated).config().maxConversations()).isEqualTo(100);
        } finally {
            server.set("conversation.maxRecent", null);
        }
    }
}
