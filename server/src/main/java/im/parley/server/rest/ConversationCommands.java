package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.ChatException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.conversation.DeleteConversations;
import im.parley.server.conversation.BackEndLists.Cursor;
import im.parley.server.conversation.BackEndLists.Listed;
import im.parley.server.conversation.BackEndLists.Pins;
import im.parley.server.message.ListPages.Spot;
import im.parley.server.rest.Contacts.Contact;
import im.parley.server.rest.Sns.Done;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Service `recentcontact`: users' conversations.
final class ConversationCommands {
    private static final int PAGE = 100;
    private static final int PINS_FIRST = 1;
    private static final int EMPTY_TOO = 2;
    private static final int PINS_IN_PAGES = 4;

    private ConversationCommands() {}

    static void addTo(RestTable.Area<RestConversations> table) {
        table.on(Contacts.SERVICE, "get_list", Query.class, ConversationCommands::list)
                .on(Contacts.SERVICE, "delete", Delete.class, ConversationCommands::delete);
    }

    /// The four cursors are as the page before answered them; absent or 0: the first page.
    ///
    /// @param assistFlags 1: pinned ones first; 2: also those without messages; 4: pinned ones in pages, too;
    ///     to be added up
    record Query(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable Long timeStamp,
            @Nullable Long startIndex,
            @Nullable Long topTimeStamp,
            @Nullable Long topStartIndex,
            @Nullable Integer assistFlags) {
        private static Spot spot(String prefix, @Nullable Long timeStamp, @Nullable Long startIndex) {
            long index = number(prefix + "StartIndex", startIndex);
            if (timeStamp == null && index > 0) {
                throw new ChatException(
                        Contacts.BAD_PARAMETER,
                        prefix + "TimeStamp is missing, expected as the page before answered it");
            }
            return new Spot(number(prefix + "TimeStamp", timeStamp), index);
        }

        private static long number(String field, @Nullable Long number) {
            if (number != null && number < 0) {
                throw new ChatException(Contacts.BAD_PARAMETER, field + " is " + number + ", expected 0 or more");
            }
            return number == null ? 0 : number;
        }

        private Cursor cursor() {
            return new Cursor(spot("Top", topTimeStamp, topStartIndex), spot("", timeStamp, startIndex));
        }

        private Pins pins() {
            if (!has(PINS_FIRST)) {
                return Pins.AMONG_OTHERS;
            }
            return has(PINS_IN_PAGES) ? Pins.FIRST_IN_PAGES : Pins.FIRST;
        }

        private boolean has(int flag) {
            return assistFlags != null && (assistFlags & flag) != 0;
        }
    }

    /// The four cursors ask for the next page: two say where the pinned ones ended, two where the others did.
    ///
    /// @param completeFlag 1: there is no more
    record Page(
            List<Session> sessionItem,
            int completeFlag,
            long timeStamp,
            long startIndex,
            long topTimeStamp,
            long topStartIndex,
            String errorDisplay) {}

    /// @param type 1 a user, 2 a group
    /// @param msgTime seconds since 1970 of the newest message; 0: none
    /// @param topFlag 1: pinned
    record Session(
            int type,
            @JsonProperty("To_Account") @Nullable String user,
            @JsonProperty("GroupId") @Nullable String groupID,
            long msgTime,
            int topFlag) {
        private static Session of(int type, @Nullable String user, @Nullable String groupID, Listed listed) {
            var last = listed.conversation().lastMessage();
            return new Session(type, user, groupID, last == null ? 0 : last.time(), listed.isPinned() ? 1 : 0);
        }
    }

    private static Page list(RestConversations area, Query request) {
        var user = Contacts.user(area.users(), request.from());
        var page = area.lists().page(user, request.pins(), request.cursor(), PAGE);
        var sessions = new ArrayList<Session>();
        for (var listed : page.list()) {
            if (listed.conversation().lastMessage() == null && !request.has(EMPTY_TOO)) {
                continue;
            }
            switch (ConversationId.parse(listed.conversation().conversationID())) {
                case ConversationId.C2C(var peer) -> sessions.add(Session.of(Contacts.C2C, peer, null, listed));
                case ConversationId.Group(var group) -> sessions.add(Session.of(Contacts.GROUP, null, group, listed));
                case ConversationId.System() -> {} // back ends know no such conversation
            }
        }
        var next = page.next();
        return new Page(
                sessions,
                page.isLast() ? 1 : 0,
                next.others().second(),
                next.others().conversation(),
                next.pins().second(),
                next.pins().conversation(),
                "");
    }

    /// @param type 1 a user, 2 a group
    /// @param clearRamble 1: the history so far, too
    record Delete(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable Integer type,
            @JsonProperty("To_Account") @Nullable String user,
            @JsonProperty("ToGroupid") @Nullable String groupID,
            @Nullable Integer clearRamble) {}

    private static Done delete(RestConversations area, Delete request) {
        var contact = new Contact(request.type(), request.user(), request.groupID());
        var inNameOf = Contacts.inNameOf(area.users(), request.from());
        return Contacts.refusing(() -> {
            area.conversations()
                    .delete(
                            inNameOf,
                            new DeleteConversations(
                                    List.of(contact.conversation()), RestSend.isOn(request.clearRamble())));
            return Done.DONE;
        });
    }
}
