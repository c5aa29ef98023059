package im.parley.server.group;

import im.parley.server.message.RoomTimelines.Head;
import im.parley.server.users.Account;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What groups ask of topics; implemented where they are kept.
public interface TopicGroups {
    /// Mutes members in one topic (`setGroupMemberMuteTime#4`).
    ///
    /// @param change of its community
    /// @param until milliseconds since 1970; 0: they may write again
    /// @return the topic's timeline, locked
    /// @throws im.parley.protocol.ChatException [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND]
    Head mute(GroupChange change, String topicID, Collection<Account> members, long until);

    /// Who is muted in a topic, who may write again first before the others.
    ///
    /// @throws im.parley.protocol.ChatException [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND]
    List<Muted> muted(Handle handle, String topicID, long now, int limit);

    /// A community has another version, or is over. Never blocks, like the next.
    void changed(GroupSignal signal);

    /// Signals may have been lost.
    void forgetAll();
}
