package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Types;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/// Two devices of one user do random things to conversations, one of them offline now and then: in the end
/// both show what a model says, and so does a third that signs in then.
class OptionModelTest {
    private static final int PEERS = 3;
    private static final List<String> GROUPS = List.of("work", "play");
    private static final List<String> REMIND_TYPES =
            List.of(Types.MSG_REMIND_ACPT_AND_NOTE, Types.MSG_REMIND_ACPT_NOT_NOTE, Types.MSG_REMIND_DISCARD);

    private enum Act {
        PIN,
        UNPIN,
        REMIND,
        MARK,
        UNMARK,
        DATA,
        CREATE_GROUP,
        DELETE_GROUP,
        RENAME_GROUP,
        ADD,
        REMOVE,
        WRITE,
        READ,
        READ_ALL,
        PULL_OUT,
        PLUG_IN
    }

    /// @param device which of the two does it; PULL_OUT and PLUG_IN are the second's
    /// @param choice of a group, a type, a mark
    private record Step(Act act, int device, int peer, int choice) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Act.values()),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, PEERS - 1),
                        Arbitraries.integers().between(0, 5))
                .as(Step::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(50);
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void both_devices_show_the_same_in_the_end(@ForAll("steps") List<Step> steps) {
        try (var stage = new Stage()) {
            steps.forEach(stage::play);
            stage.check();
        }
    }

    /// What one conversation should show.
    private record Shown(
            boolean isPinned, String remindType, Set<Long> marks, String data, Set<String> groups, int unread) {
        static Shown of(Conversation conversation) {
            return new Shown(
                    conversation.isPinned(),
                    conversation.messageRemindType(),
                    new TreeSet<>(conversation.markList()),
                    conversation.customData(),
                    new TreeSet<>(conversation.conversationGroupList()),
                    conversation.unreadCount());
        }
    }

    /// The user's conversation with one peer.
    private static final class Talk {
        boolean isPinned;
        String remindType = Types.MSG_REMIND_ACPT_AND_NOTE;
        final Set<Long> marks = new TreeSet<>();
        String data = "";
        final Set<String> groups = new HashSet<>();
        int unread = 1;

        boolean isDiscarded() {
            return remindType.equals(Types.MSG_REMIND_DISCARD);
        }

        Shown shown() {
            return new Shown(isPinned, remindType, marks, data, new TreeSet<>(groups), isDiscarded() ? 0 : unread);
        }
    }

    private static final class Stage implements AutoCloseable {
        private final Cable cable = new Cable(TestServer.shared().port());
        private final String userID = TestServer.shared().freshUserID("ann");
        private final Person first = new Person(userID, chat(TestServer.shared().address())).logIn();
        private final Person second = new Person(userID, chat(cable.address())).logIn();
        private final List<Person> peers = List.of(peer(), peer(), peer());
        private final Map<Person, Talk> talks = new HashMap<>();
        private final Set<String> groups = new LinkedHashSet<>();
        private boolean connected = true;

        Stage() {
            for (var peer : peers) {
                peer.send("hi").to(first);
                talks.put(peer, new Talk());
            }
            first.awaitTexts(PEERS);
            second.awaitTexts(PEERS);
        }

        private static Chat chat(String address) {
            var chat = Chat.createAnother(ChatOptions.of(TestServer.APP, address));
            chat.setLogLevel(4);
            return chat;
        }

        private static Person peer() {
            var server = TestServer.shared();
            return new Person(server.freshUserID("peer"), chat(server.address())).logIn();
        }

        void play(Step step) {
            var peer = peers.get(step.peer());
            var talk = talks.get(peer);
            var ids = List.of(Person.conversationID(peer));
            var device = connected && step.device() == 1 ? second : first;
            var chat = device.chat;
            var group = GROUPS.get(step.choice() % GROUPS.size());
            var mark = List.of(1L, 2L, 8L, 1L << 32, 1L << 53, 1L << 63).get(step.choice());
            switch (step.act()) {
                case PIN, UNPIN -> {
                    // A device that has not heard of the last pin takes its opposite for done (pinConversation#2).
                    eventually(() ->
                            assertThat(device.conversationWith(peer).isPinned()).isEqualTo(talk.isPinned));
                    talk.isPinned = step.act() == Act.PIN;
                    result(chat.pinConversation(ids.getFirst(), talk.isPinned));
                }
                case REMIND -> {
                    var type = REMIND_TYPES.get(step.choice() % REMIND_TYPES.size());
                    if (talk.isDiscarded() && !type.equals(talk.remindType)) {
                        talk.unread = 0; // what was discarded is not new afterwards
                    }
                    talk.remindType = type;
                    result(chat.setMessageRemindType(List.of(peer.userID), type));
                }
                case MARK -> {
                    talk.marks.add(mark);
                    result(chat.markConversation(ids, mark, true));
                }
                case UNMARK -> {
                    talk.marks.remove(mark);
                    result(chat.markConversation(ids, mark, false));
                }
                case DATA -> {
                    talk.data = "data " + step.choice();
                    result(chat.setConversationCustomData(ids, talk.data));
                }
                case CREATE_GROUP -> {
                    groups.add(group);
                    talk.groups.add(group);
                    result(chat.createConversationGroup(ids, group));
                }
                case DELETE_GROUP -> {
                    groups.remove(group);
                    talks.values().forEach(other -> other.groups.remove(group));
                    result(chat.deleteConversationGroup(group));
                }
                case RENAME_GROUP -> rename(chat, group);
                case ADD, REMOVE -> {
                    if (groups.contains(group) && step.act() == Act.ADD) {
                        talk.groups.add(group);
                        result(chat.addConversationsToGroup(ids, group));
                    } else if (groups.contains(group)) {
                        talk.groups.remove(group);
                        result(chat.deleteConversationsFromGroup(ids, group));
                    }
                }
                case WRITE -> {
                    talk.unread++;
                    peer.send("text").to(first);
                }
                case READ -> {
                    if (!talk.isDiscarded()) {
                        eventually(() -> assertThat(first.conversationWith(peer).unreadCount())
                                .isEqualTo(talk.unread));
                        talk.unread = 0;
                        result(first.chat.setMessageRead(ids.getFirst()));
                    }
                }
                case READ_ALL -> {
                    eventually(() -> show(first));
                    if (first.chat
                            .setAllMessageRead()
                            .handle((read, tooOften) -> tooOften == null)
                            .join()) {
                        talks.values().forEach(other -> other.unread = 0);
                    }
                }
                case PULL_OUT -> {
                    cable.pullOut();
                    connected = false;
                }
                case PLUG_IN -> plugIn();
            }
        }

        private void rename(Chat chat, String group) {
            var other = GROUPS.get(1 - GROUPS.indexOf(group));
            if (groups.contains(group) && !groups.contains(other)) {
                groups.remove(group);
                groups.add(other);
                talks.values().forEach(talk -> {
                    if (talk.groups.remove(group)) {
                        talk.groups.add(other);
                    }
                });
                result(chat.renameConversationGroup(group, other));
            }
        }

        private void plugIn() {
            if (!connected) {
                cable.plugIn();
                connected = true;
            }
        }

        void check() {
            plugIn();
            var third = new Person(userID, chat(TestServer.shared().address())).logIn();
            try {
                for (var device : List.of(first, second, third)) {
                    eventually(() -> show(device));
                }
            } finally {
                third.chat.destroy().join();
            }
        }

        private static void eventually(Runnable assertion) {
            var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (true) {
                try {
                    assertion.run();
                    return;
                } catch (AssertionError notYet) {
                    if (System.nanoTime() > end) {
                        throw notYet;
                    }
                    LockSupport.parkNanos(Duration.ofMillis(5).toNanos()); // then it looks again
                }
            }
        }

        private void show(Person device) {
            var shown =
                    device.conversations().stream().collect(Collectors.toMap(Conversation::conversationID, Shown::of));
            assertThat(shown)
                    .isEqualTo(peers.stream()
                            .collect(Collectors.toMap(
                                    Person::conversationID,
                                    peer -> talks.get(peer).shown())));
            assertThat(Set.copyOf(result(device.chat.getConversationGroupList())))
                    .isEqualTo(groups);
            assertThat(device.conversations())
                    .extracting(conversation -> !conversation.isPinned())
                    .isSorted(); // pinned ones first
            assertThat(device.chat.getTotalUnreadMessageCount())
                    .isEqualTo(talks.values().stream()
                            .filter(talk -> talk.remindType.equals(Types.MSG_REMIND_ACPT_AND_NOTE))
                            .mapToInt(talk -> talk.unread)
                            .sum());
        }

        @Override
        public void close() {
            first.chat.destroy().join();
            second.chat.destroy().join();
            peers.forEach(peer -> peer.chat.destroy().join());
            cable.close();
        }
    }
}
