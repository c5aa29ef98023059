package im.parley.server.conversation;

import im.parley.protocol.ConversationId;
import im.parley.protocol.Types;
import im.parley.protocol.conversation.Conversation;
import im.parley.protocol.group.Group;
import im.parley.protocol.profile.Profile;
import im.parley.server.message.MessageCalls;
import im.parley.server.message.Rooms;
import im.parley.server.message.SystemAccount;
import im.parley.server.message.Timeline;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Timelines as their users get to see them: with names and profiles instead of account numbers.
final class ConversationViews {
    private static final long MILLIS = 1000;

    private final Rooms rooms;
    private final MessageCalls calls;
    private final Accounts accounts;

    ConversationViews(Rooms rooms, MessageCalls calls, Accounts accounts) {
        this.rooms = rooms;
        this.calls = calls;
        this.accounts = accounts;
    }

    /// Peers, and in groups who wrote last.
    Map<Long, Account> people(Stream<Timeline> timelines) {
        var people = timelines
                .map(timeline -> timeline.isGroup() ? timeline.lastSender() : timeline.peer())
                .filter(user -> user != 0)
                .collect(Collectors.toSet());
        return people.isEmpty() ? Map.of() : accounts.byTinyID(people);
    }

    /// A list; what the user has lost sight of is left out.
    ///
    /// @param peers of [#people]
    List<Conversation> conversations(Account me, List<Timeline> page, Map<Long, Account> peers) {
        var groups = groups(me, page);
        var conversations = new ArrayList<Conversation>(page.size());
        for (var timeline : page) {
            var peer = peers.get(timeline.peer());
            var group = groups.get(timeline.place().conversation());
            if (peer != null) {
                conversations.add(conversation(me, peer, timeline, partialProfile(peer)));
            } else if (group != null) {
                conversations.add(conversation(me, group.groupID(), group, timeline));
            }
        }
        return conversations;
    }

    private Map<Long, Group> groups(Account me, List<Timeline> page) {
        var timelinesOfGroups = page.stream()
                .filter(Timeline::isGroup)
                .map(timeline -> timeline.place().conversation())
                .toList();
        return timelinesOfGroups.isEmpty() ? Map.of() : rooms.show(me.tinyID(), timelinesOfGroups);
    }

    /// The talk with one user.
    Conversation conversation(Account me, Account peer, Timeline timeline, @Nullable Profile profile) {
        boolean isSystem = peer.tinyID() == SystemAccount.TINY_ID;
        return new Conversation(
                isSystem ? Types.CONV_SYSTEM : new ConversationId.C2C(peer.userID()).text(),
                isSystem ? Types.CONV_SYSTEM : Types.CONV_C2C,
                timeline.lastSequence(),
                timeline.lastChange(),
                timeline.unreadCounter(),
                timeline.readCounter(),
                timeline.uncounted(),
                timeline.readSequence(),
                timeline.peerReadSequence(),
                timeline.peerReadTime() / MILLIS,
                timeline.lastMessage(me, peer, accounts),
                isSystem ? null : profile,
                null,
                null);
    }

    /// The talk in a group or topic.
    ///
    /// @param group null for a topic
    Conversation conversation(Account me, String groupID, @Nullable Group group, Timeline timeline) {
        return new Conversation(
                new ConversationId.Group(groupID).text(),
                Types.CONV_GROUP,
                timeline.lastSequence(),
                timeline.lastChange(),
                timeline.unreadCounter(),
                timeline.readCounter(),
                timeline.uncounted(),
                timeline.readSequence(),
                0,
                0,
                timeline.lastMessage(groupID, accounts),
                null,
                group,
                calls.of(me, timeline));
    }

    /// One in which nobody ever wrote.
    static Conversation empty(String conversationID, String type, @Nullable Profile profile) {
        return new Conversation(conversationID, type, 0, 0, 0, 0, List.of(), 0, 0, 0, null, profile, null, null);
    }

    static Profile partialProfile(Account account) {
        return new Profile(
                account.userID(),
                account.nick(),
                "",
                0,
                "",
                "",
                Types.ALLOW_TYPE_ALLOW_ANY,
                0,
                account.avatar(),
                0,
                Types.FORBID_TYPE_NONE,
                0,
                0,
                0,
                List.of());
    }
}
