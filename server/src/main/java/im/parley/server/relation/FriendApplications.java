package im.parley.server.relation;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.relation.DeleteFriendApplication;
import im.parley.protocol.relation.ReadFriendApplications;
import im.parley.protocol.relation.RefuseFriendApplication;
import im.parley.protocol.relation.RelationChange;
import im.parley.server.operation.Caller;
import java.util.List;

/// What becomes of requests that are not accepted.
final class FriendApplications {
    private final Relations relations;
    private final FriendCallbacks callbacks;

    FriendApplications(Relations relations, FriendCallbacks callbacks) {
        this.relations = relations;
        this.callbacks = callbacks;
    }

    RelationChange refuse(Caller caller, RefuseFriendApplication request) {
        var other = relations.other(caller, request.userID());
        callbacks.ask(caller, request);
        return relations.run(caller, List.of(other.tinyID()), (handle, traces) -> {
            var application = Friendships.pending(handle, other, caller);
            Friendships.remove(handle, traces, application.sender(), application.receiver());
        });
    }

    RelationChange delete(Caller caller, DeleteFriendApplication request) {
        var other = relations.other(caller, request.userID());
        var withdraw = Types.SNS_APPLICATION_SENT_BY_ME.equals(request.type());
        return relations.run(caller, List.of(other.tinyID()), (handle, traces) -> {
            var gone = withdraw
                    ? ApplicationTable.remove(handle, caller.tinyID(), other.tinyID())
                    : ApplicationTable.hide(handle, other.tinyID(), caller.tinyID());
            if (!gone) {
                throw ErrorCode.FRIEND_APPLICATION_NOT_EXIST.because("there is no request "
                        + (withdraw ? "to \"" : "of \"") + request.userID() + "\" on the caller's list");
            }
            traces.applications(caller.tinyID());
            if (withdraw) {
                traces.applications(other.tinyID());
            }
        });
    }

    RelationChange read(Caller caller, ReadFriendApplications request) {
        return relations.run(caller, List.of(), (handle, traces) -> {
            if (ApplicationTable.markRead(handle, caller.tinyID())) {
                traces.applications(caller.tinyID());
            }
        });
    }
}
