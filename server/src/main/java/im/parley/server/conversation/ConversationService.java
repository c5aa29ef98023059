package im.parley.server.conversation;

import im.parley.protocol.ChatException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.conversation.ClearHistory;
import im.parley.protocol.conversation.Conversation;
import im.parley.protocol.conversation.ConversationsDeleted;
import im.parley.protocol.conversation.DeleteConversations;
import im.parley.protocol.conversation.GetConversation;
import im.parley.protocol.conversation.HistoryCleared;
import im.parley.protocol.conversation.ListConversations;
import im.parley.protocol.profile.GetProfiles;
import im.parley.server.fanout.Fanout;
import im.parley.server.message.Participants;
import im.parley.server.message.Rooms;
import im.parley.server.message.SystemAccount;
import im.parley.server.message.Timeline;
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
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What users do with their list of conversations.
public final class ConversationService implements FirstPages {
    /// Which timelines users have pinned, by user.
    interface Pins {
        Map<Long, List<Long>> of(Collection<Long> tinyIDs);
    }

    private final Timelines timelines;
    private final Participants participants;
    private final Views views;
    private final Rooms rooms;
    private final ConversationLookup lookup;
    private final ConversationViews shows;
    private final OptionService options;
    private final Pins pins;
    private final Accounts accounts;
    private final ProfileService profiles;
    private final Settings settings;
    private final Fanout fanout;
    private final Clock clock;

    ConversationService(
            Timelines timelines,
            Participants participants,
            Views views,
            Rooms rooms,
            ConversationLookup lookup,
            ConversationViews shows,
            OptionService options,
            Pins pins,
            Accounts accounts,
            ProfileService profiles,
            Settings settings,
            Fanout fanout,
            Clock clock) {
        this.timelines = timelines;
        this.participants = participants;
        this.views = views;
        this.rooms = rooms;
        this.lookup = lookup;
        this.shows = shows;
        this.options = options;
        this.pins = pins;
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
        long me = caller.tinyID();
        var found = participants.list(me, cursor.place(), views.oldestKept(), wanted);
        var page = found.subList(0, fitting(found));
        int listed = cursor.listed() + page.size();
        boolean more = page.size() < found.size() || found.size() == wanted && listed < most;
        var others = cursor.listed() > 0
                ? List.<Timeline>of()
                : pinned(Map.of(me, page), List.of(me)).getOrDefault(me, List.of());
        var people = shows.people(Stream.concat(page.stream(), others.stream()));
        return page(accounts.get(caller.userID()), page, others, people, listed, more, now);
    }

    /// How many of these make a page that a slow link can take.
    private static int fitting(List<Timeline> found) {
        int count = 0;
        long size = 0;
        for (var timeline : found) {
            size += timeline.lastSize();
            if (count >= Limits.FIRST_CONVERSATIONS && size > Limits.CONVERSATION_PAGE_BYTES) {
                break;
            }
            count++;
        }
        return count;
    }

    @Override
    public Map<Account, ListConversations.Result> of(Map<Account, Integer> counts) {
        long now = clock.millis();
        int most = settings.get(AppSettings.MAX_RECENT);
        int count = Math.min(most, Collections.max(counts.values()));
        var tinyIDs = counts.keySet().stream().map(Account::tinyID).toList();
        var lists = participants.firstPages(tinyIDs, views.oldestKept(), count);
        var first = new HashMap<Long, List<Timeline>>();
        counts.forEach((me, wanted) -> {
            var list = lists.getOrDefault(me.tinyID(), List.of());
            first.put(me.tinyID(), list.subList(0, Math.min(wanted, list.size())));
        });
        var others = pinned(first, tinyIDs);
        var people = shows.people(
                Stream.of(first, others).flatMap(each -> each.values().stream()).flatMap(List::stream));
        var pages = new HashMap<Account, ListConversations.Result>();
        counts.forEach((me, wanted) -> {
            var page = Objects.requireNonNull(first.get(me.tinyID()));
            boolean more = page.size() == wanted && wanted < most;
            pages.put(me, page(me, page, others.getOrDefault(me.tinyID(), List.of()), people, page.size(), more, now));
        });
        return pages;
    }

    private ListConversations.Result page(
            Account me,
            List<Timeline> page,
            List<Timeline> others,
            Map<Long, Account> peers,
            int listed,
            boolean more,
            long now) {
        var next = more && !page.isEmpty() ? new ListCursor(page.getLast().place(), listed).text() : null;
        var shown = Stream.concat(page.stream(), others.stream()).toList();
        return new ListConversations.Result(shows.conversations(me, shown, peers), next, now);
    }

    /// Pinned timelines that a first page lacks, by user: they are old or have no messages, and are on the
    /// list all the same.
    private Map<Long, List<Timeline>> pinned(Map<Long, List<Timeline>> pages, Collection<Long> users) {
        var missing = new HashMap<Long, List<Long>>();
        pins.of(users).forEach((user, timelines) -> {
            var listed = pages.getOrDefault(user, List.of()).stream()
                    .map(timeline -> timeline.place().conversation())
                    .collect(Collectors.toSet());
            var rest = timelines.stream()
                    .filter(timeline -> !listed.contains(timeline))
                    .toList();
            if (!rest.isEmpty()) {
                missing.put(user, rest);
            }
        });
        return missing.isEmpty() ? Map.of() : participants.find(missing);
    }

