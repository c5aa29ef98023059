package im.parley.server.group;

import im.parley.server.bus.Address;
import im.parley.server.bus.Envelope;
import im.parley.server.fanout.Fanout;
import im.parley.server.group.GroupReports.Report;
import im.parley.server.message.RoomTimelines;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Frame;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Changes of what members share in a group, which raise neither its version nor leave a tip.
final class MemberCalls {
    private final Jdbi jdbi;
    private final Groups groups;
    private final Fanout fanout;
    private final GroupReports reports;

    MemberCalls(Jdbi jdbi, Groups groups, Fanout fanout, GroupReports reports) {
        this.jdbi = jdbi;
        this.groups = groups;
        this.fanout = fanout;
        this.reports = reports;
    }

    interface Work<T> {
        Changed<T> apply(Handle handle, StoredGroup group);
    }

    /// @param push a record that carries [im.parley.protocol.Push], for the other members; null: nothing changed
    /// @param report for the app's back end; null: none
    record Changed<T>(
            T result, @Nullable Object push, @Nullable Report report) {
        Changed(T result, @Nullable Object push) {
            this(result, push, null);
        }
    }

    private record Done<T>(Changed<T> changed, StoredGroup group, long version) {}

    /// The group, of which the caller is a member or an administrator.
    ///
    /// @throws im.parley.protocol.ChatException [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND],
    ///     [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED]
    StoredGroup group(Handle handle, Caller caller, String groupID) {
        var group = GroupStore.find(handle, groupID).orElseThrow(() -> Groups.notFound(groupID));
        boolean isIn = group.type().isLive()
                ? groups.isIn(group, caller.tinyID())
                : GroupStore.member(handle, group.id(), caller.tinyID()).isPresent();
        if (!isIn && !(caller instanceof Administrator)) {
            throw Groups.notMember(groupID, caller.userID());
        }
        return group;
    }

    /// Does the work in a transaction and tells the members when it is committed.
    ///
    /// @throws im.parley.protocol.ChatException as [#group], and what the work throws
    <T> T change(Caller caller, String groupID, Work<T> work) {
        var done = jdbi.inTransaction(handle -> {
            if (!GroupStore.keep(handle, groupID)) {
                throw Groups.notFound(groupID);
            }
            var group = group(handle, caller, groupID);
            var head = Objects.requireNonNull(
                    RoomTimelines.heads(handle, List.of(group.id())).get(group.id()),
                    "a group that is kept has a head");
            return new Done<>(work.apply(handle, group), group, head.version());
        });
        var push = done.changed().push();
        if (push != null) {
            fanout.publish(List.of(new Envelope(
                    done.group().type().isLive()
                            ? new Address.Room(done.group().id())
                            : new Address.Group(done.group().id()),
                    Envelope.PUSH,
                    caller.instanceID(),
                    Frame.pushText(push),
                    new Envelope.Reach(done.version(), Long.MAX_VALUE))));
        }
        var report = done.changed().report();
        if (report != null) {
            reports.tell(caller, done.group(), report);
        }
        return done.changed().result();
    }
}
