package im.parley.server.webhook;

import im.parley.protocol.ProtocolJson;
import im.parley.server.message.LogCursors;
import im.parley.server.message.LogReader;
import im.parley.server.message.MessageFeed;
import im.parley.server.message.MessageFeed.After;
import im.parley.server.message.MessageFeed.Head;
import im.parley.server.message.Rooms;
import im.parley.server.message.SentFeed;
import im.parley.server.message.SentFeed.Sent;
import im.parley.server.settings.CallbackCommand;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import im.parley.server.webhook.SentBodies.Told;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells back ends of the messages in the log, those of each conversation in order. Which node reads a conversation is
/// settled by a lease of its cursor, which moves when the back end has been told: if the node dies before, another
/// tells of the last messages again.
final class SentMessages implements LogReader.Work, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SentMessages.class);

    /// `ErrorInfo` of a message that was sent.
    static final String SENT = "send msg succeed";

    static final Set<CallbackCommand> TELLING =
            Set.of(CallbackCommand.AFTER_C2C_MESSAGE, CallbackCommand.AFTER_GROUP_MESSAGE);

    /// How long a message waits, so that others gather.
    static final Duration SETTLING = Duration.ofMillis(20);
    /// What was sent longer ago is no news.
    static final Duration OLDEST = Duration.ofDays(1);

    private static final Duration LEASE = Duration.ofMinutes(1);
    /// How long a conversation is told of; with the longest two calls it is well within the lease.
    private static final Duration TURN = Duration.ofSeconds(20);

    /// How long a round waits for what is told in it. What takes longer goes on by itself: its lease keeps it
    /// from being read by others meanwhile.
    private static final Duration ROUND = Duration.ofMillis(100);
    /// How long nothing is read where all that there is is being told of.
    private static final Duration PAUSE = Duration.ofMillis(250);

    /// How long the end waits for what is being told.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int MESSAGES_OF_EACH = 50;

    private final Callbacks callbacks;
    private final SendCallbacks sends;
    private final SentBodies bodies;
    private final Jdbi jdbi;
    private final LogCursors cursors;
    private final Accounts accounts;
    private final Rooms rooms;
    private final UnreadCounts unread;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SentMessages(
            Callbacks callbacks,
            SendCallbacks sends,
            SentBodies bodies,
            Jdbi jdbi,
            LogCursors cursors,
            Accounts accounts,
            Rooms rooms,
            UnreadCounts unread) {
        this.callbacks = callbacks;
        this.sends = sends;
        this.bodies = bodies;
        this.jdbi = jdbi;
        this.cursors = cursors;
        this.accounts = accounts;
        this.rooms = rooms;
        this.unread = unread;
    }

    boolean isOn() {
        return TELLING.stream().anyMatch(callbacks::isOn);
    }

    /// What is there to be told in some conversations.
    ///
    /// @param from of those that this node has leased, where it goes on
    private record Found(
            Map<Long, Long> from, Map<Long, Head> heads, Map<Long, List<Sent>> messages, Map<Long, Account> accounts) {}

    @Override
    public Set<Long> read(List<Long> conversations, long floor) throws InterruptedException {
        var found = find(conversations, floor);
        var open = new HashSet<>(conversations);
        open.retainAll(found.heads().keySet());
        if (found.from().isEmpty() && !open.isEmpty()) {
            Thread.sleep(PAUSE); // a lease ends without a word: whoever waits for one has to look again
            return open;
        }
        var turns = new HashMap<Long, Future<Boolean>>();
        found.from()
                .forEach((conversation, from) ->
                        turns.put(conversation, threads.submit(() -> tell(found, conversation, from, floor))));
        long end = System.nanoTime() + ROUND.toNanos();
        for (var turn : turns.entrySet()) {
            if (isAllTold(turn.getValue(), Math.max(end - System.nanoTime(), 0))) {
                open.remove(turn.getKey());
            }
        }
        return open;
    }

    private static boolean isAllTold(Future<Boolean> turn, long nanos) throws InterruptedException {
        try {
            return turn.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            return false;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("messages cannot be told of", failed.getCause());
        }
    }

    /// Ends what is being told: what the back end may not have got is told again.
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("telling the back end of messages takes too long to stop");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private Found find(List<Long> conversations, long floor) {
        return jdbi.inTransaction(handle -> {
            var from = cursors.lease(handle, conversations, floor, LEASE);
            var heads = MessageFeed.heads(handle, conversations);
            var gone = new HashSet<>(conversations);
            gone.removeAll(heads.keySet());
            cursors.forget(handle, gone);
            from.keySet().removeAll(gone);
            var positions = from.entrySet().stream()
                    .map(entry -> new After(entry.getKey(), entry.getValue()))
                    .toList();
            var messages = SentFeed.after(handle, positions, MESSAGES_OF_EACH);
            var users = new HashSet<Long>();
            messages.forEach(message -> users.add(message.sender()));
            heads.values().stream().filter(head -> !head.isRoom()).forEach(head -> {
                users.add(head.low());
                users.add(head.high());
            });
            return new Found(
                    from,
                    heads,
                    messages.stream().collect(Collectors.groupingBy(Sent::conversation)),
                    accounts.byTinyID(users));
        });
    }

    /// @return whether all of it was told
    private boolean tell(Found found, long conversation, long from, long floor) {
        var messages = found.messages().getOrDefault(conversation, List.of());
        var head = Objects.requireNonNull(found.heads().get(conversation));
        var groupID = head.isRoom() ? rooms.name(conversation).orElse(null) : null;
        long end = System.nanoTime() + TURN.toNanos();
        long position = from;
        boolean isAll = messages.size() < MESSAGES_OF_EACH;
        for (var message : messages) {
            if (System.nanoTime() - end > 0 || !tell(found, head, groupID, message, floor)) {
                isAll = false;
                break;
            }
            position = message.sequence();
        }
        var read = new After(conversation, position);
        jdbi.useHandle(handle -> cursors.release(handle, read));
        return isAll;
    }

    /// @return false: the server stops, and the back end may not have been told
    private boolean tell(Found found, Head head, @Nullable String groupID, Sent message, long floor) {
        var sender = found.accounts().get(message.sender());
        var command = head.isRoom() ? CallbackCommand.AFTER_GROUP_MESSAGE : CallbackCommand.AFTER_C2C_MESSAGE;
        if (!message.isTold() || message.time() < floor || sender == null || !callbacks.isOn(command)) {
            return true;
        }
        var peer = found.accounts().get(head.low() == message.sender() ? head.high() : head.low());
        var to = head.isRoom() ? groupID : peer == null ? null : peer.userID();
        if (to == null) {
            log.debug("nobody is left in conversation {}", head.conversation());
            return true;
        }
        var terminal = sends.terminal(message.id());
        var told = new Told(
                message.id(),
                sender.userID(),
                to,
                message.content(),
                message.cloudCustomData(),
                message.calls(),
                false,
                message.sequence(),
                message.time());
        var body = ProtocolJson.mapper().createObjectNode();
        if (peer == null || head.isRoom()) {
            bodies.putGroup(body, told, terminal);
            body.put("MsgSeq", message.sequence()).put("MsgTime", message.time() / 1000);
        } else {
            bodies.putC2C(body, told);
            body.put("SendMsgResult", 0).put("ErrorInfo", SENT).put("UnreadMsgNum", unread.ofUser(peer.tinyID()));
        }
        return callbacks.deliver(command, terminal, body);
    }
}
