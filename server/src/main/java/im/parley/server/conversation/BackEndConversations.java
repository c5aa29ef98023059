package im.parley.server.conversation;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.conversation.ConversationFailure;
import im.parley.protocol.conversation.ConversationGroup;
import im.parley.protocol.conversation.ConversationOptions;
import im.parley.protocol.conversation.DeleteConversationGroup;
import im.parley.protocol.conversation.DeleteConversations;
import im.parley.protocol.conversation.OptionsResult;
import im.parley.protocol.conversation.RenameConversationGroup;
import im.parley.protocol.conversation.SetRemindType;
import im.parley.server.message.ReadPositions;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/// What users keep about their conversations, as back ends get and change it: in the name of the user, whose
/// instances hear of it.
public final class BackEndConversations {
    private final ConversationService conversations;
    private final ConversationLookup lookup;
    private final ConversationGroups groups;
    private final OptionService options;
    private final ReadPositions positions;
    private final Jdbi jdbi;

    BackEndConversations(
            ConversationService conversations,
            ConversationLookup lookup,
            ConversationGroups groups,
            OptionService options,
            ReadPositions positions,
            Jdbi jdbi) {
        this.conversations = conversations;
        this.lookup = lookup;
        this.groups = groups;
        this.options = options;
        this.positions = positions;
        this.jdbi = jdbi;
    }

    /// See [DeleteConversations].
    public void delete(Administrator inNameOf, DeleteConversations request) {
        conversations.delete(inNameOf, request);
    }

    /// A conversation group, and which conversations could not be sorted.
    public record Sorted(ConversationGroup group, List<ConversationFailure> failures) {}

    /// Makes a conversation group where there is none of the name, and puts conversations into it.
    public Sorted createGroup(Administrator inNameOf, String name, List<String> conversationIDs) {
        var result = groups.create(inNameOf, name, conversationIDs);
        return new Sorted(group(inNameOf, name), failures(result));
    }

    private static List<ConversationFailure> failures(OptionsResult result) {
        return Objects.requireNonNullElse(result.failureList(), List.of());
    }

    /// Puts conversations into a conversation group and takes others out.
    public Sorted sort(Administrator inNameOf, String name, List<String> into, List<String> outOf) {
        var failures = new ArrayList<ConversationFailure>();
        if (!into.isEmpty()) {
            failures.addAll(failures(groups.add(inNameOf, name, into)));
        }
        if (!outOf.isEmpty()) {
            failures.addAll(failures(groups.remove(inNameOf, name, outOf)));
        }
        return new Sorted(group(inNameOf, name), failures);
    }

    /// See [RenameConversationGroup].
    public ConversationGroup renameGroup(Administrator inNameOf, RenameConversationGroup request) {
        groups.rename(inNameOf, request);
        return group(inNameOf, request.newName());
    }

    /// @return what was deleted
    public List<ConversationGroup> deleteGroups(Administrator inNameOf, List<DeleteConversationGroup> requests) {
        var names = requests.stream().map(DeleteConversationGroup::groupName).toList();
        var existing = groups(inNameOf.tinyID()).stream()
                .filter(group -> names.contains(group.groupName()))
                .toList();
        requests.forEach(request -> groups.delete(inNameOf, request));
        return existing;
    }

    private ConversationGroup group(Administrator inNameOf, String name) {
        return groups(inNameOf.tinyID()).stream()
                .filter(group -> group.groupName().equals(name))
                .findFirst()
                .orElseThrow(() -> ConversationGroups.unknown("groupName", name));
    }

    private List<ConversationGroup> groups(long user) {
        return jdbi.withHandle(handle -> OptionStore.groups(handle, user));
    }

