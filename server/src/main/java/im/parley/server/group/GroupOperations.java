package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.group.AddMembers;
import im.parley.protocol.group.AddToCounter;
import im.parley.protocol.group.CountOnline;
import im.parley.protocol.group.CreateGroup;
import im.parley.protocol.group.DeleteAttributes;
import im.parley.protocol.group.DeleteMembers;
import im.parley.protocol.group.DismissGroup;
import im.parley.protocol.group.GetAttributes;
import im.parley.protocol.group.GetCounters;
import im.parley.protocol.group.GetGroup;
import im.parley.protocol.group.GetMembers;
import im.parley.protocol.group.HandleApplication;
import im.parley.protocol.group.InitAttributes;
import im.parley.protocol.group.JoinGroup;
import im.parley.protocol.group.ListApplications;
import im.parley.protocol.group.ListGroups;
import im.parley.protocol.group.ListMembers;
import im.parley.protocol.group.MarkMembers;
import im.parley.protocol.group.MuteMember;
import im.parley.protocol.group.QuitGroup;
import im.parley.protocol.group.SearchGroup;
import im.parley.protocol.group.SetAttributes;
import im.parley.protocol.group.SetCounters;
import im.parley.protocol.group.SetMemberRole;
import im.parley.protocol.group.TransferGroup;
import im.parley.protocol.group.UpdateGroup;
import im.parley.protocol.group.UpdateMember;
import im.parley.server.fanout.Fanout;
import im.parley.server.operation.CallRate;
import im.parley.server.operation.Caller;
import im.parley.server.operation.ConnectionHandler;
import im.parley.server.operation.Handler;
import im.parley.server.operation.OperationTable;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/// The operations on groups.
public final class GroupOperations {
    // As general#9 names them.
    private static final int GET_PER_SECOND = 8;
    private static final int APPLICATION_LISTS_PER_SECOND = 15;

    private final Groups groups;
    private final LiveGroups live;
    private final GroupLife life;
    private final GroupMembers members;
    private final GroupQueries queries;
    private final GroupAttributes attributes;
    private final GroupCounters counters;
    private final MemberChanges memberChanges;
    private final MemberQueries memberQueries;
    private final Applications applications;
    private final OnlineCounts onlineCounts;
    private final BackEndGroups backEnd;
    private final BackEndMembers backEndMembers;
    private final LiveAdmins liveAdmins;
    private final BackEndGroupLists backEndLists;
    private final GroupDepartures departures;
    private final CallRate getRate = CallRate.perSecond("group.get", GET_PER_SECOND);
    private final CallRate updateRate = CallRate.perSecond("group.update", GET_PER_SECOND);
    private final CallRate applicationsRate =
            CallRate.perSecond("group.listApplications", APPLICATION_LISTS_PER_SECOND);

    /// @param online who of some users is signed in
    public GroupOperations(
            Jdbi jdbi,
            Groups groups,
            LiveGroups live,
            TopicGroups topics,
            GroupChanges changes,
            Accounts accounts,
            Settings settings,
            Fanout fanout,
            GroupQuestions questions,
            GroupReports reports,
            OnlineUsers online,
            Clock clock) {
        this.groups = groups;
        this.live = live;
        this.members = new GroupMembers(changes, questions, accounts, settings);
        this.life = new GroupLife(changes, members, questions, accounts, settings, clock);
        this.applications = new Applications(jdbi, changes, members, accounts);
        this.onlineCounts = new OnlineCounts(jdbi, groups, online, clock);
        this.queries = new GroupQueries(jdbi, groups, accounts);
        var calls = new MemberCalls(jdbi, groups, fanout, reports);
        this.attributes = new GroupAttributes(jdbi, calls);
        this.counters = new GroupCounters(jdbi, calls, settings);
        this.memberQueries = new MemberQueries(jdbi, accounts, settings, online);
        this.memberChanges = new MemberChanges(changes, memberQueries, topics, accounts, settings);
        this.departures = new GroupDepartures(jdbi, changes);
        this.backEnd = new BackEndGroups(jdbi, groups, changes, life, members, queries, memberQueries, accounts);
        this.liveAdmins = new LiveAdmins(jdbi, changes, live, accounts);
        this.backEndLists = new BackEndGroupLists(jdbi, groups, live, queries, onlineCounts);
        this.backEndMembers =
                new BackEndMembers(jdbi, groups, live, topics, memberChanges, members, memberQueries, accounts, clock);
    }

