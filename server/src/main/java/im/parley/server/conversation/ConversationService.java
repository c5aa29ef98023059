package im.parley.server.conversation;

import im.parley.protocol.ChatException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.conversation.ClearHistory;
import im.parley.protocol.conversation.Conversation;
import im.parley.protocol.conversation.ConversationRead;
import im.parley.protocol.conversation.ConversationsDeleted;
import im.parley.protocol.conversation.DeleteConversations;
import im.parley.protocol.conversation.GetConversation;
import im.parley.protocol.conversation.HistoryCleared;
import im.parley.protocol.conversation.ListConversations;
import im.parley.protocol.conversation.ReadConversation;
import im.parley.protocol.group.Group;
import im.parley.protocol.message.MessageReadByPeer;
import im.parley.protocol.profile.GetProfiles;
import im.parley.protocol.profile.Profile;
import im.parley.server.fanout.Fanout;
import im.parley.server.message.MessageCalls;
import im.parley.server.message.Participants;
import im.parley.server.message.Participants.Timeline;
import im.parley.server.message.Rooms;
import im.parley.server.message.SystemAccount;
import im.parley.server.message.Timelines;
import im.parley.server.message.Views;
import im.parley.server.operation.Caller;
import im.parley.server.session.FirstPages;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import im.parley.server.users.ProfileService;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What users do with their list of conversations.
public final class ConversationService implements FirstPages {
    private static final long MILLIS = 1000;

    private final Timelines timelines;
    private final Participants participants;
    private final Views views;
    private final Rooms rooms;
    private final MessageCalls calls;
    private final Accounts accounts;
    private final ProfileService profiles;
    private final Settings settings;
    private final Fanout fanout;
    private final Clock clock;

    public ConversationService(
            Timelines timelines,
            Participants participants,
            Views views,
            Rooms rooms,
            MessageCalls calls,
            Accounts accounts,
            ProfileService profiles,
            Settings settings,
            Fanout fanout,
            Clock clock) {
        this.timelines = timelines;
        this.participants = participants;
        this.views = views;
        this.rooms = rooms;
        this.calls = calls;
        this.accounts = accounts;
        this.profiles = profiles;
        this.settings = settings;
        this.fanout = fanout;
        this.clock = clock;
    }

    ListConversations.Result list(Caller caller, ListConversations request) {
        long now = clock.millis();
        var cursor = ListCursor.parse(request.cursor());
        int most = settings.get(AppSettings.MAX_RECENT);
        int wanted = Math.min(Math.min(request.count(), Limits.CONVERSATION_PAGE), most - cursor.listed());
        if (wanted <= 0) {
            return new ListConversations.Result(List.of(), null, now);
        }
        var page = participants.list(caller.tinyID(), cursor.place(), views.oldestKept(), wanted);
        int listed = cursor.listed() + page.size();
        boolean more = page.size() == wanted && listed < most;
        return page(accounts.get(caller.userID()), page, people(page.stream()), listed, more, now);
    }

    @Override
    public Map<Account, ListConversations.Result> of(Map<Account, Integer> counts) {
        long now = clock.millis();
        int most = settings.get(AppSettings.MAX_RECENT);
        int count = Math.min(most, Collections.max(counts.values()));
        var tinyIDs = counts.keySet().stream().map(Account::tinyID).toList();
        var lists = participants.firstPages(tinyIDs, views.oldestKept(), count);
        var people = people(lists.values().stream().flatMap(List::stream));
        var pages = new HashMap<Account, ListConversations.Result>();
        counts.forEach((me, wanted) -> {
            var list = lists.getOrDefault(me.tinyID(), List.of());
            var page = list.subList(0, Math.min(wanted, list.size()));
            boolean more = page.size() == wanted && wanted < most;
            pages.put(me, page(me, page, people, page.size(), more, now));
        });
        return pages;
    }

