package im.parley.sdk;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.protocol.group.JoinGroup;
import im.parley.protocol.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The live room that this instance is in, one at most: what is said there comes without a place in an order, is kept
/// nowhere and missed by who is away. Confined to the chat's executor.
final class LiveRoom {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String TOPIC = "@TOPIC#";

    private final Log log;
    private final Link link;
    private final GroupBook groups;
    private final Consumer<List<Message>> delivery;
    private final Map<String, List<Message>> joining = new HashMap<>(); // what overtook the answers, by groupID
    private @Nullable String current; // groupID

    /// @param delivery gets what is said
    LiveRoom(Log log, Link link, GroupBook groups, Consumer<List<Message>> delivery) {
        this.log = log;
        this.link = link;
        this.groups = groups;
        this.delivery = delivery;
    }

    void clear() {
        joining.clear();
        current = null;
    }

    /// Calls the server to join a group, of whatever type, and keeps what comes from there until it has answered.
    CompletableFuture<JoinGroup.Result> join(JoinGroup request, Duration timeout) {
        joining.putIfAbsent(request.groupID(), new ArrayList<>());
        return link.call(request, timeout).whenComplete((result, failure) -> {
            if (failure != null) {
                joining.remove(request.groupID());
            }
        });
    }

    /// The user is in this room now.
    ///
    /// @return the room that they were in before; null: none
    @Nullable
    String enter(String groupID) {
        var before = current;
        current = groupID;
        return groupID.equals(before) ? null : before;
    }

    /// Delivers what the room shows newcomers and what was said since.
    void show(JoinGroup.Result result, String groupID) {
        var said = new ArrayList<Message>();
        if (result.messageList() != null) {
            said.addAll(result.messageList());
        }
        var meanwhile = joining.remove(groupID);
        if (meanwhile != null) {
            said.addAll(meanwhile);
        }
        if (!said.isEmpty()) {
            delivery.accept(said);
        }
    }

    void left(String groupID) {
        if (groupID.equals(current)) {
            current = null;
        }
    }

    /// Whether this instance is in the place that a message, or news of one, comes from. Only of live rooms it
    /// may hear without being in: because the user is, at another instance.
    boolean isHere(Message message) {
        return message.sequence() > 0
                || !message.conversationType().equals(Types.CONV_GROUP)
                || message.to().contains(TOPIC)
                || groups.isIn(message.to());
    }

    /// Whether a message is for this instance now; one from a room that it is about to join is kept until then.
    boolean concerns(Message message) {
        if (isHere(message)) {
            return true;
        }
        var waiting = joining.get(message.to());
        if (waiting != null) {
            waiting.add(message);
        }
        return false;
    }

    /// Joins again, on the open socket: another node may be behind it.
    ///
    /// @param rejoined told of the answer
    /// @param lost told that the user is not in this room any more
    CompletableFuture<Void> comeBack(Consumer<JoinGroup.Result> rejoined, Consumer<String> lost) {
        var groupID = current;
        if (groupID == null) {
            return CompletableFuture.completedFuture(null);
        }
        return link.callOnSocket(new JoinGroup(groupID, null, true), TIMEOUT)
                .thenAccept(rejoined)
                .exceptionally(failure -> {
                    var error = Answers.errorOf(failure);
                    log.info("cannot come back into a live room: " + error);
                    if (!error.errorCode().map(ErrorCode::retryable).orElse(false)
                            && error.code() != ErrorCode.NETWORK_ERROR.number()
                            && error.code() != ErrorCode.NETWORK_TIMEOUT.number()) {
                        lost.accept(groupID);
                    }
                    return null;
                });
    }
}
