package im.parley.server.conversation;

import im.parley.protocol.conversation.ConversationFailure;
import im.parley.protocol.conversation.OptionsResult;
import im.parley.protocol.conversation.OptionsUpdated;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.conversation.ConversationLookup.Target;
import im.parley.server.fanout.Fanout;
import im.parley.server.fanout.Reminders;
import im.parley.server.operation.Caller;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Changes of what users keep about conversations: one transaction each, in which everything of the user is
/// locked, then told to the user's other instances and to the nodes that serve them.
final class OptionChanges {
    /// Signal: a user wants to hear of other messages than before.
    private static final String WISHES = "conversation.wishes";

    private final Jdbi jdbi;
    private final Fanout fanout;

    OptionChanges(Jdbi jdbi, Fanout fanout) {
        this.jdbi = jdbi;
        this.fanout = fanout;
        fanout.onSignal(WISHES, this::onWishes);
    }

    /// What happens inside the transaction.
    interface Change {
        /// @param user as before
        Changed make(Handle handle, OptionStore.User user);
    }

    /// @param conversations those that are not what they were
    /// @param isMore whether groups or the option for all conversations changed
    record Changed(List<Options> conversations, boolean isMore) {}

    /// Changes what is kept about conversations, each by itself; where nothing becomes another, nothing is
    /// told.
    OptionsResult edit(
            Caller caller,
            Collection<Target> targets,
            List<ConversationFailure> failures,
            UnaryOperator<Options> edit) {
        return change(caller, failures, (handle, user) -> edit(handle, caller, targets, edit));
    }

    /// The same within a change.
    static Changed edit(Handle handle, Caller caller, Collection<Target> targets, UnaryOperator<Options> edit) {
        var known = OptionStore.of(
                handle, caller.tinyID(), targets.stream().map(Target::timeline).toList());
        return new Changed(
                targets.stream()
                        .map(target -> {
                            var before = known.getOrDefault(
                                    target.timeline(), Options.none(target.timeline(), target.name()));
                            var after = edit.apply(before);
                            return after.equals(before) ? null : after;
                        })
                        .filter(Objects::nonNull)
                        .toList(),
                false);
    }

    OptionsResult change(Caller caller, List<ConversationFailure> failures, Change change) {
        return new OptionsResult(change(caller, caller.instanceID(), change), failures);
    }

    /// @param exceptInstance is told by the answer to its call; null: none is
    @Nullable
    OptionsUpdated change(Caller caller, @Nullable String exceptInstance, Change change) {
        var told = jdbi.inTransaction(handle -> store(handle, caller, change));
        if (told == null) {
            return null;
        }
        if (told.wishes() != null) {
            fanout.signal(new Address.User(caller.tinyID()), WISHES, encode(told.wishes()));
        }
        fanout.toUser(caller.tinyID(), exceptInstance, told.update());
        return told.update();
    }

    private static @Nullable Told store(Handle handle, Caller caller, Change change) {
        long me = caller.tinyID();
        var user = OptionStore.lock(handle, me);
        var before = OptionStore.wishes(handle, List.of(me)).get(me);
        var changed = change.make(handle, user);
        if (changed.conversations().isEmpty() && !changed.isMore()) {
            return null;
        }
        var version = user.version() + 1;
        var conversations = changed.conversations().stream()
                .map(options -> options.at(version))
                .toList();
        OptionStore.put(handle, me, conversations);
        OptionStore.setVersion(handle, me, version);
        var wishes =
                Objects.requireNonNull(OptionStore.wishes(handle, List.of(me)).get(me));
        return new Told(
                new OptionsUpdated(
                        version,
                        conversations.stream().map(Options::show).toList(),
                        OptionStore.groups(handle, me),
                        OptionStore.user(handle, me).receiveOption()),
                before != null && before.timelines().equals(wishes.timelines()) ? null : wishes);
    }

    /// @param wishes null: those that are known
    private record Told(OptionsUpdated update, Reminders.@Nullable Wishes wishes) {}

    private void onWishes(Envelope signal) {
        if (signal.to() instanceof Address.User(long tinyID)) {
            fanout.reminders().changed(tinyID, decode(signal.body()));
        }
    }

    private static byte[] encode(Reminders.Wishes wishes) {
        var bytes = ByteBuffer.allocate(Long.BYTES + wishes.timelines().size() * (Long.BYTES + 1));
        bytes.putLong(wishes.version());
        wishes.timelines().forEach((timeline, reach) -> bytes.putLong(timeline).put((byte) reach.ordinal()));
        return bytes.array();
    }

    private static Reminders.Wishes decode(byte[] body) {
        var bytes = ByteBuffer.wrap(body);
        long version = bytes.getLong();
        var timelines = new HashMap<Long, Reminders.Reach>();
        while (bytes.hasRemaining()) {
            timelines.put(bytes.getLong(), Reminders.Reach.values()[bytes.get()]);
        }
        return new Reminders.Wishes(version, timelines);
    }
}
