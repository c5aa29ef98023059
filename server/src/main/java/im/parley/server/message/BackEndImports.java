package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Types;
import im.parley.protocol.message.MediaPayload;
import im.parley.protocol.message.MessageReceived;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.fanout.Fanout;
import im.parley.server.operation.Frame;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Takes over what was said in another system, with the times it had there. Since time never falls along a
/// timeline, a conversation takes nothing that is older than its newest message: what is imported in its order,
/// before the users go on, has its own times. Who is online gets it like any message; no phone rings and no back
/// end is told. Safe for use by many threads.
public final class BackEndImports {
    private static final long MILLIS = 1000;
    private static final long UINT32 = 0xffff_ffffL;
    private static final long STRIDE = 0x9e37_79b9L; // odd, so that every random number has its turn
    private static final String UNPUSHED = Objects.requireNonNull(Extras.of(OfflinePushInfo.disabled()));

    private final Jdbi jdbi;
    private final Accounts accounts;
    private final Timelines timelines;
    private final Rooms rooms;
    private final MessageChecks checks;
    private final Consumer<MediaPayload> files;
    private final ObjLongConsumer<Collection<String>> used;
    private final Fanout fanout;
    private final LogFollower follower;
    private final Clock clock;

    /// @param files throws a [ChatException] for a payload that names others than uploaded files
    /// @param used told which files are to be kept as long as messages of a time are
    public BackEndImports(
            Jdbi jdbi,
            Accounts accounts,
            Timelines timelines,
            Rooms rooms,
            MessageChecks checks,
            Consumer<MediaPayload> files,
            ObjLongConsumer<Collection<String>> used,
            Fanout fanout,
            LogFollower follower,
            Clock clock) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.timelines = timelines;
        this.rooms = rooms;
        this.checks = checks;
        this.files = files;
        this.used = used;
        this.fanout = fanout;
        this.follower = follower;
        this.clock = clock;
    }

    /// What was said.
    ///
    /// @param random of the first message, the others get the next ones; other numbers where one of these said
    ///     something else in that second
    /// @param time seconds since 1970
    /// @param contents each a message of its own
    /// @param isUnread whether it counts as unread
    /// @param isShown whether lists show it as the last message
    public record Said(
            Account sender,
            long random,
            long time,
            List<Content> contents,
            @Nullable String cloudCustomData,
            boolean isUnread,
            boolean isShown) {
        private long clientId(int index) {
            return Draft.clientId(new MessageId(sender.tinyID(), time, (random + index) & UINT32));
        }

        private List<Long> clientIds() {
            return IntStream.range(0, contents.size()).mapToObj(this::clientId).toList();
        }

        /// The same under another random number, always the same one.
        private Said otherwise() {
            return new Said(sender, (random + STRIDE) & UINT32, time, contents, cloudCustomData, isUnread, isShown);
        }
    }

    /// What became of it.
    public sealed interface Outcome {}

    /// @param sequence of the first message, now or when it was imported before
    /// @param time seconds since 1970
    public record Stored(long sequence, long time) implements Outcome {}

    /// It is older than the conversation's newest message, or not yet.
    ///
    /// @param newest seconds since 1970, of that message
    /// @param now seconds since 1970
    public record BadTime(long newest, long now) implements Outcome {}

    /// @throws ChatException for a content that no message may have
    public Outcome toUser(Said said, Account receiver) {
        var sender = said.sender();
        long conversation = Objects.requireNonNull(
                timelines.begin(sender.tinyID(), List.of(receiver.tinyID())).get(receiver.tinyID()));
        var parties = Parties.Two.of(sender, receiver, accounts);
        boolean isCounted = said.isUnread() && sender.tinyID() != receiver.tinyID();
        boolean isFromLow = sender.tinyID() == parties.low().tinyID();
        return store(
                said,
                new Place(conversation, parties, "", isCounted && !isFromLow ? 1 : 0, isCounted && isFromLow ? 1 : 0));
    }

    /// @throws ChatException as above, [ErrorCode#GROUP_NOT_FOUND], [ErrorCode#GROUP_PERMISSION_DENIED] for a
    ///     live room, [ErrorCode#MSG_SEND_GRP_WITH_TOPIC_FAIL] for a community whose conversations are topics
    public Outcome toRoom(Said said, String groupID) {
        var admission = rooms.admit(List.of(post(said.sender(), groupID))).getFirst();
        return switch (admission) {
            case Rooms.Refused(var why) -> throw why;
            case Rooms.Admitted(var room, var nameCard) -> {
                if (room.isLive()) {
                    throw ErrorCode.GROUP_PERMISSION_DENIED.because(
                            "\"" + groupID + "\" is a live room, of which nothing is stored");
                }
                yield store(
                        said,
                        new Place(
                                room.conversation(),
                                new Parties.Members(room, accounts),
                                nameCard,
                                0,
                                said.isUnread() && room.countsUnread() ? 1 : 0));
            }
        };
    }

    private static Rooms.Post post(Account sender, String groupID) {
        return new Rooms.Post(
                sender.tinyID(), sender.userID(), groupID, false, null, false, Types.MSG_PRIORITY_NORMAL, true);
    }

    /// Where it goes.
    ///
    /// @param nameCard the sender's name there; empty: none
    /// @param low see [LockedAppend.Row]
    /// @param high see [LockedAppend.Row]
    private record Place(long conversation, Parties parties, String nameCard, int low, int high) {}

    /// A timeline's head.
    ///
    /// @param lastTime milliseconds since 1970
    private record Head(long lastTime, long version) {}

    private Outcome store(Said said, Place place) {
        said.contents().forEach(content -> checks.check(content, said.cloudCustomData(), files));
        keepFiles(said);
        var done = jdbi.inTransaction(handle -> store(handle, said, place));
        if (!done.messages().isEmpty()) {
            tell(said, place, done);
        }
        return done.outcome();
    }

    /// Before they are named: nobody looks for files in messages of that time any more.
    private void keepFiles(Said said) {
        var uuids = said.contents().stream()
                .flatMap(content -> MediaReferences.uuids(content.payload().toString()))
                .toList();
        if (!uuids.isEmpty()) {
            used.accept(uuids, clock.millis());
        }
    }

    /// @param version of the room
    /// @param messages those that are new
    private record Done(Outcome outcome, long version, List<StoredMessage> messages) {}

    private Done store(Handle handle, Said said, Place place) {
        var head = lock(handle, place.conversation());
        // other systems may have said two things under one number in one second; what is imported twice takes the
        // same steps both times
        var free = said;
        for (var taken = find(handle, free, place); !taken.isEmpty(); taken = find(handle, free, place)) {
            var same = taken.get(free.clientId(0));
            if (same != null && same.says(free)) {
                return new Done(same.outcome(), head.version(), List.of());
            }
            free = free.otherwise();
        }
        return append(handle, free, place, head);
    }

    private Done append(Handle handle, Said said, Place place, Head head) {
        long now = clock.millis() / MILLIS;
        long newest = head.lastTime() / MILLIS;
        if (said.time() > now || said.time() < newest) {
            return new Done(new BadTime(newest, now), head.version(), List.of());
        }
        var messages = new ArrayList<StoredMessage>();
        for (int i = 0; i < said.contents().size(); i++) {
            messages.add(LockedAppend.append(handle, row(said, i, place)));
        }
        return new Done(stored(messages.getFirst()), head.version(), messages);
    }

    private static Stored stored(StoredMessage message) {
        return new Stored(message.sequence(), message.time() / MILLIS);
    }

    private static Head lock(Handle handle, long conversation) {
        return handle.createQuery("SELECT last_time, version FROM conversation WHERE id = :id FOR NO KEY UPDATE")
                .bind("id", conversation)
                .map((row, context) -> new Head(row.getLong(1), row.getLong(2)))
                .findOne()
                .orElseThrow(() -> ErrorCode.GROUP_NOT_FOUND.because("the group has ended"));
    }

    /// What is stored under a number that an element would have.
    private record Taken(
            Stored outcome,
            String type,
            String payload,
            @Nullable String custom) {
        boolean says(Said said) {
            var first = said.contents().getFirst();
            return type.equals(first.type())
                    && payload.equals(first.payload().toString())
                    && Objects.equals(custom, said.cloudCustomData());
        }
    }

    /// @return by client ID
    private static Map<Long, Taken> find(Handle handle, Said said, Place place) {
        return handle.createQuery("""
                        SELECT client_id, sequence, time, type, payload, cloud_custom_data FROM message
                        WHERE conversation_id = :conversation AND sender = :sender AND client_id = ANY (:clients)
                        """)
                .bind("conversation", place.conversation())
                .bind("sender", said.sender().tinyID())
                .bind("clients", said.clientIds().toArray(Long[]::new))
                .map((row, context) -> Map.entry(
                        row.getLong(1),
                        new Taken(
                                new Stored(row.getLong(2), row.getLong(3) / MILLIS),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static LockedAppend.Row row(Said said, int index, Place place) {
        return new LockedAppend.Row(
                place.conversation(),
                said.sender().tinyID(),
                said.clientId(index),
                said.time() * MILLIS,
                Flags.ofImport(said.isUnread(), said.isShown()),
                said.contents().get(index),
                said.cloudCustomData(),
                Extras.with(UNPUSHED, place.nameCard(), 0),
                place.low(),
                place.high());
    }

    /// The sequences of all who are there go on without a hole.
    private void tell(Said said, Place place, Done done) {
        var envelopes = new ArrayList<Envelope>();
        for (var message : done.messages()) {
            var push = Frame.pushText(
                    new MessageReceived(WireMessages.of(message, place.parties(), WireMessages.ANYBODY)));
            switch (place.parties()) {
                case Parties.Two two ->
                    two.audience()
                            .forEach(user -> envelopes.add(
                                    new Envelope(new Address.User(user.tinyID()), Envelope.PUSH, null, push)));
                case Parties.Members(var room, var known) -> {
                    var talk = new Envelope.Talk(
                            place.conversation(), room.audience(), said.sender().tinyID(), false, Set.of());
                    var reach = new Envelope.Reach(
                            done.version(), room.under(done.version()).place(message.sequence()));
                    envelopes.add(
                            new Envelope(new Address.Group(room.audience()), Envelope.PUSH, null, push, reach, talk));
                }
            }
        }
        fanout.publish(envelopes);
        follower.changed(place.conversation());
    }
}
