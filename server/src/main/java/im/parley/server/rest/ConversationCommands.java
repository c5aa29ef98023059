package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.ChatException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.conversation.DeleteConversations;
import im.parley.server.conversation.BackEndConversations.Listed;
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

    private ConversationCommands() {}

    static void addTo(RestTable.Area<RestConversations> table) {
        table.on(Contacts.SERVICE, "get_list", Query.class, ConversationCommands::list)
                .on(Contacts.SERVICE, "delete", Delete.class, ConversationCommands::delete);
    }

    /// @param startIndex of the page, as the page before answered it; absent or 0: the first
    /// @param assistFlags 1: pinned ones first; 2: also those without messages; both may be added
    record Query(
            @JsonProperty("From_Account") @Nullable String from,
            @Nullable Integer startIndex,
            @Nullable Integer assistFlags) {
        Query {
            if (startIndex != null && startIndex < 0) {
                throw new ChatException(Contacts.BAD_PARAMETER, "StartIndex is " + startIndex + ", expected 0 or more");
            }
        }

        private boolean has(int flag) {
            return assistFlags != null && (assistFlags & flag) != 0;
        }
    }

    /// @param completeFlag 1: there is no more
    /// @param startIndex asks for the next page; what the other three ask for is in it
    record Page(
            List<Session> sessionItem,
            int completeFlag,
            long timeStamp,
            int startIndex,
            long topTimeStamp,
            int topStartIndex,
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
        var sessions = new ArrayList<Session>();
        for (var listed : area.conversations().of(user)) {
            if (listed.conversation().lastMessage() == null && !request.has(EMPTY_TOO)) {
                continue;
            }
            switch (ConversationId.parse(listed.conversation().conversationID())) {
                case ConversationId.C2C(var peer) -> sessions.add(Session.of(Contacts.C2C, peer, null, listed));
                case ConversationId.Group(var group) -> sessions.add(Session.of(Contacts.GROUP, null, group, listed));
                case ConversationId.System() -> {} // back ends know no such conversation
            }
        }
        if (!request.has(PINS_FIRST)) {
            sessions.sort((one, other) -> Long.compare(other.msgTime(), one.msgTime()));
        }
        int from = Math.min(request.startIndex() == null ? 0 : request.startIndex(), sessions.size());
        int to = Math.min(from + PAGE, sessions.size());
        var page = List.copyOf(sessions.subList(from, to));
        long last = page.isEmpty() ? 0 : page.getLast().msgTime();
        return new Page(page, to == sessions.size() ? 1 : 0, last, to, 0, 0, "");
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
