package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import im.parley.protocol.message.Message;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.fanout.Fanout;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Frame;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Changes messages that are stored. All changes of one conversation have one order, that of
/// `conversation.last_change`: each is made with the head locked, takes the next number for the message that
/// it changes, and is told to everybody who may see that message once it is committed. Clients that were away
/// ask for what has a higher number than the last they know ([im.parley.protocol.message.ChangedMessages]).
/// Safe for use by many threads.
public final class MessageChanges {
    static final int MAX_LATE_READERS = 1_000;
    private static final Administrator SYSTEM = new Administrator(SystemAccount.TINY_ID, SystemAccount.USER_ID);

    private final Jdbi jdbi;
    private final Views views;
    private final Fanout fanout;
    private final LogFollower follower;
    private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();

    /// @param follower hears of every change
    public MessageChanges(Jdbi jdbi, Views views, Fanout fanout, LogFollower follower) {
        this.follower = follower;
        this.jdbi = jdbi;
        this.views = views;
        this.fanout = fanout;
    }

    /// Adds who is told of changes on this node beside the conversation.
    public void onChange(ChangeListener listener) {
        listeners.add(listener);
    }

    /// What is done to a message, as part of the transaction that holds its conversation's lock.
    interface Edit {
        /// @param view the caller's, as it is now
        /// @return whether viewers see a difference
        boolean apply(Handle handle, View view, StoredMessage message);
    }

    /// Finds a message in a conversation, which is locked where it is to be changed.
    interface Pick {
        @Nullable
        StoredMessage find(Handle handle, View view);

        /// The one with this ID, if the viewer sees it.
        static Pick of(MessageId id) {
            return (handle, view) -> MessageChanges.find(handle, view, id);
        }

        /// The one at this place, whoever may see it.
        static Pick at(long sequence) {
            return (handle, view) -> MessageChanges.at(handle, view, sequence);
        }

        /// The same if the viewer sees it.
        default Pick ifSeen() {
            return (handle, view) -> {
                var found = find(handle, view);
                return found == null
                        ? null
                        : MessageChanges.find(handle, view, Draft.id(found.sender(), found.clientId()));
            };
        }
    }

    /// One message of a conversation.
    ///
    /// @param missing where there is none
    record Target(View view, Pick pick, Supplier<ChatException> missing) {}

    /// How everybody in the conversation is told.
    interface News {
        /// @param receiver null: everybody in a room alike
        /// @param changed what changed, in its newest state and as the receiver may see it
        /// @return a record that carries [im.parley.protocol.Push]
        Object to(View view, @Nullable Account receiver, List<Message> changed);

        /// Of everybody in a room, only the senders of the messages are told.
        default boolean isForSendersOnly() {
            return false;
        }

        /// Tells one of those who hear of changes beside the conversation.
        ///
        /// @param changed as those see it who did not write it
        default void announce(ChangeListener listener, Caller caller, Supplier<List<Message>> changed) {}
    }

    /// The messages in their newest state, changed or not, in the order they were named.
    record Outcome(View view, List<StoredMessage> messages) {
        StoredMessage message() {
            return messages.getFirst();
        }
    }

    /// Changes one message.
    ///
    /// @param missing when the caller sees no such message
    /// @throws ChatException what `missing` supplies
    Outcome change(
            Caller caller,
            ConversationId conversation,
            MessageId id,
            Supplier<ChatException> missing,
            Edit edit,
            News news) {
        var view = views.find(caller, conversation).orElseThrow(missing);
        return change(caller, new Target(view, Pick.of(id), missing), edit, news);
    }

    /// Changes one message.
    ///
    /// @throws ChatException that of a target that is missing
    Outcome change(Caller caller, Target target, Edit edit, News news) {
        var outcome = changePicked(caller, target.view(), List.of(target.pick()), edit, news);
        if (outcome.messages().isEmpty()) {
            throw target.missing().get();
        }
        return outcome;
    }

    /// The conversation, if nothing is stored of it.
    Optional<View> findLive(Caller caller, ConversationId conversation) {
        return conversation instanceof ConversationId.Group
                ? views.find(caller, conversation).filter(View::isLive)
                : Optional.empty();
    }

    /// Changes messages of one conversation; those that the viewer does not see are left out.
    Outcome change(Caller caller, View view, List<MessageId> ids, Edit edit, News news) {
        return changePicked(caller, view, ids.stream().map(Pick::of).toList(), edit, news);
    }

    /// Changes messages of one conversation by their places; those that are not stored, or no longer, are left
    /// out.
    Outcome changeAt(Administrator caller, View view, List<Long> sequences, Edit edit, News news) {
        return changePicked(caller, view, sequences.stream().map(Pick::at).toList(), edit, news);
    }

    /// Changes one message of whatever conversation, as the system does; nothing happens where one of them is gone.
    void changeOne(long conversation, long sequence, Edit edit, News news) {
        var heads = jdbi.withHandle(handle -> MessageFeed.heads(handle, List.of(conversation)));
        Optional.ofNullable(heads.get(conversation))
                .flatMap(head -> views.ofConversation(SYSTEM, head))
                .ifPresent(view -> changeAt(SYSTEM, view, List.of(sequence), edit, news));
    }

