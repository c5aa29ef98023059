package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.conversation.ConversationGroup;
import im.parley.protocol.conversation.ConversationOptions;
import im.parley.protocol.conversation.MarkConversations;
import im.parley.protocol.conversation.SetConversationData;
import im.parley.server.conversation.BackEndConversations.Edit;
import im.parley.server.conversation.BackEndConversations.Kept;
import im.parley.server.rest.Contacts.Contact;
import im.parley.server.rest.Contacts.GroupItem;
import im.parley.server.rest.Contacts.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Of service `recentcontact`: what users keep about their conversations.
final class ContactMarkCommands {
    private static final int MAX_MARKED = 100;
    private static final int MAX_SEARCHED = 300;

    private ContactMarkCommands() {}

    static void addTo(RestTable.Area<RestConversations> table) {
        table.on(Contacts.SERVICE, "mark_contact", Mark.class, ContactMarkCommands::mark)
                .on(Contacts.SERVICE, "search_contact_group", Search.class, ContactMarkCommands::search)
                .on(Contacts.SERVICE, "get_contact_group", Query.class, ContactMarkCommands::page);
    }

    /// @param markItem 1 to 100
    record Mark(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable List<MarkItem> markItem) {}

    /// @param optType 1: marks, 2: the app's data, 3: both
    /// @param clearMark numbers of marks: 0 to 3 and 32 to 63
    /// @param setMark likewise
    /// @param customMark the app's data, at most 256 bytes
    record MarkItem(
            @Nullable Integer optType,
            @Nullable Contact contactItem,
            @Nullable List<Integer> clearMark,
            @Nullable List<Integer> setMark,
            @Nullable String customMark) {
        private static final int MARKS = 1;
        private static final int DATA = 2;

        private ConversationId conversation() {
            if (contactItem == null) {
                throw new ChatException(Contacts.BAD_PARAMETER, "ContactItem is missing");
            }
            return contactItem.conversation();
        }

        private Edit edit() {
            if (optType == null || optType < MARKS || optType > MARKS + DATA) {
                throw new ChatException(Contacts.BAD_PARAMETER, "OptType is " + optType + ", expected 1, 2 or 3");
            }
            var hasMarks = (optType & MARKS) != 0;
            var hasData = (optType & DATA) != 0;
            return new Edit(
                    hasMarks ? marks("SetMark", setMark) : Set.of(),
                    hasMarks ? marks("ClearMark", clearMark) : Set.of(),
                    hasData ? data() : null);
        }

        private Set<Integer> marks(String field, @Nullable List<Integer> numbers) {
            return Contacts.refusing(() -> Check.elements(field, numbers, ErrorCode.INVALID_CONV_ID).stream()
                    .map(mark -> new MarkConversations(List.of(conversation().text()), mark, true).mark())
                    .collect(Collectors.toUnmodifiableSet()));
        }

        private String data() {
            if (customMark == null) {
                throw new ChatException(Contacts.BAD_PARAMETER, "CustomMark is missing for OptType " + optType);
            }
            return Contacts.refusing(
                    () -> new SetConversationData(List.of(conversation().text()), customMark).customData());
        }
    }

    record Marked(List<Outcome> resultItem, String errorDisplay) {}

    private static Marked mark(RestConversations area, Mark request) {
        var items = Contacts.list("MarkItem", request.markItem(), MAX_MARKED);
        var edits = new LinkedHashMap<String, Edit>();
        var conversations = new ArrayList<ConversationId>();
        for (var item : items) {
            conversations.add(item.conversation());
            if (edits.put(item.conversation().text(), item.edit()) != null) {
                throw new ChatException(
                        Contacts.BAD_PARAMETER,
                        "MarkItem names " + item.conversation().text() + " twice, expected each conversation once");
            }
        }
        var inNameOf = Contacts.inNameOf(area.users(), request.from());
        var failures = Contacts.refusing(() -> area.conversations().edit(inNameOf, edits));
        return new Marked(
                conversations.stream()
                        .map(conversation -> Outcome.of(null, conversation, failures))
                        .toList(),
                "");
    }

    /// @param contactItem 1 to 300
    record Search(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable List<Contact> contactItem) {}

    /// @param contactResultItem of those conversations that the user has
    /// @param groupItem all conversation groups of the user
    record Found(List<ContactResult> contactResultItem, List<GroupItem> groupItem, String errorDisplay) {}

    /// What is kept about a conversation.
    ///
    /// @param standardMark 64 digits, 1 at the number of each mark that is set
    record ContactResult(
            int type,
            @JsonProperty("To_Account") @Nullable String user,
            @JsonProperty("ToGroupId") @Nullable String groupID,
            String standardMark,
            String customMark,
            List<Integer> contactGroupId) {
        private static ContactResult of(ConversationOptions options, List<Integer> groups) {
            var conversation = ConversationId.parse(options.conversationID());
            var contact = Contact.of(conversation);
            return new ContactResult(
                    contact.user() == null ? Contacts.GROUP : Contacts.C2C,
                    contact.user(),
                    contact.groupID(),
                    IntStream.range(0, Long.SIZE)
                            .mapToObj(mark -> options.markList().contains(mark) ? "1" : "0")
                            .collect(Collectors.joining()),
                    options.customData(),
                    options.groupIDList().stream().filter(groups::contains).toList());
        }

        private boolean isEmpty() {
            return standardMark.indexOf('1') < 0 && customMark.isEmpty() && contactGroupId.isEmpty();
        }
    }

    private static List<ContactResult> results(Kept kept) {
        var groups = kept.groups().stream().map(ConversationGroup::groupID).toList();
        return kept.conversations().stream()
                .map(options -> ContactResult.of(options, groups))
                .toList();
    }

    private static Found search(RestConversations area, Search request) {
        var contacts = Contacts.list("ContactItem", request.contactItem(), MAX_SEARCHED);
        var kept = area.conversations()
                .kept(Contacts.user(area.users(), request.from()), Contacts.conversations(contacts, MAX_SEARCHED));
        return new Found(results(kept), Contacts.items(kept.groups()), "");
    }

    /// @param startIndex of the page, as the page before answered it; absent or 0: the first
    record Query(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable Long startIndex) {}

    /// @param contactItem with marks, data or groups
    /// @param completeFlag 1: there is no more
    record Page(
            List<ContactResult> contactItem,
            List<GroupItem> groupItem,
            int completeFlag,
            long nextStartIndex,
            String errorDisplay) {}

    private static Page page(RestConversations area, Query request) {
        long start = request.startIndex() == null ? 0 : request.startIndex();
        if (start < 0) {
            throw new ChatException(Contacts.BAD_PARAMETER, "StartIndex is " + start + ", expected 0 or more");
        }
        var kept = area.conversations().kept(Contacts.user(area.users(), request.from()), start);
        return new Page(
                results(kept).stream().filter(result -> !result.isEmpty()).toList(),
                Contacts.items(kept.groups()),
                kept.next() == 0 ? 1 : 0,
                kept.next(),
                "");
    }
}
