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
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
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

    /// Mutes who is in the room, or lets them write again; others are passed over. See [MuteMember].
    ///
    /// @param seconds 0: they may write again
    void mute(Administrator admin, String groupID, List<String> userIDs, long seconds);

    /// Who is muted, who may write again first before the others.
    List<Muted> muted(long room, int limit);

    /// The rooms that a user is in.
    List<Long> of(long tinyID);

    /// Those of these users who are in the room.
    Set<Long> among(long room, Collection<Long> tinyIDs);

    MarkMembers.Result mark(Caller caller, MarkMembers request);

    /// Whether the user is in the room and signed in on this node. Never blocks, like the next.
    boolean isHere(long room, long tinyID);

    /// Milliseconds since 1970; of somebody who is here.
    long mutedUntil(long room, long tinyID);

    /// Who is in the room, on all nodes.
    int count(long room);

    /// What the user is in the room, wherever they are signed in; null: not in it.
    ///
    /// @param role which they have there
    @Nullable
    SelfInfo self(long room, String role, long tinyID);

    /// The room is no more. Never blocks.
    void ended(long room);
}
