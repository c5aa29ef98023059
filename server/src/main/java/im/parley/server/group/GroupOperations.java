package im.parley.server.group;

import im.parley.protocol.group.AddMembers;
import im.parley.protocol.group.CreateGroup;
import im.parley.protocol.group.DeleteMembers;
import im.parley.protocol.group.DismissGroup;
import im.parley.protocol.group.GetGroup;
import im.parley.protocol.group.GetMembers;
import im.parley.protocol.group.JoinGroup;
import im.parley.protocol.group.ListGroups;
import im.parley.protocol.group.ListMembers;
import im.parley.protocol.group.MuteMember;
import im.parley.protocol.group.QuitGroup;
import im.parley.protocol.group.SearchGroup;
import im.parley.protocol.group.SetMemberRole;
import im.parley.protocol.group.TransferGroup;
import im.parley.protocol.group.UpdateGroup;
import im.parley.protocol.group.UpdateMember;
import im.parley.server.fanout.Fanout;
import im.parley.server.message.Notices;
import im.parley.server.message.RoomTimelines;
import im.parley.server.operation.OperationTable;
import im.parley.server.settings.Settings;
import im.parley.server.users.Accounts;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/// The operations on groups.
public final class GroupOperations {
    private final GroupLife life;
    private final GroupMembers members;
    private final GroupQueries queries;
    private final MemberChanges memberChanges;
    private final MemberQueries memberQueries;

    /// @param online who of some users is signed in
    public GroupOperations(
            Jdbi jdbi,
            RoomTimelines timelines,
            Accounts accounts,
            Settings settings,
            Fanout fanout,
            Notices notices,
            OnlineUsers online,
            Clock clock) {
        var changes = new GroupChanges(jdbi, timelines, accounts, fanout, notices, clock);
        this.members = new GroupMembers(changes, accounts, settings);
        this.life = new GroupLife(changes, members, accounts, settings, clock);
        this.queries = new GroupQueries(jdbi, accounts);
        this.memberQueries = new MemberQueries(jdbi, accounts, settings, online);
        this.memberChanges = new MemberChanges(changes, memberQueries, accounts, settings);
    }

    public void addTo(OperationTable.Builder table) {
        table.on(CreateGroup.class, life::create)
                .on(UpdateGroup.class, life::update)
                .on(DismissGroup.class, life::dismiss)
                .on(TransferGroup.class, life::transfer)
                .on(JoinGroup.class, members::join)
                .on(QuitGroup.class, members::quit)
                .on(AddMembers.class, members::add)
                .on(DeleteMembers.class, members::delete)
                .on(GetGroup.class, queries::get)
                .on(SearchGroup.class, queries::search)
                .on(ListGroups.class, queries::list)
                .on(ListMembers.class, memberQueries::list)
                .on(GetMembers.class, memberQueries::get)
                .on(SetMemberRole.class, memberChanges::setRole)
                .on(MuteMember.class, memberChanges::mute)
                .on(UpdateMember.class, memberChanges::update);
    }
}
