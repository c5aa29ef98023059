package im.parley.sdk;

import im.parley.protocol.session.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;

/// People on the real server; each test has people of its own.
abstract class Scenario {
    final TestServer server = TestServer.shared();
    private final List<Chat> chats = new ArrayList<>();

    /// Somebody new, signed in and ready.
    Person signIn(String name) {
        return person(server.freshUserID(name)).logIn();
    }

    /// The same user at another instance.
    Person anotherInstanceOf(Person person) {
        return person(person.userID).logIn();
    }

    /// Somebody who has not signed in yet.
    Person person(String userID) {
        return person(userID, options());
    }

    Person person(String userID, ChatOptions options) {
        var chat = Chat.createAnother(options);
        chat.setLogLevel(2);
        chats.add(chat);
        return new Person(userID, chat);
    }

    ChatOptions options() {
        return ChatOptions.of(TestServer.APP, server.address()).withPlatform(Platform.LINUX);
    }

    @AfterEach
    void settingsAreAsTheyWere() {
        server.resetSettings();
    }

    @AfterEach
    void everybodyLeaves() {
        CompletableFuture.allOf(chats.stream().map(Chat::destroy).toArray(CompletableFuture[]::new))
                .join();
    }
}
