package im.parley.server.group;

import com.fasterxml.jackson.core.JsonProcessingException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.group.Group;
import im.parley.protocol.group.GroupChanged;
import im.parley.protocol.group.GroupJoined;
import im.parley.protocol.group.GroupLeft;
import im.parley.protocol.group.GroupNoticePayload;
import im.parley.protocol.group.GroupRef;
import im.parley.protocol.group.SelfInfoChanged;
import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.fanout.Fanout;
import im.parley.server.message.Notices;
import im.parley.server.message.RoomTimelines;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Frame;
import im.parley.server.store.Background;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Changes groups, one transaction each, and tells of it: the nodes who is a member now, members by push and
/// tip, those concerned by a notice, the app's back end. Safe for use by many threads.
public final class GroupChanges {
    private static final Logger LOG = LoggerFactory.getLogger(GroupChanges.class);

    private final Jdbi jdbi;
    private final Groups groups;
    private final RoomTimelines timelines;
    private final GroupTips tips;
    private final Accounts accounts;
    private final Fanout fanout;
    private final Notices notices;
    private final GroupReports reports;
    private final Background background;
    private final Clock clock;

    public GroupChanges(
            Jdbi jdbi,
            Groups groups,
            RoomTimelines timelines,
            GroupTips tips,
            Accounts accounts,
            Fanout fanout,
            Notices notices,
            GroupReports reports,
            Background background,
            Clock clock) {
        this.jdbi = jdbi;
        this.groups = groups;
        this.timelines = timelines;
        this.tips = tips;
        this.accounts = accounts;
        this.fanout = fanout;
        this.notices = notices;
        this.reports = reports;
        this.background = background;
        this.clock = clock;
    }

    /// What is done in the transaction.
    public interface Work<T> {
        T apply(GroupChange change);
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_NOT_FOUND], and what the work throws
    public <T> T change(Caller caller, String groupID, Work<T> work) {
        return change(accounts.get(caller.userID()), caller, groupID, work);
    }

    /// The same where the caller's account is deleted.
    <T> T change(Account operator, Caller caller, String groupID, Work<T> work) {
        var done = jdbi.inTransaction(handle -> {
            var found = GroupStore.find(handle, groupID).orElseThrow(() -> Groups.notFound(groupID));
            var head = timelines.lock(handle, found.id()).orElseThrow(() -> Groups.notFound(groupID));
            var group = GroupStore.find(handle, groupID).orElseThrow(() -> Groups.notFound(groupID));
            var change = new GroupChange(handle, timelines, tips, operator, caller, group, head, clock.millis());
            return new Done<>(change, work.apply(change));
        });
        tell(done.change());
        return done.result();
    }

    /// Makes a group; its row is there already, its timeline locked by being new.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_ID_IN_USE], or
    ///     [ErrorCode#GROUP_ID_IN_USE_BY_OPERATOR] where the one to own it owns the other, too
    <T> T create(Caller caller, StoredGroup wanted, Work<T> work) {
        var operator = accounts.get(caller.userID());
        var done = jdbi.inTransaction(handle -> {
            var head = timelines.begin(handle);
            var group = wanted.withID(head.conversation());
            if (!GroupStore.insert(handle, group)) {
                var owner = GroupStore.find(handle, group.groupID())
                        .map(StoredGroup::owner)
                        .orElse(0L);
                throw (owner != 0 && owner == group.owner()
                                ? ErrorCode.GROUP_ID_IN_USE_BY_OPERATOR
                                : ErrorCode.GROUP_ID_IN_USE)
                        .because("groupID \"" + group.groupID() + "\" is in use");
            }
            var change = new GroupChange(handle, timelines, tips, operator, caller, group, head, clock.millis());
            change.begin();
            return new Done<>(change, work.apply(change));
        });
        tell(done.change());
        return done.result();
    }

    private record Done<T>(GroupChange change, T result) {}

