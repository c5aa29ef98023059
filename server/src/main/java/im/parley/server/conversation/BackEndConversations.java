package im.parley.server.conversation;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.conversation.Conversation;
import im.parley.protocol.conversation.ListConversations;
import im.parley.protocol.conversation.SetRemindType;
import im.parley.server.message.ReadPositions;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Users' lists of conversations as back ends get them.
public final class BackEndConversations {
    private final ConversationService conversations;
    private final OptionService options;
    private final Function<Long, Set<String>> pinned;
    private final ReadPositions positions;
    private final Jdbi jdbi;

    /// @param pinned what a user calls the conversations that they have pinned, by account number
    BackEndConversations(
            ConversationService conversations,
            OptionService options,
            Function<Long, Set<String>> pinned,
            ReadPositions positions,
            Jdbi jdbi) {
        this.positions = positions;
        this.jdbi = jdbi;
        this.conversations = conversations;
        this.options = options;
        this.pinned = pinned;
    }

    /// One conversation on a list.
    ///
    /// @param conversation its `lastMessage` is null where there is none
    public record Listed(Conversation conversation, boolean isPinned) {}

    /// All that the user's list holds, pinned ones first, then the one with the newest message first.
    public List<Listed> of(Account user) {
        var caller = new Administrator(user.tinyID(), user.userID());
        var all = new ArrayList<Conversation>();
        @Nullable String cursor = null;
        do {
            var page = conversations.list(caller, new ListConversations(cursor, Limits.CONVERSATION_PAGE));
            all.addAll(page.conversationList());
            cursor = page.cursor();
        } while (cursor != null);
        var pins = pinned.apply(user.tinyID());
        var seen = new HashSet<String>();
        return all.stream()
                .filter(one -> seen.add(one.conversationID())) // a pinned one comes with the first page, too
                .map(one -> new Listed(one, pins.contains(one.conversationID())))
                .sorted(Comparator.comparing((Listed one) -> !one.isPinned())) // keeps the order else
                .toList();
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
