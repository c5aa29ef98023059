package im.parley.server.group;

import im.parley.protocol.conversation.OptionsUpdated;
import im.parley.server.message.RoomTimelines.Tip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a change of a group has to tell when it is committed; filled in by [GroupChange].
final class GroupNews {
    final Map<Long, StoredMember> joined = new HashMap<>();
    int joinType; // of all who joined, as the tip names it
    final Map<Long, String> left = new HashMap<>(); // why
    final Map<Long, StoredMember> touched = new HashMap<>();
    final Map<Long, StoredMember> before = new HashMap<>(); // what those were
    final List<Tip> tips = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final List<Integer> ownNotices = new ArrayList<>(); // operations that the operator's other instances hear of
    final List<Application> applications = new ArrayList<>();
    final List<Application> dropped = new ArrayList<>();
    final List<Object> pushes = new ArrayList<>();
    final Map<Long, Object> userPushes = new HashMap<>();
    final Set<Long> written = new HashSet<>(); // timelines
    final Map<Long, OptionsUpdated> unpinned = new HashMap<>();
    final List<GroupReports.Report> reports = new ArrayList<>();
    boolean created;
    /// Whether it is from elsewhere: neither members nor the app's back end are told by tips, notices and
    /// reports.
    boolean imported;
    boolean profileChanged;
    boolean topicsChanged;
    boolean ended;
    List<Long> lastMembers = List.of(); // of a group that ended
    /// Whether there is another version now.
    boolean raised;

    /// @param receivers account numbers; null: who is in the live room
    /// @param message empty: none
    /// @param text the app's own; null: none
    record Notice(
            @Nullable Collection<Long> receivers,
            int operation,
            String message,
            @Nullable String text) {}
}
