package im.parley.sdk;

import im.parley.protocol.CloseReason;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.group.CountOnline;
import im.parley.protocol.group.GroupLeft;
import im.parley.protocol.group.JoinGroup;
import im.parley.protocol.group.QuitGroup;
import im.parley.protocol.message.MessageReceived;
import im.parley.protocol.message.MessagesRevoked;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Listens in a live room while nobody is signed in (`joinGroup#5`), on a socket of its own. Confined to the chat's
/// executor, but for the methods that apps call.
final class Guest implements Link.Listener {
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);
    private static final ChatError GONE = new ChatError(ErrorCode.NOT_LOGGED_IN, "nobody listens here any more");

    private final SerialExecutor work;
    private final Log log;
    private final Emitter emitter;
    private final Link link;
    private final Duration timeout;
    private final GroupBook rooms = new GroupBook();
    private final MessageCache cache;
    private final Pushes pushes;
    private @Nullable String current; // groupID
    private int joining; // calls under way

    /// @param view what apps are to see of a payload
    Guest(
            Io io,
            URI address,
            SerialExecutor work,
            Log log,
            Emitter emitter,
            UnaryOperator<Payload> view,
            Duration timeout) {
        this.work = work;
        this.log = log;
        this.emitter = emitter;
        this.timeout = timeout;
        link = new Link(io, address, work, log, emitter, operation -> {}, this);
        cache = new MessageCache(rooms, view);
        pushes = new Pushes(log)
                .on(MessageReceived.class, push -> heard(push.message()))
                .on(
                        MessagesRevoked.class,
                        push -> emitter.emit(
                                Events.MESSAGE_REVOKED,
                                push.messageList().stream()
                                        .map(message -> cache.of(message, ""))
                                        .toList()))
                .on(GroupLeft.class, push -> leave());
    }

    CompletableFuture<JoinGroupResult> joinGroup(String groupID) {
        Params.text("groupID", groupID);
        return work.answer(() -> {
            link.open();
            joining++;
            return link.call(new JoinGroup(groupID, null), timeout)
                    .thenApply(this::joined)
                    .whenComplete((result, failure) -> leaveUnlessIn());
        });
    }

    private JoinGroupResult joined(JoinGroup.Result result) {
        var group = result.group() == null ? null : Group.of(result.group(), "");
        if (group != null) {
            rooms.heard(group);
            current = group.groupID();
        }
        return new JoinGroupResult(result.status(), group);
    }

    CompletableFuture<String> quitGroup(String groupID) {
        Params.text("groupID", groupID);
        return work.answer(() -> {
            if (!groupID.equals(current)) {
                return CompletableFuture.failedFuture(
                        new ChatError(ErrorCode.NOT_LOGGED_IN, "nobody is logged in, nor listens in " + groupID));
            }
            return link.call(new QuitGroup(groupID), timeout).thenApply(done -> {
                leave();
                return groupID;
            });
        });
    }

    CompletableFuture<Integer> getGroupOnlineMemberCount(String groupID) {
        Params.text("groupID", groupID);
        return work.answer(() -> groupID.equals(current)
                ? link.call(new CountOnline(groupID), timeout).thenApply(CountOnline.Result::memberCount)
                : CompletableFuture.completedFuture(0));
    }

    private void heard(im.parley.protocol.message.Message stored) {
        if (cache.find(stored.id().text()) == null) { // may be sent again over a lost connection
            emitter.emit(Events.MESSAGE_RECEIVED, List.of(cache.of(stored, "")));
        }
    }

    /// Somebody signs in, or nothing is to be heard any more.
    void leave() {
        current = null;
        link.close(GONE);
        rooms.clear();
        cache.clear();
    }

    private void leaveUnlessIn() {
        joining--;
        if (current == null && joining == 0) {
            leave();
        }
    }

    @Override
    public void opened() {
        var groupID = current;
        if (groupID == null) {
            link.signedIn(HEARTBEAT);
            return;
        }
        link.callOnSocket(new JoinGroup(groupID, null), timeout).whenComplete((result, failure) -> {
            if (failure == null) {
                link.signedIn(HEARTBEAT);
                return;
            }
            var error = Answers.errorOf(failure);
            log.info("cannot come back into a live room: " + error);
            if (error.errorCode().map(ErrorCode::retryable).orElse(false)) {
                link.restart("refused: " + error);
            } else if (error.code() != ErrorCode.NETWORK_ERROR.number()) {
                leave();
            }
        });
    }

    @Override
    public void pushed(String event, Wire.Incoming frame) {
        pushes.dispatch(event, frame);
    }

    @Override
    public void refused(CloseReason reason) {
        leave();
    }

    @Override
    public void serverTime(long serverTime, long askedAt) {
        // only told to who is signed in
    }
}
