package im.parley.server.conversation;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.conversation.ConversationFailure;
import im.parley.protocol.conversation.ConversationRead;
import im.parley.protocol.conversation.MarkConversations;
import im.parley.protocol.conversation.OptionsResult;
import im.parley.protocol.conversation.OptionsUpdated;
import im.parley.protocol.conversation.PinConversation;
import im.parley.protocol.conversation.ReceiveOption;
import im.parley.protocol.conversation.SetConversationData;
import im.parley.protocol.conversation.SetReceiveOption;
import im.parley.protocol.conversation.SetRemindType;
import im.parley.protocol.conversation.SyncOptions;
import im.parley.server.conversation.ConversationLookup.Target;
import im.parley.server.conversation.OptionChanges.Changed;
import im.parley.server.fanout.Fanout;
import im.parley.server.message.Participants;
import im.parley.server.message.ReadPositions;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// What users keep about their conversations: pins, reminders, marks and the app's data. Each user's
/// instances see the same of it: whoever was away asks for what changed since the version that it knows.
public final class OptionService {
    private final Jdbi jdbi;
    private final ConversationLookup lookup;
    private final OptionChanges changes;
    private final Participants participants;
    private final ReadPositions positions;
    private final Settings settings;
    private final Fanout fanout;

    OptionService(
            Jdbi jdbi,
            ConversationLookup lookup,
            OptionChanges changes,
            Participants participants,
            ReadPositions positions,
            Settings settings,
            Fanout fanout) {
        this.jdbi = jdbi;
        this.lookup = lookup;
        this.changes = changes;
        this.participants = participants;
        this.positions = positions;
        this.settings = settings;
        this.fanout = fanout;
    }

    SyncOptions.Result sync(Caller caller, SyncOptions known) {
        long me = caller.tinyID();
        // one snapshot of the database, so that the version goes with what it stands for
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            var user = OptionStore.user(handle, me);
            if (user.version() <= known.version()) {
                return new SyncOptions.Result(null, true);
            }
            var page = OptionStore.since(handle, me, known.version(), Limits.CONVERSATION_OPTIONS_PAGE);
            var upTo = page.size() < Limits.CONVERSATION_OPTIONS_PAGE
                    ? user.version()
                    : page.getLast().version();
            return new SyncOptions.Result(
                    new OptionsUpdated(
                            upTo,
                            page.stream().map(Options::show).toList(),
                            OptionStore.groups(handle, me),
                            user.receiveOption()),
                    upTo == user.version());
        });
    }

    OptionsResult pin(Caller caller, PinConversation request) {
        var target = target(caller, request.conversationID().text());
        var result = changes.change(caller, List.of(), (handle, user) -> {
            var changed =
                    OptionChanges.edit(handle, caller, List.of(target), options -> options.pinned(request.isPinned()));
            int most = settings.get(AppSettings.MAX_PINNED);
            if (request.isPinned()
                    && !changed.conversations().isEmpty()
                    && OptionStore.countPinned(handle, caller.tinyID()) >= most) {
                throw ErrorCode.INVALID_CONV_ID.because(most + " conversations are pinned, expected fewer");
            }
            return changed;
        });
        if (request.isPinned() && result.changes() != null) {
            participants.show(caller.tinyID(), target.timeline());
        }
        return result;
    }

    /// Takes the pins off conversations that leave the list; else they would come back at once.
    void unpin(Caller caller, Map<Long, String> timelines) {
        var targets = timelines.entrySet().stream()
                .map(entry -> new Target(entry.getKey(), entry.getValue(), null))
                .toList();
        changes.change(
                caller,
                (String) null,
                (handle, user) -> OptionChanges.edit(handle, caller, targets, options -> options.pinned(false)));
    }

    OptionsResult setRemindType(Caller caller, SetRemindType request) {
        var type = RemindType.of(request.messageRemindType());
        var found = lookup.resolve(caller, request.conversationIDList());
        var failures = new ArrayList<>(found.failures());
        var targets = new ArrayList<Target>();
        for (var target : found.targets()) {
            if (target.room() == null ? type.isForRooms() : target.room().isLive()) {
                failures.add(notFor(target, type));
            } else {
                targets.add(target);
            }
        }
        var ended = new HashSet<Long>(); // where messages come again
        var result = changes.edit(caller, targets, failures, options -> {
            if (options.remindType() == RemindType.DISCARD && type != RemindType.DISCARD) {
                ended.add(options.timeline());
            }
            return options.reminding(type);
        });
        skip(caller, targets, ended);
        return result;
    }

    private static ConversationFailure notFor(Target target, RemindType type) {
        var code = target.room() == null ? ErrorCode.INVALID_CONV_ID : ErrorCode.OPERATION_NOT_SUPPORTED_IN_AV;
        return ConversationLookup.failure(
                target.name(),
                code.because("messageRemindType is " + type.wireName() + ", expected another for " + target.name()));
    }

    /// What came while nobody wanted to hear of it is not new afterwards.
    private void skip(Caller caller, List<Target> targets, Collection<Long> timelines) {
        for (var target : targets) {
            if (timelines.contains(target.timeline())) {
                positions
                        .skip(caller.tinyID(), target.timeline())
                        .ifPresent(read -> fanout.toUser(
                                caller.tinyID(),
                                null,
                                new ConversationRead(target.name(), read.sequence(), read.counter())));
            }
        }
    }

    OptionsResult mark(Caller caller, MarkConversations request) {
        settings.checkEnabled(AppSettings.CONVERSATION_MARKS);
        var found = lookup.resolve(caller, request.conversationIDList());
        return changes.edit(
                caller,
                found.targets(),
                found.failures(),
                options -> options.marked(request.mark(), request.enableMark()));
    }

    OptionsResult setCustomData(Caller caller, SetConversationData request) {
        var found = lookup.resolve(caller, request.conversationIDList());
        return changes.edit(caller, found.targets(), found.failures(), options -> options.with(request.customData()));
    }

    /// Changes marks and the app's data, of each conversation in a way of its own.
    ///
    /// @param edits by conversation ID
    OptionsResult edit(Caller caller, Map<String, UnaryOperator<Options>> edits) {
        settings.checkEnabled(AppSettings.CONVERSATION_MARKS);
        var found = lookup.resolve(caller, List.copyOf(edits.keySet()));
        return changes.edit(
                caller,
                found.targets(),
                found.failures(),
                options -> Objects.requireNonNull(edits.get(options.name())).apply(options));
    }

    OptionsResult setReceiveOption(Caller caller, SetReceiveOption request) {
        var option = new ReceiveOption(
                request.messageRemindType(),
                request.startTime(),
                request.endTime(),
                request.isRepeated(),
                request.timeZone());
        return changes.change(caller, List.of(), (handle, user) -> {
            OptionStore.setReceiveOption(handle, caller.tinyID(), option);
            return new Changed(List.of(), !option.equals(user.receiveOption()));
        });
    }

    private Target target(Caller caller, String conversationID) {
        var found = lookup.resolve(caller, List.of(conversationID));
        if (!found.failures().isEmpty()) {
            throw ErrorCode.CONV_NOT_FOUND.because(found.failures().getFirst().message());
        }
        return found.targets().getFirst();
    }
}
