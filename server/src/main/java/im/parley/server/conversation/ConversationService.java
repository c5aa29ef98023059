package im.parley.server.conversation;

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
import im.parley.protocol.message.MessageReadByPeer;
import im.parley.protocol.profile.GetProfiles;
import im.parley.protocol.profile.Profile;
import im.parley.server.fanout.Fanout;
import im.parley.server.message.Participants;
import im.parley.server.message.Participants.Timeline;
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
    private final Accounts accounts;
    private final ProfileService profiles;
    private final Settings settings;
    private final Fanout fanout;
    private final Clock clock;

    public ConversationService(
            Timelines timelines,
            Participants participants,
            Views views,
            Accounts accounts,
            ProfileService profiles,
            Settings settings,
            Fanout fanout,
            Clock clock) {
        this.timelines = timelines;
        this.participants = participants;
        this.views = views;
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
        return page(accounts.get(caller.userID()), page, peers(page.stream()), listed, more, now);
    }

    @Override
    public Map<Account, ListConversations.Result> of(Map<Account, Integer> counts) {
        long now = clock.millis();
        int most = settings.get(AppSettings.MAX_RECENT);
        int count = Math.min(most, Collections.max(counts.values()));
        var tinyIDs = counts.keySet().stream().map(Account::tinyID).toList();
        var lists = participants.firstPages(tinyIDs, views.oldestKept(), count);
        var peers = peers(lists.values().stream().flatMap(List::stream));
        var pages = new HashMap<Account, ListConversations.Result>();
        counts.forEach((me, wanted) -> {
            var list = lists.getOrDefault(me.tinyID(), List.of());
            var page = list.subList(0, Math.min(wanted, list.size()));
            boolean more = page.size() == wanted && wanted < most;
            pages.put(me, page(me, page, peers, page.size(), more, now));
        });
        return pages;
    }

    private Map<Long, Account> peers(Stream<Timeline> timelines) {
        return accounts.byTinyID(timelines.map(Timeline::peer).collect(Collectors.toSet()));
    }

    private static ListConversations.Result page(
            Account me, List<Timeline> page, Map<Long, Account> peers, int listed, boolean more, long now) {
        var next = more && !page.isEmpty() ? new ListCursor(page.getLast().place(), listed).text() : null;
        return new ListConversations.Result(conversations(me, page, peers), next, now);
    }

    private static List<Conversation> conversations(Account me, List<Timeline> page, Map<Long, Account> peers) {
        var conversations = new ArrayList<Conversation>(page.size());
        for (var timeline : page) {
            var peer = peers.get(timeline.peer());
            if (peer != null) {
                conversations.add(conversation(me, peer, timeline, partialProfile(peer)));
            }
        }
        return conversations;
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
            case ConversationId.System() ->
                new GetConversation.Result(empty(Types.CONV_SYSTEM, Types.CONV_SYSTEM, null));
            case ConversationId.Group(var group) ->
                throw ErrorCode.USER_OR_GRP_NOT_FOUND.because("group \"" + group + "\" does not exist");
        };
    }

    ReadConversation.Result read(Caller caller, ReadConversation request) {
        var peer = peer(request.conversationID());
        var read = peer.flatMap(account -> timelines.find(caller.tinyID(), account.tinyID()))
                .flatMap(conversation -> participants.read(caller.tinyID(), conversation, request.sequence()))
                .orElseThrow(() -> notFound(request.conversationID()));
        if (read.moved()) {
            fanout.toUser(
                    caller.tinyID(),
                    caller.instanceID(),
                    new ConversationRead(request.conversationID().text(), read.sequence(), read.counter()));
            fanout.toUser(
                    peer.orElseThrow().tinyID(),
                    null,
                    new MessageReadByPeer(
                            new ConversationId.C2C(caller.userID()).text(), read.sequence(), read.time() / MILLIS));
        }
        return new ReadConversation.Result(read.sequence(), read.counter());
    }

    DeleteConversations.Result delete(Caller caller, DeleteConversations request) {
        var byTimeline = new LinkedHashMap<Long, ConversationId>();
        for (var id : request.conversationIDList()) {
            peer(id).flatMap(account -> timelines.find(caller.tinyID(), account.tinyID()))
                    .ifPresent(timeline -> byTimeline.put(timeline, id));
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
        if (request.conversationID() instanceof ConversationId.System) {
            return new ClearHistory.Result(0, 0); // it has no notices before there are groups
        }
        var cleared = peer(request.conversationID())
                .flatMap(account -> timelines.find(caller.tinyID(), account.tinyID()))
                .flatMap(conversation -> participants.clear(caller.tinyID(), conversation, request.upTo()))
                .orElseThrow(() -> notFound(request.conversationID()));
        fanout.toUser(
                caller.tinyID(),
                caller.instanceID(),
                new HistoryCleared(request.conversationID().text(), cleared.sequence(), cleared.counter()));
        return new ClearHistory.Result(cleared.sequence(), cleared.counter());
    }

    private Optional<Account> peer(ConversationId conversation) {
        return conversation instanceof ConversationId.C2C(var peer) ? accounts.find(peer) : Optional.empty();
    }

    private static RuntimeException notFound(ConversationId conversation) {
        return ErrorCode.CONV_NOT_FOUND.because("there is no conversation \"" + conversation.text() + '"');
    }

    private static Conversation conversation(Account me, Account peer, Timeline timeline, Profile profile) {
        return new Conversation(
                new ConversationId.C2C(peer.userID()).text(),
                Types.CONV_C2C,
                timeline.lastSequence(),
                timeline.lastChange(),
                timeline.unreadCounter(),
                timeline.readCounter(),
                timeline.revokedUnread(),
                timeline.readSequence(),
                timeline.peerReadSequence(),
                timeline.peerReadTime() / MILLIS,
                timeline.lastMessage(me, peer),
                profile);
    }

    private static Conversation empty(String conversationID, String type, @Nullable Profile profile) {
        return new Conversation(conversationID, type, 0, 0, 0, 0, List.of(), 0, 0, 0, null, profile);
    }

    private static Profile partialProfile(Account account) {
        return new Profile(
                account.userID(), account.nick(), "", 0, "", "", "", 0, account.avatar(), 0, "", 0, 0, 0, List.of());
    }
}
