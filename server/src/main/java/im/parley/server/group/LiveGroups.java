package im.parley.server.group;

import im.parley.protocol.Nothing;
import im.parley.protocol.group.CountOnline;
import im.parley.protocol.group.DeleteMembers;
import im.parley.protocol.group.JoinGroup;
import im.parley.protocol.group.ListMembers;
import im.parley.protocol.group.MarkMembers;
import im.parley.protocol.group.MuteMember;
import im.parley.protocol.group.QuitGroup;
import im.parley.protocol.group.SelfInfo;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Connection;
import org.jspecify.annotations.Nullable;

/// What groups ask of live rooms, whose members have no rows here; implemented where they are kept.
public interface LiveGroups {
    JoinGroup.Result join(Caller caller, JoinGroup request);

    Nothing quit(Caller caller, QuitGroup request);

    /// Lets somebody in who has not signed in: to hear, nothing else.
    JoinGroup.Result joinAsGuest(Connection connection, JoinGroup request);

    Nothing quitAsGuest(Connection connection, QuitGroup request);

    /// Who is in the room, for who listens there without having signed in; 0 for others.
    CountOnline.Result countAsGuest(Connection connection, CountOnline request);

    DeleteMembers.Result delete(Caller caller, DeleteMembers request);

    ListMembers.Result members(Caller caller, ListMembers request);

    MuteMember.Result mute(Caller caller, MuteMember request);

    MarkMembers.Result mark(Caller caller, MarkMembers request);

    /// Whether the user is in the room and signed in on this node. Never blocks, like the next.
    boolean isHere(long room, long tinyID);

    /// Milliseconds since 1970; of somebody who is here.
    long mutedUntil(long room, long tinyID);

    /// Who is in the room, on all nodes.
    int count(long room);

    /// What the user is in the room, wherever they are signed in; null: not in it.
    @Nullable
    SelfInfo self(long room, long owner, long tinyID);

    /// The room is no more. Never blocks.
    void ended(long room);
}