    /// Topics as a member of their community sees them; those that the user takes no part in are left out.
    ///
    /// @param topicIDs by timeline
    Map<Long, Conversation> topics(Account me, Map<Long, String> topicIDs) {
        var seen = new HashMap<Long, Conversation>();
        var found = participants.find(me.tinyID(), topicIDs.keySet());
        shows.people(found.stream()); // known from here on
        for (var timeline : found) {
            var topic = timeline.place().conversation();
            seen.put(topic, shows.conversation(me, Objects.requireNonNull(topicIDs.get(topic)), null, timeline));
        }
        return seen;
    }

    GetConversation.Result get(Caller caller, GetConversation request) {
        return switch (request.conversationID()) {
            case ConversationId.C2C(var peerID) -> new GetConversation.Result(withUser(caller, peerID));
            case ConversationId.System() -> {
                var me = accounts.get(caller.userID());
                var system = accounts.get(SystemAccount.USER_ID);
                yield new GetConversation.Result(timelines
                        .find(me.tinyID(), system.tinyID())
                        .flatMap(conversation -> participants.find(me.tinyID(), conversation))
                        .map(timeline -> shows.conversation(me, system, timeline, null))
                        .orElseGet(() -> ConversationViews.empty(Types.CONV_SYSTEM, Types.CONV_SYSTEM, null)));
            }
            case ConversationId.Group(var groupID) -> new GetConversation.Result(group(caller, groupID));
        };
    }

    /// Also with somebody who was deleted, as it is on the list.
    private Conversation withUser(Caller caller, String peerID) {
        var peer = accounts.findEver(peerID).orElseThrow(() -> unregistered(peerID));
        var me = accounts.get(caller.userID());
        var profile = profiles.get(new GetProfiles(List.of(peerID))).stream().findFirst();
        return timelines
                .find(me.tinyID(), peer.tinyID())
                .flatMap(conversation -> participants.find(me.tinyID(), conversation))
                .map(timeline -> shows.conversation(
                        me, peer, timeline, profile.orElseGet(() -> ConversationViews.partialProfile(peer))))
                .orElseGet(() -> ConversationViews.empty(
                        Types.CONV_C2C + peerID, Types.CONV_C2C, profile.orElseThrow(() -> unregistered(peerID))));
    }

    private static ChatException unregistered(String userID) {
        return ErrorCode.USER_OR_GRP_NOT_FOUND.because("user \"" + userID + "\" is not registered");
    }

    private Conversation group(Caller caller, String groupID) {
        var me = accounts.get(caller.userID());
        if (TopicIds.isTopic(groupID)) {
            throw ErrorCode.USER_OR_GRP_NOT_FOUND.because(
                    "\"" + groupID + "\" is a topic, expected a conversation of the list");
        }
        var room = room(caller, groupID);
        var timeline = participants.find(me.tinyID(), room.conversation());
        var group = rooms.show(me.tinyID(), List.of(room.conversation())).get(room.conversation());
        if (timeline.isEmpty() || group == null) {
            throw ErrorCode.USER_OR_GRP_NOT_FOUND.because("group \"" + groupID + "\" is gone");
        }
        return shows.conversation(me, groupID, group, timeline.orElseThrow());
    }

    private Rooms.Room room(Caller caller, String groupID) {
        try {
            return rooms.open(caller.tinyID(), groupID);
        } catch (ChatException refused) {
            throw ErrorCode.USER_OR_GRP_NOT_FOUND.because(
                    "there is no group \"" + groupID + "\" that the caller is in");
        }
    }

    DeleteConversations.Result delete(Caller caller, DeleteConversations request) {
        var byTimeline = new LinkedHashMap<Long, ConversationId>();
        for (var id : request.conversationIDList()) {
            if (!isTopic(id)) {
                lookup.find(caller, id).ifPresent(timeline -> byTimeline.put(timeline, id));
            }
        }
        var hidden =
                participants.hide(caller.tinyID(), List.copyOf(byTimeline.keySet()), request.clearHistoryMessage());
        if (hidden.isEmpty()) {
            throw ConversationLookup.notFound(request.conversationIDList().getFirst());
        }
        options.unpin(
                caller,
                hidden.stream()
                        .collect(Collectors.toMap(
                                timeline -> timeline,
                                timeline -> Objects.requireNonNull(byTimeline.get(timeline))
                                        .text())));
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

    private static boolean isTopic(ConversationId conversation) {
        return conversation instanceof ConversationId.Group(var groupID) && TopicIds.isTopic(groupID);
    }

    ClearHistory.Result clearHistory(Caller caller, ClearHistory request) {
        if (isTopic(request.conversationID())) { // clearHistoryMessage#2
            throw ErrorCode.CONV_UN_RECORDED_TYPE.because(
                    "conversationID is \"" + request.conversationID().text() + "\", expected none of a topic");
        }
        var cleared = lookup.find(caller, request.conversationID())
                .flatMap(conversation -> participants.clear(caller.tinyID(), conversation, request.upTo()))
                .orElseThrow(() -> ConversationLookup.notFound(request.conversationID()));
        fanout.toUser(
                caller.tinyID(),
                caller.instanceID(),
                new HistoryCleared(request.conversationID().text(), cleared.sequence(), cleared.counter()));
        return new ClearHistory.Result(cleared.sequence(), cleared.counter());
    }
}