    /// Peers, and in groups who wrote last.
    private Map<Long, Account> people(Stream<Timeline> timelines) {
        var people = timelines
                .map(timeline -> timeline.isGroup() ? timeline.lastSender() : timeline.peer())
                .filter(user -> user != 0)
                .collect(Collectors.toSet());
        return people.isEmpty() ? Map.of() : accounts.byTinyID(people);
    }

    private ListConversations.Result page(
            Account me, List<Timeline> page, Map<Long, Account> peers, int listed, boolean more, long now) {
        var next = more && !page.isEmpty() ? new ListCursor(page.getLast().place(), listed).text() : null;
        return new ListConversations.Result(conversations(me, page, peers), next, now);
    }

    private List<Conversation> conversations(Account me, List<Timeline> page, Map<Long, Account> peers) {
        var groups = groups(me, page);
        var conversations = new ArrayList<Conversation>(page.size());
        for (var timeline : page) {
            var peer = peers.get(timeline.peer());
            var group = groups.get(timeline.place().conversation());
            if (peer != null) {
                conversations.add(conversation(me, peer, timeline, partialProfile(peer)));
            } else if (group != null) {
                conversations.add(conversation(me, group, timeline));
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

    GetConversation.Result get(Caller caller, GetConversation request) {
        return switch (request.conversationID()) {
            case ConversationId.C2C(var peerID) -> {
                var profile = profiles.get(new GetProfiles(List.of(peerID))).stream()
                        .findFirst()
                        .orElseThrow(() ->
                                ErrorCode.USER_OR_GRP_NOT_FOUND.because("user \"" + peerID + "\" is not registered"));
                var me = accounts.get(caller.userID());
                var peer = accounts.get(peerID);
                yield new GetConversation.Result(timelines
                        .find(caller.tinyID(), peer.tinyID())
                        .flatMap(conversation -> participants.find(caller.tinyID(), conversation))
                        .map(timeline -> conversation(me, peer, timeline, profile))
                        .orElseGet(() -> empty(request.conversationID().text(), Types.CONV_C2C, profile)));
            }
            case ConversationId.System() -> {
                var me = accounts.get(caller.userID());
                var system = accounts.get(SystemAccount.USER_ID);
                yield new GetConversation.Result(timelines
                        .find(me.tinyID(), system.tinyID())
                        .flatMap(conversation -> participants.find(me.tinyID(), conversation))
                        .map(timeline -> conversation(me, system, timeline, null))
                        .orElseGet(() -> empty(Types.CONV_SYSTEM, Types.CONV_SYSTEM, null)));
            }
            case ConversationId.Group(var groupID) -> new GetConversation.Result(group(caller, groupID));
        };
    }

    private Conversation group(Caller caller, String groupID) {
        var me = accounts.get(caller.userID());
        var room = room(caller, groupID);
        var timeline = participants.find(me.tinyID(), room.conversation());
        var group = rooms.show(me.tinyID(), List.of(room.conversation())).get(room.conversation());
        if (timeline.isEmpty() || group == null) {
            throw ErrorCode.USER_OR_GRP_NOT_FOUND.because("group \"" + groupID + "\" is gone");
        }
        return conversation(me, group, timeline.orElseThrow());
    }

    private Rooms.Room room(Caller caller, String groupID) {
        try {
            return rooms.open(caller.tinyID(), groupID);
        } catch (ChatException refused) {
            throw ErrorCode.USER_OR_GRP_NOT_FOUND.because(
                    "there is no group \"" + groupID + "\" that the caller is in");
        }
    }

    ReadConversation.Result read(Caller caller, ReadConversation request) {
        var read = timeline(caller, request.conversationID())
                .flatMap(conversation -> participants.read(caller.tinyID(), conversation, request.sequence()))
                .orElseThrow(() -> notFound(request.conversationID()));
        if (read.moved()) {
            fanout.toUser(
                    caller.tinyID(),
                    caller.instanceID(),
                    new ConversationRead(request.conversationID().text(), read.sequence(), read.counter()));
            if (request.conversationID() instanceof ConversationId.C2C(var peer)) {
                fanout.toUser(
                        accounts.get(peer).tinyID(),
                        null,
                        new MessageReadByPeer(
                                new ConversationId.C2C(caller.userID()).text(), read.sequence(), read.time() / MILLIS));
            }
        }
        return new ReadConversation.Result(read.sequence(), read.counter());
    }

    DeleteConversations.Result delete(Caller caller, DeleteConversations request) {
        var byTimeline = new LinkedHashMap<Long, ConversationId>();
        for (var id : request.conversationIDList()) {
            timeline(caller, id).ifPresent(timeline -> byTimeline.put(timeline, id));
        }
        var hidden =
                participants.hide(caller.tinyID(), List.copyOf(byTimeline.keySet()), request.clearHistoryMessage());
        if (hidden.isEmpty()) {
            throw notFound(request.conversationIDList().getFirst());
        }
        var deleted = hidden.stream()
                .map(timeline -> Objects.requireNonNull(byTimeline.get(timeline)))
                .toList();
        if (settings.get(AppSettings.DELETE_SYNC)) {
            fanout.toUser(
                    caller.tinyID(),
                    caller.instanceID(),
                    new ConversationsDeleted(
                            deleted.stream().map(ConversationId::text).toList()));
        }
        return new DeleteConversations.Result(deleted);
    }

    ClearHistory.Result clearHistory(Caller caller, ClearHistory request) {
        var cleared = timeline(caller, request.conversationID())
                .flatMap(conversation -> participants.clear(caller.tinyID(), conversation, request.upTo()))
                .orElseThrow(() -> notFound(request.conversationID()));
        fanout.toUser(
                caller.tinyID(),
                caller.instanceID(),
                new HistoryCleared(request.conversationID().text(), cleared.sequence(), cleared.counter()));
        return new ClearHistory.Result(cleared.sequence(), cleared.counter());
    }

    /// Empty where the caller has no such conversation.
    private Optional<Long> timeline(Caller caller, ConversationId conversation) {
        return switch (conversation) {
            case ConversationId.C2C(var peer) ->
                accounts.find(peer).flatMap(account -> timelines.find(caller.tinyID(), account.tinyID()));
            case ConversationId.System() -> timelines.find(caller.tinyID(), SystemAccount.TINY_ID);
            case ConversationId.Group(var groupID) -> {
                try {
                    yield Optional.of(rooms.open(caller.tinyID(), groupID).conversation());
                } catch (ChatException refused) {
                    yield Optional.empty();
                }
            }
        };
    }

    private static RuntimeException notFound(ConversationId conversation) {
        return ErrorCode.CONV_NOT_FOUND.because("there is no conversation \"" + conversation.text() + '"');
    }

    private static Conversation conversation(Account me, Account peer, Timeline timeline, @Nullable Profile profile) {
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
                timeline.lastMessage(me, peer),
                isSystem ? null : profile,
                null,
                null);
    }

    private Conversation conversation(Account me, Group group, Timeline timeline) {
        return new Conversation(
                new ConversationId.Group(group.groupID()).text(),
                Types.CONV_GROUP,
                timeline.lastSequence(),
                timeline.lastChange(),
                timeline.unreadCounter(),
                timeline.readCounter(),
                timeline.uncounted(),
                timeline.readSequence(),
                0,
                0,
                timeline.lastMessage(group.groupID(), accounts),
                null,
                group,
                calls.of(me, timeline));
    }

    private static Conversation empty(String conversationID, String type, @Nullable Profile profile) {
        return new Conversation(conversationID, type, 0, 0, 0, 0, List.of(), 0, 0, 0, null, profile, null, null);
    }

    private static Profile partialProfile(Account account) {
        return new Profile(
                account.userID(), account.nick(), "", 0, "", "", "", 0, account.avatar(), 0, "", 0, 0, 0, List.of());
    }
}
