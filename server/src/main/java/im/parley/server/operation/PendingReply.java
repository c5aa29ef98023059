package im.parley.server.operation;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.server.metrics.OperationMetrics;
import im.parley.server.store.StoreErrors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answer to one request, which also counts it.
final class PendingReply implements Reply {
    private static final Logger LOG = LoggerFactory.getLogger(OperationTable.class);

    private final Connection connection;
    private final long id;
    private final OperationMetrics metrics;
    private final @Nullable Unanswered unanswered;
    private final long started = System.nanoTime();

    PendingReply(Connection connection, long id, OperationMetrics metrics) {
        this(connection, id, metrics, null);
    }

    /// @param unanswered counts the request until it is answered
    PendingReply(Connection connection, long id, OperationMetrics metrics, @Nullable Unanswered unanswered) {
        this.connection = connection;
        this.id = id;
        this.metrics = metrics;
        this.unanswered = unanswered;
        if (unanswered != null) {
            unanswered.begin();
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void succeed(Outbox outbox, Object result) {
        var frame = success(result);
        if (unanswered == null) {
            outbox.add(connection, frame);
        } else {
            outbox.addAnswer(connection, frame, unanswered);
        }
    }

    void succeed(Object result) {
        connection.send(success(result));
    }

    private Frame success(Object result) {
        var frame = Frame.result(id, result);
        metrics.succeeded(System.nanoTime() - started);
        return frame;
    }

    @Override
    public void fail(ChatException error) {
        metrics.failed(error.code());
        connection.send(Frame.error(id, error));
        if (unanswered != null) {
            unanswered.end(1);
        }
    }

    /// Answers with the refusal, with [ErrorCode#SERVER_OVERLOADED] while the database is away, or with
    /// its area's code for a fault of the server and a log line that names the operation and the cause but nothing
    /// of the request.
    void failWith(Throwable failure, String op) {
        if (failure instanceof ChatException refusal) {
            fail(refusal);
            return;
        }
        var away = StoreErrors.asRetryable(failure);
        if (away.isPresent()) {
            LOG.warn("{} of {} met a database that is away: {}", op, who(), failure.getMessage());
            fail(away.get());
            return;
        }
        LOG.error("{} of {} failed", op, who(), failure);
        fail(internalError(op).because("the server failed; its log says why"));
    }

    private static ErrorCode internalError(String op) {
        return switch (op.substring(0, Math.max(0, op.indexOf('.')))) {
            case "group", "topic" -> ErrorCode.GROUP_INTERNAL_ERROR;
            case "friend", "friendGroup", "blacklist", "follow", "relation" -> ErrorCode.FRIEND_INTERNAL_ERROR;
            case "profile" -> ErrorCode.PROFILE_INTERNAL_ERROR;
            case "message" -> ErrorCode.MESSAGE_INTERNAL_ERROR;
            default -> ErrorCode.INTERNAL_ERROR;
        };
    }

    private String who() {
        var caller = connection.caller();
        return caller == null ? connection.remoteAddress() : caller.userID();
    }
}
