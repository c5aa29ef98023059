package im.parley.server.live;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.group.GroupMember;
import im.parley.protocol.group.ListMembers;
import im.parley.server.group.LiveGroup;
import im.parley.server.operation.CallRate;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Accounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is in a room: the newest of them.
final class LiveMemberList {
    private static final long MILLIS = 1000;
    private static final Duration EVERY = Duration.ofSeconds(3);

    private final LiveStore store;
    private final LiveMarks marks;
    private final Accounts accounts;
    private final Settings settings;
    private final CallRate rate = new CallRate("group.listMembers of a live room", 1, EVERY, System::nanoTime);

    LiveMemberList(LiveStore store, LiveMarks marks, Accounts accounts, Settings settings) {
        this.store = store;
        this.marks = marks;
        this.accounts = accounts;
        this.settings = settings;
    }

    /// See [ListMembers].
    ListMembers.Result page(Caller caller, LiveGroup room, ListMembers request) {
        if (store.joinedAt(room.id(), caller.tinyID()).isEmpty()) { // getGroupMemberList#9
            return new ListMembers.Result(List.of(), "");
        }
        rate.take(caller, room.id());
        int most = settings.get(AppSettings.LIVE_MEMBER_LIST) ? Limits.LIVE_MEMBERS : Limits.LIVE_MEMBERS_WITHOUT_LIST;
        int from = offset(request.cursor());
        var all =
                new ArrayList<>(store.newest(room.id(), request.filter(), most).entrySet());
        var role = request.role();
        all.removeIf(member -> role != null && !role.equals(room.role(member.getKey())));
        int to = Math.min(all.size(), from + Limits.LIVE_MEMBERS_PER_CALL);
        var page = all.subList(Math.min(from, to), to);
        var tinyIDs = page.stream().map(member -> member.getKey()).toList();
        var users = accounts.byTinyID(tinyIDs);
        var marked = marks.of(room.id(), tinyIDs);
        var members = new ArrayList<GroupMember>();
        for (var member : page) {
            var user = users.get(member.getKey());
            if (user != null) {
                members.add(new GroupMember(
                        user.userID(),
                        user.nick(),
                        user.avatar(),
                        room.role(user.tinyID()),
                        member.getValue() / MILLIS,
                        "",
                        0,
                        List.of(),
                        0,
                        false,
                        marked.getOrDefault(user.tinyID(), List.of())));
            }
        }
        return new ListMembers.Result(members, to < all.size() ? Integer.toString(to) : "");
    }

    private static int offset(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return 0;
        }
        try {
            return Integer.parseUnsignedInt(cursor);
        } catch (NumberFormatException foreign) {
            throw ErrorCode.GROUP_INVALID_PARAMETERS.because(
                    "cursor is \"" + cursor + "\", expected one from the page before");
        }
    }
}