    /// Changes many messages of a room with few statements.
    interface Sweep {
        /// To be called with the room locked.
        ///
        /// @return what it changed, in the order of places, numbered in this order as the conversation's next
        ///     changes
        List<StoredMessage> apply(Handle handle, View view);
    }

    /// Changes many messages of a room at once. Whoever may see them is told as of each of them; messages that
    /// the same members may see go out together.
    ///
    /// @return those that were changed
    List<StoredMessage> changeMany(Caller caller, View room, Sweep sweep, News news) {
        var now = room;
        while (true) {
            var swept = tryToChangeMany(caller, now, sweep, news);
            if (swept.isPresent()) {
                return swept.get();
            }
            now = views.findAgain(caller, now);
        }
    }

    private Optional<List<StoredMessage>> tryToChangeMany(Caller caller, View room, Sweep sweep, News news) {
        var told = new ArrayList<ChangedInRoom>();
        List<StoredMessage> changed = jdbi.inTransaction(handle -> {
            if (lock(handle, room) != room.version()) {
                return null;
            }
            var swept = sweep.apply(handle, room);
            told.addAll(ChangedInRoom.of(handle, views.rooms(), room, swept));
            return swept;
        });
        if (changed == null) {
            return Optional.empty();
        }
        if (!changed.isEmpty()) {
            follower.changed(room.conversation());
            told.forEach(some -> fanout.publish(some.envelopes(caller, room, news)));
            announce(
                    caller,
                    news,
                    () -> changed.stream()
                            .map(message -> room.show(message, WireMessages.ANYBODY))
                            .toList());
        }
        return Optional.of(changed);
    }

    /// The same for messages that are found in any way.
    Outcome changePicked(Caller caller, View view, List<Pick> picks, Edit edit, News news) {
        var now = view;
        while (true) {
            var outcome = tryToChange(caller, now, picks, edit, news);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            now = views.findAgain(caller, now);
        }
    }

    /// @return empty, and nothing is done, if who is in the room or what they may do there has changed since
    ///     it was looked at
    private Optional<Outcome> tryToChange(Caller caller, View view, List<Pick> picks, Edit edit, News news) {
        var changed = new ArrayList<StoredMessage>();
        var hearers = new ArrayList<Hearers>(); // for each of those changed
        List<StoredMessage> messages = jdbi.inTransaction(handle -> {
            if (lock(handle, view) != view.version()) {
                return null;
            }
            var found = new ArrayList<StoredMessage>();
            for (var pick : picks) {
                var message = pick.find(handle, view);
                if (message != null) {
                    if (edit.apply(handle, view, message)) {
                        message = stamp(handle, message);
                        changed.add(message);
                        hearers.add(hearers(handle, view, message, news));
                    }
                    found.add(message);
                }
            }
            return found;
        });
        if (messages == null) {
            return Optional.empty();
        }
        if (!changed.isEmpty()) {
            follower.changed(view.conversation());
            tell(caller, view, changed, hearers, news);
            announce(
                    caller,
                    news,
                    () -> changed.stream()
                            .map(message -> view.show(message, WireMessages.ANYBODY))
                            .toList());
        }
        return Optional.of(new Outcome(view, List.copyOf(messages)));
    }

    void announce(Caller caller, News news, Supplier<List<Message>> changed) {
        listeners.forEach(listener -> news.announce(listener, caller, changed));
    }

