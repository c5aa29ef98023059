package im.parley.sdk;

import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.conversation.ConversationGroup;
import im.parley.protocol.conversation.ConversationOptions;
import im.parley.protocol.conversation.OptionsUpdated;
import im.parley.protocol.conversation.ReceiveOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the user keeps about conversations, on the list or not. Each conversation comes whole with the
/// version of its last change, so it does not matter in which order news arrive; the version up to which all
/// news are here tells what to ask for. Confined to the chat's executor.
final class OptionBook {
    static final ReceiveOption NOT_QUIET = new ReceiveOption(Types.MSG_REMIND_ACPT_AND_NOTE, 0, 0, false, null);

    private static final Set<String> KEPT_BACK = Set.of(Types.MSG_REMIND_DISCARD, Types.NOT_RECEIVE_MSG_EXCEPT_AT);

    /// Hears of changes.
    interface Listener {
        /// A conversation is not what it was.
        void changed(String conversationID, ConversationOptions before, ConversationOptions after);

        /// Groups, conversations in them, or the option for all conversations may not be what they were.
        void news();

        /// News are missing.
        void gap();
    }

    private final Listener listener;
    private final Map<String, ConversationOptions> byConversation = new HashMap<>();
    private final TreeSet<Long> early = new TreeSet<>(); // versions that came before those between
    private long version; // everything up to it is here
    private List<ConversationGroup> groups = List.of();
    private ReceiveOption receiveOption = NOT_QUIET;
    private long newest; // version of the two above
    private boolean systemPinned; // pinConversation#3

    OptionBook(Listener listener) {
        this.listener = listener;
    }

    long version() {
        return version;
    }

    /// Whether news are missing.
    boolean isBehind() {
        return !early.isEmpty();
    }

    ConversationOptions of(String conversationID) {
        if (conversationID.equals(Types.CONV_SYSTEM)) {
            return none(conversationID, systemPinned);
        }
        return byConversation.getOrDefault(conversationID, none(conversationID, false));
    }

    private static ConversationOptions none(String conversationID, boolean isPinned) {
        return new ConversationOptions(
                conversationID, 0, isPinned, Types.MSG_REMIND_ACPT_AND_NOTE, List.of(), "", List.of());
    }

    /// Whether some of a conversation's messages do not come (`setMessageRemindType#3`).
    boolean isKeptBack(String conversationID) {
        return isKeptBack(of(conversationID)) || isTopicOfDiscarded(conversationID);
    }

    /// `setMessageRemindType#4`
    private boolean isTopicOfDiscarded(String conversationID) {
        return TopicIds.isTopic(conversationID)
                && of(TopicIds.community(conversationID)).messageRemindType().equals(Types.MSG_REMIND_DISCARD);
    }

    static boolean isKeptBack(ConversationOptions options) {
        return KEPT_BACK.contains(options.messageRemindType());
    }

    List<String> pinned() {
        return byConversation.values().stream()
                .filter(ConversationOptions::isPinned)
                .map(ConversationOptions::conversationID)
                .toList();
    }

    /// Names of the conversation groups, oldest first.
    List<String> groupNames() {
        return groups.stream().map(ConversationGroup::groupName).toList();
    }

    List<ConversationGroup> groups() {
        return groups;
    }

    /// Names of the groups that a conversation is in.
    List<String> groupsOf(ConversationOptions options) {
        return groups.stream()
                .filter(group -> options.groupIDList().contains(group.groupID()))
                .map(ConversationGroup::groupName)
                .toList();
    }

    ReceiveOption receiveOption() {
        return receiveOption;
    }

    void pinSystem(boolean isPinned) {
        var before = of(Types.CONV_SYSTEM);
        systemPinned = isPinned;
        listener.changed(Types.CONV_SYSTEM, before, of(Types.CONV_SYSTEM));
    }

    /// A conversation was deleted, or its group left, and its pin with it; the push that says so may be on its way.
    void unpinned(String conversationID) {
        byConversation.computeIfPresent(
                conversationID,
                (id, known) -> new ConversationOptions(
                        id,
                        known.version(),
                        false,
                        known.messageRemindType(),
                        known.markList(),
                        known.customData(),
                        known.groupIDList()));
    }

    /// A group or topic is over, and what was kept about it and its topics with it.
    void drop(String conversationID) {
        byConversation
                .keySet()
                .removeIf(id -> id.equals(conversationID)
                        || TopicIds.isTopic(id) && TopicIds.community(id).equals(conversationID));
    }

    /// One step that the server tells of, here or elsewhere.
    void updated(@Nullable OptionsUpdated step) {
        if (step == null) {
            return;
        }
        take(step);
        if (step.version() > version) {
            early.add(step.version());
        }
        advance();
        listener.news();
        if (isBehind()) {
            listener.gap();
        }
    }

    /// All that there is up to a version.
    void synced(OptionsUpdated page) {
        take(page);
        version = Math.max(version, page.version());
        advance();
        listener.news();
    }

    private void take(OptionsUpdated news) {
        var changed = new ArrayList<ConversationOptions>();
        for (var options : news.optionList()) {
            var before = of(options.conversationID());
            if (options.version() > before.version()) {
                byConversation.put(options.conversationID(), options);
                changed.add(before);
            }
        }
        if (news.version() >= newest) {
            newest = news.version();
            groups = List.copyOf(news.groupList());
            receiveOption = news.receiveOption();
        }
        changed.forEach(before -> listener.changed(before.conversationID(), before, of(before.conversationID())));
    }

    private void advance() {
        while (early.remove(version + 1)) {
            version++;
        }
        early.headSet(version, true).clear();
    }

    /// Which conversations are in which group, by its number.
    Map<Integer, Set<String>> members() {
        var members = new HashMap<Integer, Set<String>>();
        groups.forEach(group -> members.put(group.groupID(), new HashSet<>()));
        byConversation
                .values()
                .forEach(options -> options.groupIDList().forEach(group -> {
                    var in = members.get(group);
                    if (in != null) {
                        in.add(options.conversationID());
                    }
                }));
        return members;
    }

    void clear() {
        byConversation.clear();
        early.clear();
        version = 0;
        groups = List.of();
        receiveOption = NOT_QUIET;
        newest = 0;
        systemPinned = false;
    }
}
