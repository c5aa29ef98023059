package im.parley.server;

import im.parley.server.community.Community;
import im.parley.server.group.GroupChanges;
import im.parley.server.group.GroupOperations;
import im.parley.server.group.GroupQuestions;
import im.parley.server.group.GroupReports;
import im.parley.server.group.GroupSearch;
import im.parley.server.group.GroupTips;
import im.parley.server.live.Live;
import im.parley.server.message.Broadcasts;
import im.parley.server.operation.OperationTable;
import im.parley.server.rest.RestGroups;
import im.parley.server.rest.RestRooms;
import im.parley.server.rest.RestUsers;

/// Groups of all types: with members on a list, with topics, live rooms.
final class AppGroups {
    final Live live;
    final Community community;
    final GroupOperations operations;
    private final AppBasis basis;
    private final AppLog log;

    AppGroups(AppBasis basis, AppLog log, AppFiles files) {
        this.basis = basis;
        this.log = log;
        var jdbi = basis.jdbi;
        var groups = basis.groups;
        var accounts = basis.accounts;
        var settings = basis.settings;
        var fanout = basis.fanout;
        this.live = new Live(
                jdbi,
                groups,
                log.roomTimelines,
                accounts,
                settings,
                fanout,
                log.notices,
                new Broadcasts(files.media.names()::check),
                basis.sessions,
                basis.cluster,
                basis.callbacks,
                basis.clock);
        var questions = new GroupQuestions(jdbi, basis.callbacks);
        var reports = new GroupReports(basis.callbacks, accounts);
        var changes = new GroupChanges(
                jdbi,
                groups,
                log.roomTimelines,
                new GroupTips(settings),
                accounts,
                fanout,
                log.notices,
                reports,
                basis.background,
                basis.clock);
        this.community = new Community(
                jdbi,
                groups,
                basis.rooms,
                changes,
                log.roomTimelines,
                log.conversations,
                questions,
                accounts,
                settings);
        this.operations = new GroupOperations(
                jdbi,
                groups,
                live.rooms(),
                community,
                changes,
                accounts,
                settings,
                fanout,
                questions,
                reports,
                basis.cluster::online,
                basis.clock);
    }

    void addTo(OperationTable.Builder table) {
        new GroupSearch(basis.jdbi, basis.accounts, basis.settings).addTo(table);
        community.addTo(table);
        operations.addTo(table);
    }

    RestGroups ofBackEnds(RestUsers users) {
        return new RestGroups(
                users,
                operations.ofBackEnds(),
                operations.listsOfBackEnds(),
                operations.membersOfBackEnds(),
                operations.attributes(),
                operations.counters(),
                community.ofBackEnds(),
                log.conversations.ofBackEnds(),
                log.conversations.readsOfBackEnds());
    }

    RestRooms roomsOfBackEnds(RestUsers users) {
        return new RestRooms(users, live.ofBackEnds(), operations.liveAdmins());
    }

    void start() {
        basis.groups.start(basis.fanout, live.rooms(), community);
        live.start(basis.background);
    }
}
