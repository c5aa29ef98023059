package im.parley.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import im.parley.protocol.Signaling;
import im.parley.protocol.session.Platform;
import im.parley.server.store.Database;
import im.parley.server.store.DatabaseConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An invitation ends although its inviter, its invitee and the node that served them are gone.
@Tag("slow")
class InvitationCrashTest {
    @TempDir
    Path folder;

    @Test
    @Rule("invite#2")
    void another_node_ends_what_a_killed_one_began() throws Exception {
        try (var database = Database.open(new DatabaseConfig.Embedded(folder.resolve("database")))) {
            String inviteID;
            try (var one = node("one", database)) {
                var ann = person("ann", one).logIn();
                person("bob", one).logIn().chat.destroy().join();
                inviteID = Person.result(
                                ann.chat.invite(InviteOptions.toUser("bob").timeout(30)))
                        .inviteID();
                one.kill();
                ann.chat.destroy().join();
            }
            try (var store = database.app(TestServer.APP)) { // as if the time had passed
                store.jdbi().useHandle(handle -> handle.execute("UPDATE invitation SET due_at = due_at - 60000"));
            }
            try (var two = node("two", database)) {
                var bob = person("bob", two).logIn();
                var timeout = bob.awaitConversations(
                        list -> list.getFirst().lastMessage().lastSequence() == 2);
                assertThat(timeout).hasSize(1);
                var messages = Person.result(bob.chat.getMessageList(MessageListQuery.newest("C2Cann")))
                        .messageList();
                assertThat(messages)
                        .extracting(message ->
                                bob.chat.getSignalingInfo(message).orElseThrow().actionType())
                        .containsExactly(Signaling.ACTION_TYPE_INVITE, Signaling.ACTION_TYPE_INVITE_TIMEOUT);
                assertThat(Person.errorOf(bob.chat.accept(inviteID, "")).code()).isEqualTo(8010);
                bob.chat.destroy().join();
            }
        }
    }

    private ChildServer node(String name, Database database) {
        return new ChildServer(folder.resolve(name), "--postgres", database.connectUrl(), "--node", name);
    }

    private static Person person(String userID, ChildServer server) {
        var chat = Chat.createAnother(ChatOptions.of(TestServer.APP, "ws://127.0.0.1:" + server.port())
                .withPlatform(Platform.LINUX));
        chat.setLogLevel(2);
        return new Person(userID, chat);
    }
}
