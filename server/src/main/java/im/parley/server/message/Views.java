package im.parley.server.message;

import im.parley.protocol.ConversationId;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Finds the timeline that a caller means and what they may see of it.
public final class Views {
    private final Accounts accounts;
    private final Timelines timelines;
    private final Participants participants;
    private final Rooms rooms;
    private final Settings settings;
    private final Clock clock;

    public Views(
            Accounts accounts,
            Timelines timelines,
            Participants participants,
            Rooms rooms,
            Settings settings,
            Clock clock) {
        this.accounts = accounts;
        this.timelines = timelines;
        this.participants = participants;
        this.rooms = rooms;
        this.settings = settings;
        this.clock = clock;
    }

    /// Empty where nobody ever wrote.
    ///
    /// @throws im.parley.protocol.ChatException when there is no such group or the caller is no member
    Optional<View> find(Caller caller, ConversationId conversation) {
        return switch (conversation) {
            case ConversationId.C2C(var peer) -> accounts.findEver(peer).flatMap(account -> find(caller, account));
            case ConversationId.System() ->
                accounts.find(SystemAccount.USER_ID).flatMap(account -> find(caller, account));
            case ConversationId.Group(var group) -> Optional.of(find(caller, rooms.open(caller.tinyID(), group)));
        };
    }

    Rooms rooms() {
        return rooms;
    }

    /// What the caller may see of the same room now.
    ///
    /// @throws im.parley.protocol.ChatException when it is gone or the caller is no member any more
    View findAgain(Caller caller, View before) {
        var name = before.parties().to(caller.tinyID());
        return caller instanceof Administrator admin
                ? ofRoom(admin, name)
                : find(caller, rooms.open(caller.tinyID(), name));
    }

    /// A room of which an administrator sees all.
    ///
    /// @throws im.parley.protocol.ChatException when there is no such group or topic
    View ofRoom(Administrator admin, String groupID) {
        var room = rooms.openAny(groupID);
        return new View(room.conversation(), new Parties.Members(room, accounts), admin.tinyID(), 0, 0, oldestKept());
    }

    /// What two users wrote to each other, of which an administrator sees all; empty where neither ever wrote.
    Optional<View> ofPair(Administrator admin, Account one, Account other) {
        return timelines
                .find(one.tinyID(), other.tinyID())
                .map(conversation -> new View(
                        conversation, Parties.Two.of(one, other, accounts), admin.tinyID(), 0, 0, oldestKept()));
    }

    /// Any timeline, all of it; empty where it does not exist any more.
    Optional<View> ofConversation(Administrator admin, MessageFeed.Head head) {
        if (head.isRoom()) {
            return rooms.name(head.conversation()).map(name -> ofRoom(admin, name));
        }
        var known = accounts.byTinyID(List.of(head.low(), head.high()));
        var low = known.get(head.low());
        var high = known.get(head.high());
        return low == null || high == null
                ? Optional.empty()
                : Optional.of(new View(
                        head.conversation(), new Parties.Two(low, high, accounts), admin.tinyID(), 0, 0, oldestKept()));
    }

    private View find(Caller caller, Rooms.Room room) {
        var hidden = participants.hidden(caller.tinyID(), room.conversation());
        return new View(
                room.conversation(),
                new Parties.Members(room, accounts),
                caller.tinyID(),
                hidden.cleared(),
                hidden.deleted(),
                oldestKept());
    }

    private Optional<View> find(Caller caller, Account peer) {
        return participants
                .part(caller.tinyID(), peer.tinyID())
                .map(part -> new View(
                        part.conversation(),
                        Parties.Two.of(accounts.get(caller.userID()), peer, accounts),
                        caller.tinyID(),
                        part.hidden().cleared(),
                        part.hidden().deleted(),
                        oldestKept()));
    }

    /// Milliseconds since 1970 before which messages count as gone; 0 where they are kept for ever.
    public long oldestKept() {
        int days = settings.get(AppSettings.RETENTION_DAYS);
        return days == 0 ? 0 : clock.millis() - Duration.ofDays(days).toMillis();
    }
}