    /// The same for back ends.
    public BackEndGroups ofBackEnds() {
        return backEnd;
    }

    public GroupAttributes attributes() {
        return attributes;
    }

    public GroupCounters counters() {
        return counters;
    }

    /// Lists of groups for back ends.
    public BackEndGroupLists listsOfBackEnds() {
        return backEndLists;
    }

    /// Whom back ends make admins of live rooms.
    public LiveAdmins liveAdmins() {
        return liveAdmins;
    }

    /// What back ends decide about members.
    public BackEndMembers membersOfBackEnds() {
        return backEndMembers;
    }

    /// Lets a user whose account is deleted go from all groups.
    public void erase(Account user) {
        departures.leaveAll(user);
    }

    public void addTo(OperationTable.Builder table) {
        table.on(CreateGroup.class, life::create)
                .on(UpdateGroup.class, this::update)
                .on(DismissGroup.class, life::dismiss)
                .on(TransferGroup.class, life::transfer)
                .on(
                        JoinGroup.class,
                        byType(JoinGroup::groupID, members::join, live::join),
                        ofLiveRooms(JoinGroup::groupID, live::joinAsGuest, ErrorCode.CANNOT_JOIN_NON_AV_WITHOUT_LOGIN))
                .on(
                        QuitGroup.class,
                        byType(QuitGroup::groupID, members::quit, live::quit),
                        ofLiveRooms(QuitGroup::groupID, live::quitAsGuest, ErrorCode.NOT_LOGGED_IN))
                .on(AddMembers.class, members::add)
                .on(DeleteMembers.class, byType(DeleteMembers::groupID, members::delete, live::delete))
                .on(GetGroup.class, this::get)
                .on(SearchGroup.class, queries::search)
                .on(ListGroups.class, queries::list)
                .on(ListMembers.class, byType(ListMembers::groupID, memberQueries::list, live::members))
                .on(GetMembers.class, memberQueries::get)
                .on(SetMemberRole.class, memberChanges::setRole)
                .on(MuteMember.class, byType(MuteMember::groupID, memberChanges::mute, live::mute))
                .on(UpdateMember.class, memberChanges::update)
                .on(ListApplications.class, this::applications)
                .on(HandleApplication.class, applications::handle)
                .on(MarkMembers.class, byType(MarkMembers::groupID, GroupOperations::markNobody, live::mark))
                .on(CountOnline.class, onlineCounts::count, live::countAsGuest)
                .on(InitAttributes.class, attributes::init)
                .on(SetAttributes.class, attributes::set)
                .on(DeleteAttributes.class, attributes::delete)
                .on(GetAttributes.class, attributes::get)
                .on(SetCounters.class, counters::set)
                .on(AddToCounter.class, counters::add)
                .on(GetCounters.class, counters::get);
    }

    /// Who has not signed in is heard where live rooms are concerned, and told nothing of other groups.
    private <O, R> ConnectionHandler<O, R> ofLiveRooms(
            Function<O, String> groupID, ConnectionHandler<O, R> handler, ErrorCode otherGroup) {
        return (connection, request) -> {
            if (!groups.isLive(groupID.apply(request))) {
                throw otherGroup.because('"' + groupID.apply(request) + "\" is no live room, and nobody is signed in");
            }
            return handler.handle(connection, request);
        };
    }

    private GetGroup.Result get(Caller caller, GetGroup request) {
        getRate.take(caller);
        return queries.get(caller, request);
    }

    private UpdateGroup.Result update(Caller caller, UpdateGroup request) {
        updateRate.take(caller);
        return life.update(caller, request);
    }

    /// Further pages belong to the first one's call.
    private ListApplications.Result applications(Caller caller, ListApplications request) {
        if (request.before() == null) {
            applicationsRate.take(caller);
        }
        return applications.list(caller, request);
    }

    private static MarkMembers.Result markNobody(Caller caller, MarkMembers request) {
        throw ErrorCode.GROUP_PERMISSION_DENIED.because("only members of live rooms can be marked, group \""
                + request.groupID() + "\" is of another type"); // markGroupMemberList#1
    }

    /// Live rooms keep their members in their own way.
    private <O, R> Handler<O, R> byType(Function<O, String> groupID, Handler<O, R> stored, Handler<O, R> inLiveRoom) {
        return (caller, request) ->
                (groups.isLive(groupID.apply(request)) ? inLiveRoom : stored).handle(caller, request);
    }
}
