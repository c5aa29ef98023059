package im.parley.server.conversation;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.conversation.Conversation;
import im.parley.protocol.conversation.ListConversations;
import im.parley.protocol.conversation.SetRemindType;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Users' lists of conversations as back ends get them.
public final class BackEndConversations {
    private final ConversationService conversations;
    private final OptionService options;
    private final Function<Long, Set<String>> pinned;

    /// @param pinned what a user calls the conversations that they have pinned, by account number
    BackEndConversations(ConversationService conversations, OptionService options, Function<Long, Set<String>> pinned) {
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
}
