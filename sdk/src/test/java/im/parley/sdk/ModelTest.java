package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/// Random interleavings of what three users do, lost connections and lost answers included, against
/// [PeopleModel]: sequences, unread counts, the order of the list, the history, and each message once and in
/// order at each receiver.
class ModelTest {
    private static final int USERS = 3;

    private enum Act {
        SEND,
        SEND_AND_LOSE_THE_ANSWER,
        READ,
        DELETE,
        CLEAR,
        CUT,
        PULL_OUT,
        PLUG_IN,
        LOG_IN_AGAIN
    }

    private record Step(Act act, int user, int peer) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        var acts = Arbitraries.of(Act.values()).injectDuplicates(0.3);
        var users = Arbitraries.integers().between(0, USERS - 1);
        return Combinators.combine(acts, users, users)
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(40);
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void everybody_sees_what_the_model_says(@ForAll("steps") List<Step> steps) {
        try (var stage = new Stage()) {
            for (Step step : steps) {
                stage.play(step);
            }
            stage.rest();
            stage.check();
        }
    }

    /// A person with a cable of their own.
    private static final class Actor {
        final int number;
        final Cable cable = new Cable(TestServer.shared().port());
        final Person person;
        final List<String> received = new ArrayList<>();
        final List<CompletableFuture<Message>> waiting = new ArrayList<>(); // for the cable
        boolean connected = true;

        Actor(int number) {
            this.number = number;
            var chat = Chat.createAnother(ChatOptions.of(TestServer.APP, cable.address()));
            chat.setLogLevel(3);
            person = new Person(TestServer.shared().freshUserID("user"), chat).logIn();
        }
    }

    private static final class Stage implements AutoCloseable {
        private final List<Actor> actors =
                IntStream.range(0, USERS).mapToObj(Actor::new).toList();
        private final PeopleModel model = new PeopleModel();
        private int texts;

        void play(Step step) {
            var actor = actors.get(step.user());
            var peer = actors.get(step.peer());
            switch (step.act()) {
                case SEND -> send(actor, peer);
                case SEND_AND_LOSE_THE_ANSWER -> {
                    plugIn(actor);
                    catchUp(actor);
                    actor.cable.stallIncoming();
                    send(actor, peer, false);
                    actor.cable.cut();
                    actor.cable.plugIn();
                    settle(actor);
                }
                case READ -> {
                    plugIn(actor);
                    catchUp(actor);
                    result(actor.person.chat.setMessageRead(conversationID(peer.person)));
                    model.read(actor.number, peer.number);
                }
                case DELETE, CLEAR -> delete(actor, peer, step.act() == Act.CLEAR);
                case CUT -> {
                    if (actor.connected) {
                        actor.cable.cut();
                    }
                }
                case PULL_OUT -> {
                    actor.cable.pullOut();
                    actor.connected = false;
                }
                case PLUG_IN -> plugIn(actor);
                case LOG_IN_AGAIN -> {
                    plugIn(actor);
                    catchUp(actor);
                    result(actor.person.chat.logout());
                    Person.awaitNextSecond(); // what is older than the login is told from what is newer by the second
                    actor.person.logIn();
                }
            }
        }

        private void send(Actor from, Actor to) {
            send(from, to, from.connected);
        }

        private void send(Actor from, Actor to, boolean await) {
            var message = from.person.messageTo(to.person, "text " + texts++);
            from.waiting.add(from.person.chat.sendMessage(message));
            if (await) {
                settle(from);
            }
        }

        /// What waited for the connection is stored now, in the order it was sent.
        private void settle(Actor actor) {
            for (CompletableFuture<Message> send : actor.waiting) {
                var message = result(send);
                var to = actors.stream()
                        .filter(other -> other.person.userID.equals(message.to()))
                        .findFirst()
                        .orElseThrow();
                model.sent(actor.number, to.number, Person.text(message), to != actor);
            }
            actor.waiting.clear();
        }

        private void delete(Actor actor, Actor peer, boolean clear) {
            plugIn(actor);
            catchUp(actor);
            if (model.isListed(actor.number, peer.number)) {
                result(actor.person.chat.deleteConversation(List.of(conversationID(peer.person)), clear));
                model.deleted(actor.number, peer.number, clear);
            }
        }

        private void plugIn(Actor actor) {
            if (!actor.connected) {
                actor.cable.plugIn();
                actor.connected = true;
                settle(actor);
            }
        }

        /// Until everything that was written to somebody is there.
        private void catchUp(Actor actor) {
            while (actor.received.size() < model.received(actor.number).size()) {
                actor.received.add(Person.text(actor.person.awaitMessage()));
            }
        }

        void rest() {
            actors.forEach(this::plugIn);
            actors.forEach(this::catchUp);
        }

        void check() {
            for (Actor actor : actors) {
                assertThat(actor.person.unexpectedMessages()).isEmpty();
                for (Actor peer : actors) {
                    if (peer != actor) {
                        assertThat(from(peer, actor.received)).isEqualTo(from(peer, model.received(actor.number)));
                    }
                    assertThat(history(actor.person, peer.person)).isEqualTo(model.history(actor.number, peer.number));
                }
                checkList(actor, actor.person);
                result(actor.person.chat.logout());
                checkList(actor, actor.person.logIn()); // what the server says is the same
            }
        }

        private void checkList(Actor actor, Person person) {
            var listed = model.list(actor.number, USERS);
            var list = person.conversations();
            assertThat(list)
                    .extracting(Conversation::toAccount)
                    .containsExactlyInAnyOrderElementsOf(listed.stream()
                            .map(peer -> actors.get(peer).person.userID)
                            .toList());
            assertThat(list)
                    .extracting(conversation -> -conversation.lastMessage().lastTime())
                    .isSorted(); // newest first, to the second
            for (int peer : listed) {
                var conversation = person.conversationWith(actors.get(peer).person);
                var history = model.history(actor.number, peer);
                assertThat(conversation.unreadCount()).isEqualTo(model.unread(actor.number, peer));
                assertThat(conversation.lastMessage().messageForShow()).isEqualTo(history.getLast());
            }
            assertThat(person.chat.getTotalUnreadMessageCount())
                    .isEqualTo(listed.stream()
                            .mapToInt(peer -> model.unread(actor.number, peer))
                            .sum());
        }

        private List<String> from(Actor sender, List<String> texts) {
            return texts.stream()
                    .filter(text -> model.wrote(sender.number, text))
                    .toList();
        }

        private static List<String> history(Person person, Person peer) {
            var all = new ArrayList<String>();
            var query = MessageListQuery.newest(conversationID(peer));
            while (true) {
                var page = result(person.chat.getMessageList(query));
                all.addAll(0, page.messageList().stream().map(Person::text).toList());
                if (page.isCompleted()) {
                    return all;
                }
                query = MessageListQuery.before(conversationID(peer), page.nextReqMessageID());
            }
        }

        @Override
        public void close() {
            actors.forEach(actor -> actor.person.chat.destroy().join());
            actors.forEach(actor -> actor.cable.close());
        }
    }
}