    /// @return the version of the room; 0 in C2C, and where a room has ended meanwhile
    private static long lock(Handle handle, View view) {
        return handle.createQuery("SELECT version FROM conversation WHERE id = :id FOR NO KEY UPDATE")
                .bind("id", view.conversation())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /// The message, if the viewer sees it.
    static @Nullable StoredMessage find(Handle handle, View view, MessageId id) {
        return view.bind(handle.createQuery("SELECT " + StoredMessage.COLUMNS + " FROM message m WHERE " + View.VISIBLE
                        + " AND m.sender = :sender AND m.client_id = :client AND m.time >= :since"))
                .bind("sender", id.senderTinyID())
                .bind("client", Draft.clientId(id))
                .bind("since", view.since())
                .map((row, context) -> StoredMessage.of(row, 1))
                .findOne()
                .orElse(null);
    }

    /// Whoever may see it.
    private static @Nullable StoredMessage at(Handle handle, View view, long sequence) {
        return handle.createQuery("SELECT " + StoredMessage.COLUMNS + " FROM message m"
                        + " WHERE m.conversation_id = :conversation AND m.sequence = :sequence AND m.time >= :since")
                .bind("conversation", view.conversation())
                .bind("sequence", sequence)
                .bind("since", view.since())
                .map((row, context) -> StoredMessage.of(row, 1))
                .findOne()
                .orElse(null);
    }

    private static StoredMessage stamp(Handle handle, StoredMessage message) {
        return handle.createQuery("WITH head AS (UPDATE conversation SET last_change = last_change + 1"
                        + " WHERE id = :conversation RETURNING last_change)"
                        + " UPDATE message m SET change = head.last_change FROM head"
                        + " WHERE m.conversation_id = :conversation AND m.sequence = :sequence RETURNING "
                        + StoredMessage.COLUMNS)
                .bind("conversation", message.conversation())
                .bind("sequence", message.sequence())
                .map((row, context) -> StoredMessage.of(row, 1))
                .one();
    }

    /// Who cleared or deleted it for themselves: they hear no more of it.
    private static Set<Long> hiddenFrom(Handle handle, StoredMessage message) {
        return new HashSet<>(handle.createQuery("""
                        SELECT p.tiny_id
                        FROM conversation c JOIN participant p
                            ON p.conversation_id = c.id AND p.tiny_id IN (c.low_user, c.high_user)
                        WHERE c.id = :conversation AND (p.cleared_sequence >= :sequence
                            OR p.deleted_sequence >= :sequence AND EXISTS (
                                SELECT FROM message_deletion d WHERE d.conversation_id = c.id
                                    AND d.tiny_id = p.tiny_id AND d.sequence = :sequence))
                        """)
                .bind("conversation", message.conversation())
                .bind("sequence", message.sequence())
                .mapTo(Long.class)
                .list());
    }

    /// Who hears of a change.
    ///
    /// @param others in C2C who does not; in a room who is told one by one
    /// @param reach members of a room who stand below this place are told all together; 0: nobody
    private record Hearers(Set<Long> others, long reach) {}

    private Hearers hearers(Handle handle, View view, StoredMessage message, News news) {
        return switch (view.parties()) {
            case Parties.Two two -> new Hearers(hiddenFrom(handle, message), 0);
            case Parties.Members(var room, var accounts) -> {
                var rooms = views.rooms();
                if (news.isForSendersOnly()) {
                    yield new Hearers(rooms.present(handle, room, List.of(message.sender())), 0);
                }
                yield message.receivers() == null
                        ? new Hearers(lateReaders(handle, message), rooms.reach(handle, room, message.sequence()))
                        : new Hearers(rooms.present(handle, room, message.receivers()), 0);
            }
        };
    }

    /// Who came to the room after the message and may see it all the same. Most changes follow soon, so these
    /// are few; where they are many, the rest learn of the change when they catch up.
    private static Set<Long> lateReaders(Handle handle, StoredMessage message) {
        return new HashSet<>(handle.createQuery("""
                        SELECT tiny_id FROM participant
                        WHERE conversation_id = :conversation AND entered_sequence >= :sequence
                            AND cleared_sequence < :sequence
                        ORDER BY entered_sequence LIMIT :limit
                        """)
                .bind("conversation", message.conversation())
                .bind("sequence", message.sequence())
                .bind("limit", MAX_LATE_READERS)
                .mapTo(Long.class)
                .list());
    }

    private void tell(Caller caller, View view, List<StoredMessage> changed, List<Hearers> hearers, News news) {
        switch (view.parties()) {
            case Parties.Two two -> tellTwo(caller, view, two, changed, hearers, news);
            case Parties.Members members -> tellMembers(caller, view, members, changed, hearers, news);
        }
    }

    /// Each message by itself: who joined after it is told by name, or not at all.
    private void tellMembers(
            Caller caller,
            View view,
            Parties.Members members,
            List<StoredMessage> changed,
            List<Hearers> hearers,
            News news) {
        var envelopes = new ArrayList<Envelope>();
        for (int i = 0; i < changed.size(); i++) {
            var message = changed.get(i);
            var push = Frame.pushText(news.to(view, null, List.of(view.show(message, WireMessages.ANYBODY))));
            hearers.get(i).others().forEach(user -> envelopes.add(pushTo(caller, user, push)));
            if (hearers.get(i).reach() > 0) {
                envelopes.add(new Envelope(
                        new Address.Group(members.room().audience()),
                        Envelope.PUSH,
                        caller.instanceID(),
                        push,
                        new Envelope.Reach(
                                members.room().version(), hearers.get(i).reach())));
            }
        }
        fanout.publish(envelopes);
    }

    static Envelope pushTo(Caller caller, long receiver, byte[] push) {
        return new Envelope(
                new Address.User(receiver),
                Envelope.PUSH,
                receiver == caller.tinyID() ? caller.instanceID() : null,
                push);
    }

    private void tellTwo(
            Caller caller, View view, Parties.Two two, List<StoredMessage> changed, List<Hearers> hearers, News news) {
        var envelopes = new ArrayList<Envelope>();
        for (var receiver : two.audience()) {
            var seen = new ArrayList<Message>();
            for (int i = 0; i < changed.size(); i++) {
                if (!hearers.get(i).others().contains(receiver.tinyID())) {
                    seen.add(view.show(changed.get(i), receiver.tinyID()));
                }
            }
            if (!seen.isEmpty()) {
                envelopes.add(
                        pushTo(caller, receiver.tinyID(), Frame.pushText(news.to(view, receiver, List.copyOf(seen)))));
            }
        }
        fanout.publish(envelopes);
    }
}
