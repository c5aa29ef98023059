package im.parley.sdk;

import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All conversations with their groups, their order and the sum of what is unread; tells the app when
/// something of it has changed, and only then (`compat#16`). Confined to the chat's executor, but for the
/// total.
final class ConversationBook {
    /// News of one blink of an eye make one event.
    private static final Duration GATHER = Duration.ofMillis(16);

    private static final Comparator<ConversationState> NEWEST_FIRST = Comparator.comparingLong(
                    ConversationState::lastTime)
            .thenComparingLong(ConversationState::touched)
            .reversed();

    private final Io io;
    private final SerialExecutor work;
    private final Emitter emitter;
    private final UnaryOperator<String> remarks;
    private final GroupBook groups;
    private final OptionBook options;
    private final TopicBook topics;
    private final Map<String, ConversationState> states = new HashMap<>();
    private final Map<String, Long> removed = new HashMap<>(); // when, in changes

    private volatile int total;
    private long changes; // grows with each change, across logins
    private boolean announced; // the app has heard of the list
    private boolean gathering;
    private List<Conversation> told = List.of();
    private List<Group> toldGroups = List.of();
    private int toldTotal;

    /// @param remarks what the user calls a peer; empty: nothing
    ConversationBook(
            Io io,
            SerialExecutor work,
            Emitter emitter,
            UnaryOperator<String> remarks,
            GroupBook groups,
            OptionBook options) {
        this.io = io;
        this.work = work;
        this.emitter = emitter;
        this.remarks = remarks;
        this.groups = groups;
        this.options = options;
        this.topics = new TopicBook(this::find, id -> options.of(id).messageRemindType());
    }

    TopicBook topics() {
        return topics;
    }

    int total() {
        return total;
    }

    void clear() {
        states.clear();
        removed.clear();
        total = 0;
        announced = false;
        told = List.of();
        toldGroups = List.of();
        toldTotal = 0;
    }

    /// Whether the conversation was taken off the list after a point in time.
    boolean removedSince(String conversationID, long moment) {
        return removed.getOrDefault(conversationID, 0L) > moment;
    }

    /// A point in time to compare with.
    long now() {
        return changes;
    }

    @Nullable
    ConversationState find(String conversationID) {
        return states.get(conversationID);
    }

    List<Conversation> list() {
        return states.values().stream()
                .filter(state -> !state.isTopic())
                .sorted(Comparator.comparing((ConversationState state) ->
                                !options.of(state.conversationID).isPinned())
                        .thenComparing(NEWEST_FIRST)) // getConversationList#11
                .map(this::show)
                .toList();
    }

    Collection<ConversationState> states() {
        return List.copyOf(states.values());
    }

    /// What the app sees of a conversation.
    Conversation show(ConversationState state) {
        var kept = options.of(state.conversationID);
        return state.show(
                kept,
                options.groupsOf(kept),
                state.type.equals(Types.CONV_C2C) ? remarks.apply(state.toAccount()) : "",
                state.type.equals(Types.CONV_GROUP) ? groups.find(state.toAccount()) : null);
    }

    /// Groups as their conversations have them.
    List<Group> groups() {
        return groups.list(states::get).stream().map(this::reminding).toList();
    }

    /// Communities with topics, which have none.
    List<Group> communities() {
        return groups.communities().stream().map(this::reminding).toList();
    }

    /// A group as its conversation has it.
    Group show(Group group) {
        return reminding(GroupBook.shown(group, states::get));
    }

    private Group reminding(Group group) {
        return group.reminding(options.of(Types.CONV_GROUP + group.groupID()).messageRemindType());
    }

    /// A conversation was deleted by this instance, or its group left, and its pin with it.
    void unpinned(String conversationID) {
        options.unpinned(conversationID);
    }

    /// What is kept about conversations is not what it was.
    void optionsChanged() {
        total = states.values().stream().mapToInt(this::inTotal).sum();
        news();
    }

    /// How many messages of a conversation the sum over all has (`getTotalUnreadMessageCount#1`).
    private int inTotal(ConversationState state) {
        var type = options.of(state.conversationID).messageRemindType();
        return type.equals(Types.MSG_REMIND_ACPT_AND_NOTE) ? state.unreadInTotal() : 0;
    }

    /// What friends are called may have changed.
    void remarksChanged() {
        news();
    }

    /// Changes a conversation; an unknown one is created.
    void change(String conversationID, Consumer<ConversationState> change) {
        var state = states.computeIfAbsent(conversationID, ConversationState::new);
        var before = inTotal(state);
        change.accept(state);
        total += inTotal(state) - before;
        news();
    }

    /// The same, and it is the newest of its second.
    void touch(String conversationID, Consumer<ConversationState> change) {
        change(conversationID, state -> {
            state.touch(++changes);
            change.accept(state);
        });
    }

    void removeIf(Predicate<ConversationState> which) {
        for (ConversationState state : List.copyOf(states.values())) {
            if (which.test(state)) {
                states.remove(state.conversationID);
                removed.put(state.conversationID, ++changes);
                total -= inTotal(state);
                if (state.type.equals(Types.CONV_GROUP)) {
                    groups.deleted(state.toAccount(), state.lastTime());
                }
                news();
            }
        }
    }

    /// The group or topic is over, and another one may get its ID, of which neither its conversation nor what is
    /// kept about that, or about its topics, says anything.
    void drop(String conversationID) {
        var state = states.remove(conversationID);
        if (state != null) {
            total -= inTotal(state);
        }
        options.drop(conversationID);
        news();
    }

    /// The first sync is done: from now on the app hears of changes, and of what there is at once.
    void announce() {
        announced = true;
        tell();
    }

    /// Something of it, or of the groups, may be another now.
    void news() {
        if (announced && !gathering) {
            gathering = true;
            io.after(GATHER, work, () -> {
                gathering = false;
                tell();
            });
        }
    }

    private void tell() {
        if (!announced) {
            return;
        }
        var list = list();
        if (!list.equals(told)) {
            told = list;
            emitter.emit(Events.CONVERSATION_LIST_UPDATED, list);
        }
        var groupList = groups();
        var known = Stream.concat(groupList.stream(), communities().stream()) // those have no other event
                .toList();
        if (!known.equals(toldGroups)) {
            toldGroups = known;
            emitter.emit(Events.GROUP_LIST_UPDATED, groupList);
        }
        topics.news()
                .forEach(topic -> emitter.emit(
                        Events.TOPIC_UPDATED, new Events.TopicUpdated(TopicIds.community(topic.topicID()), topic)));
        if (total != toldTotal) {
            toldTotal = total;
            emitter.emit(Events.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, total);
        }
    }
}