    private void tell(GroupChange change) {
        var news = change.news();
        boolean isLive = change.group().type().isLive();
        var members = isLive
                ? new Address.Room(change.group().id())
                : new Address.Group(change.group().id());
        var reach = new Envelope.Reach(change.head().version(), Long.MAX_VALUE);
        var envelopes = new ArrayList<Envelope>();
        if (news.ended) {
            if (isLive) { // who they are nobody has listed
                var notice = payload(change, GroupLife.NOTICE_DISMISSED, "", null, null);
                envelopes.add(timelines
                        .passNotice(change.group().id(), change.group().groupID(), notice)
                        .toMembers(null));
            }
            var push = Frame.pushText(new GroupLeft(change.group().groupID(), "dismissed"));
            var old = new Envelope.Reach(0, Long.MAX_VALUE); // nobody comes any more
            envelopes.add(new Envelope(members, Envelope.PUSH, change.exceptInstance(), push, old));
        }
        var signal = new GroupSignal(
                change.group().id(),
                change.group().groupID(),
                change.head().version(),
                news.joined.values().stream()
                        .collect(Collectors.toMap(StoredMember::tinyID, StoredMember::joinedSequence)),
                List.copyOf(news.left.keySet()),
                List.copyOf(news.touched.keySet()),
                news.topicsChanged,
                news.profileChanged,
                news.ended);
        if (news.raised || news.ended) {
            envelopes.add(signal.to(isLive ? new Address.Everyone() : members)); // anybody may come at any node
        }
        for (var member : news.joined.values()) {
            envelopes.add(signal.to(new Address.User(member.tinyID())));
            envelopes.add(toUser(change, member.tinyID(), new GroupJoined(show(change, member))));
        }
        if (news.profileChanged) {
            var push = Frame.pushText(new GroupChanged(show(change, null)));
            envelopes.add(new Envelope(members, Envelope.PUSH, change.exceptInstance(), push, reach));
        }
        news.touched.forEach((user, member) -> envelopes.add(
                toUser(change, user, new SelfInfoChanged(change.group().groupID(), member.asSelf()))));
        for (var push : news.pushes) {
            envelopes.add(new Envelope(members, Envelope.PUSH, change.exceptInstance(), Frame.pushText(push), reach));
        }
        news.userPushes.forEach((user, push) -> envelopes.add(toUser(change, user, push)));
        for (var tip : news.tips) {
            // who caused it asks for it, but for what is not stored, or stands in a topic
            envelopes.add(tip.toMembers(isLive || tip.isOfTopic() ? null : change.exceptInstance()));
            news.joined.keySet().forEach(user -> envelopes.add(tip.toUser(user, exceptInstance(change, user))));
        }
        news.left.forEach((user, reason) ->
                envelopes.add(toUser(change, user, new GroupLeft(change.group().groupID(), reason))));
        fanout.publish(envelopes);
        news.unpinned.forEach((user, push) -> fanout.toUser(user, null, push));
        news.written.forEach(timelines::committed);
        news.notices.forEach(notice -> send(change, notice));
        news.ownNotices.forEach(operation -> sendToOwn(change, operation));
        news.applications.forEach(application -> send(change, application));
        news.dropped.forEach(this::withdraw);
        reports.tell(change);
    }

    private static Envelope toUser(GroupChange change, long tinyID, Object push) {
        return new Envelope(
                new Address.User(tinyID), Envelope.PUSH, exceptInstance(change, tinyID), Frame.pushText(push));
    }

    private static @Nullable String exceptInstance(GroupChange change, long tinyID) {
        return tinyID == change.operator().tinyID() ? change.exceptInstance() : null;
    }

    private void send(GroupChange change, GroupNews.Notice notice) {
        var receivers = notice.receivers();
        var payload = payload(change, notice.operation(), notice.message(), null, notice.text());
        if (receivers == null) {
            fanout.publish(List.of(timelines
                    .passNotice(change.group().id(), change.group().groupID(), payload)
                    .toMembers(null)));
        } else if (!receivers.isEmpty()) {
            notices.send(userIDs(receivers), payload);
        }
    }

    /// Who is not signed in at another instance needs no such notice.
    private void sendToOwn(GroupChange change, int operation) {
        var operator = change.operator();
        var notice = timelines.passNotice(
                change.group().id(), operator.userID(), payload(change, operation, "", null, null));
        fanout.publish(List.of(notice.toUser(operator.tinyID(), change.exceptInstance())));
    }

    /// The decision may be faster than the log: then the notice is withdrawn as soon as it is there.
    private void send(GroupChange change, Application application) {
        notices.send(
                userIDs(application.told()),
                payload(change, application.kind().notice(), application.note(), application, null),
                application.notice(),
                () -> background.start("application", () -> {
                    if (!Applications.waits(jdbi, application)) {
                        withdraw(application);
                    }
                }));
    }

    private void withdraw(Application application) {
        try {
            notices.withdraw(application.notice(), application.told());
        } catch (RuntimeException failed) { // what it tells of is decided anyway
            LOG.warn("the notices of application {} stay", application.id(), failed);
        }
    }

    private List<String> userIDs(Collection<Long> tinyIDs) {
        return accounts.byTinyID(tinyIDs).values().stream().map(Account::userID).toList();
    }

    private static RawJson payload(
            GroupChange change,
            int operation,
            String message,
            @Nullable Application application,
            @Nullable String text) {
        var group = change.group();
        return json(new GroupNoticePayload(
                operation,
                change.operator().userID(),
                message,
                new GroupRef(group.groupID(), null, group.name(), group.type().wireName()),
                application == null ? null : application.key(),
                application == null ? null : application.authentication(),
                text));
    }

    /// The group as it is after the change.
    ///
    /// @param member as whom; null: nobody in particular
    Group show(GroupChange change, @Nullable StoredMember member) {
        var group = change.group();
        var self = member == null ? null : member.asSelf();
        if (change.news().tips.isEmpty()
                || group.isSupportTopic()
                || group.type().isLive()) {
            return group.show(ownerID(group), change.head(), groups.count(group), self);
        }
        var last = change.news().tips.getLast().message();
        return group.show(ownerID(group), last.sequence(), last.time(), groups.count(group), self);
    }

    private String ownerID(StoredGroup group) {
        return ownerIDs(List.of(group)).getOrDefault(group.owner(), "");
    }

    /// The owners' userIDs by account number.
    Map<Long, String> ownerIDs(List<StoredGroup> groups) {
        return Groups.ownerIDs(accounts, groups);
    }

    static RawJson json(Object payload) {
        try {
            return RawJson.of(ProtocolJson.mapper().writeValueAsString(payload));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of the protocol can be written", impossible);
        }
    }
}