    /// What to change of what is kept about a conversation.
    ///
    /// @param set numbers of marks
    /// @param clear numbers of marks
    /// @param customData null: stays
    public record Edit(
            Set<Integer> set, Set<Integer> clear, @Nullable String customData) {
        private Options apply(Options options) {
            var edited = options;
            for (int mark : clear) {
                edited = edited.marked(mark, false);
            }
            for (int mark : set) {
                edited = edited.marked(mark, true);
            }
            return customData == null ? edited : edited.with(customData);
        }
    }

    /// @param edits by conversation ID
    /// @return which conversations the user does not have
    public List<ConversationFailure> edit(Administrator inNameOf, Map<String, Edit> edits) {
        var changes = new LinkedHashMap<String, UnaryOperator<Options>>();
        edits.forEach((conversation, edit) -> changes.put(conversation, edit::apply));
        return failures(options.edit(inNameOf, changes));
    }

    /// What a user keeps about conversations.
    ///
    /// @param groups all conversation groups of the user
    /// @param next where the next page begins; 0: there is none
    public record Kept(List<ConversationOptions> conversations, List<ConversationGroup> groups, long next) {}

    /// About these conversations; those that the user does not have are left out.
    public Kept kept(Account user, List<ConversationId> conversations) {
        var caller = new Administrator(user.tinyID(), user.userID());
        var timelines = lookup.existing(caller, conversations);
        return jdbi.withHandle(handle -> {
            var known = OptionStore.of(handle, user.tinyID(), timelines.values());
            var all = new ArrayList<ConversationOptions>();
            timelines.forEach((name, timeline) -> all.add(
                    known.getOrDefault(timeline, Options.none(timeline, name)).show()));
            return new Kept(all, OptionStore.groups(handle, user.tinyID()), 0);
        });
    }

    /// About all conversations about which anything was ever kept, in the order in which it last changed.
    ///
    /// @param after the `next` of the page before; 0: the first page
    public Kept kept(Account user, long after) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            var page = OptionStore.since(handle, user.tinyID(), after, Limits.CONVERSATION_OPTIONS_PAGE);
            return new Kept(
                    page.stream().map(Options::show).toList(),
                    OptionStore.groups(handle, user.tinyID()),
                    page.size() < Limits.CONVERSATION_OPTIONS_PAGE
                            ? 0
                            : page.getLast().version());
        });
    }

    /// Says how a member of a group wants to hear of its messages; their instances are told.
    ///
    /// @param remindType a `MSG_REMIND_…` value
    /// @throws im.parley.protocol.ChatException [ErrorCode#MEMBER_NOT_IN_GRP] for who is no member
    public void remind(Account member, String groupID, String remindType) {
        var conversation = new ConversationId.Group(groupID).text();
        var result = options.setRemindType(
                new Administrator(member.tinyID(), member.userID()),
                new SetRemindType(List.of(conversation), remindType));
        if (result.failureList() != null && !result.failureList().isEmpty()) {
            throw ErrorCode.MEMBER_NOT_IN_GRP.because(
                    "user \"" + member.userID() + "\" is not in group \"" + groupID + '"');
        }
    }

    /// What a user keeps about the conversation of a group.
    ///
    /// @param remindType a `MSG_REMIND_…` or `NOT_RECEIVE_…` value
    /// @param readSequence of the last message that they read
    public record Own(String remindType, long readSequence) {
        /// Of who keeps nothing.
        public static final Own NOTHING = new Own(RemindType.NOTIFY.wireName(), 0);
    }

    /// By timeline; those that the user does not take part in are left out.
    public Map<Long, Own> own(Account user, Collection<Long> timelines) {
        var options = jdbi.withHandle(handle -> OptionStore.of(handle, user.tinyID(), timelines));
        var own = new HashMap<Long, Own>();
        positions.of(user.tinyID(), timelines).forEach((timeline, sequence) -> {
            var kept = options.get(timeline);
            var type = kept == null ? RemindType.NOTIFY : kept.remindType();
            own.put(timeline, new Own(type.wireName(), sequence));
        });
        return own;
    }
}
