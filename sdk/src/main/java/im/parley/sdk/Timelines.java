package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.conversation.Conversation;
import im.parley.protocol.message.CatchUpMessages;
import im.parley.protocol.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Every conversation's [Timeline], and the pulls that fill their holes: after a push that skips a sequence,
/// and after a lost connection. Confined to the chat's executor.
final class Timelines {
    /// How long a skipped sequence is waited for before it is asked for; pushes and answers may overtake each
    /// other.
    private static final Duration HOLE_PATIENCE = Duration.ofMillis(200);

    private static final Duration PULL_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PULL_RETRY = Duration.ofSeconds(1);
    private static final long MILLIS_PER_SECOND = 1000;

    private final Io io;
    private final SerialExecutor work;
    private final Log log;
    private final Link link;
    private final Self self;
    private final Predicate<String> keptBack;
    private final BiConsumer<String, List<Message>> delivery;

    private final Map<String, Entry> entries = new HashMap<>();
    private final List<Runnable> early = new ArrayList<>(); // what came before the first list did
    private boolean listed;
    private long since; // seconds: what is older is history to this login

    /// @param keptBack whether some of a conversation's messages do not come because the user wants it so
    /// @param delivery gets a conversation's messages in order and each once
    Timelines(
            Io io,
            SerialExecutor work,
            Log log,
            Link link,
            Self self,
            Predicate<String> keptBack,
            BiConsumer<String, List<Message>> delivery) {
        this.io = io;
        this.work = work;
        this.log = log;
        this.link = link;
        this.self = self;
        this.keptBack = keptBack;
        this.delivery = delivery;
    }

    private static final class Entry {
        final String conversationID;
        final Timeline timeline;
        final boolean unknown; // to the first list: its beginning is history
        long target; // to be filled up to here
        long joinedAt; // groups: what was written up to here is history, but for what the system says of it
        boolean skipsNext; // what is missing before the next message was kept back
        boolean pulling;
        boolean waiting;

        Entry(String conversationID, long known, boolean unknown) {
            this.conversationID = conversationID;
            this.timeline = new Timeline(known);
            this.unknown = unknown;
        }
    }

    void clear() {
        entries.clear();
        early.clear();
        listed = false;
    }

    /// Everything up to here is dealt with.
    long known(String conversationID) {
        var entry = entries.get(conversationID);
        return entry == null ? 0 : entry.timeline.known();
    }

    /// Whether this message is yet to be delivered. Then it is asked for, unless it comes soon.
    boolean isAhead(String conversationID, long sequence) {
        var entry = entries.get(conversationID);
        if (entry == null || sequence <= entry.timeline.known() || isKeptBack(entry)) {
            return false;
        }
        io.after(HOLE_PATIENCE, work, () -> pull(entry, sequence));
        return true;
    }

    /// The server's complete list: the first one sets where each timeline starts, later ones tell what was
    /// missed.
    ///
    /// @param readAt when the server read it, milliseconds
    void listed(List<Conversation> conversations, long readAt) {
        if (!listed) {
            listed = true;
            since = readAt / MILLIS_PER_SECOND;
            for (Conversation conversation : conversations) {
                entries.put(
                        conversation.conversationID(),
                        new Entry(conversation.conversationID(), conversation.lastSequence(), false));
            }
            var waiting = List.copyOf(early);
            early.clear();
            waiting.forEach(Runnable::run);
            return;
        }
        for (Conversation conversation : conversations) {
            catchUp(entry(conversation.conversationID()), conversation.lastSequence());
        }
    }

    private void catchUp(Entry entry, long last) {
        if (isKeptBack(entry)) {
            skip(entry, last);
        } else {
            pull(entry, last);
        }
    }

    /// Messages that were kept back are over: what is missing before the next one is no news.
    void skipNext(String conversationID) {
        if (listed) {
            entry(conversationID).skipsNext = true;
        }
    }

    private boolean isKeptBack(Entry entry) {
        return entry.skipsNext || keptBack.test(entry.conversationID);
    }

    private void skip(Entry entry, long upTo) {
        entry.skipsNext = false;
        deliver(entry, entry.timeline.fill(List.of(), upTo));
    }

    void received(Message message) {
        if (!listed) {
            early.add(() -> received(message));
            return;
        }
        if (message.sequence() == 0) { // for those online only: it has no place in the order
            delivery.accept(im.parley.sdk.Message.conversationOf(message, self.userID()), List.of(message));
            return;
        }
        var entry = entry(im.parley.sdk.Message.conversationOf(message, self.userID()));
        if (isKeptBack(entry)) {
            skip(entry, message.sequence() - 1);
        }
        deliver(entry, entry.timeline.offer(message));
    }

    /// Runs what else was pushed: after what had come before it, and not before the first list is here.
    void inTurn(Runnable push) {
        if (listed) {
            push.run();
        } else {
            early.add(push);
        }
    }

    /// Messages have come up to this one, and were kept back.
    ///
    /// @param news gets it, unless it is dealt with
    void keptBack(Message newest, Consumer<Message> news) {
        if (!listed) {
            early.add(() -> keptBack(newest, news));
            return;
        }
        var entry = entry(im.parley.sdk.Message.conversationOf(newest, self.userID()));
        if (newest.sequence() > entry.timeline.known()) {
            skip(entry, newest.sequence());
            news.accept(newest);
        }
    }

    /// The user has come into a group.
    ///
    /// @param last sequence of the group's last message by then: no news, unless it is the tip that tells of
    ///     it
    void begin(String conversationID, long last) {
        if (!listed) {
            early.add(() -> begin(conversationID, last));
            return;
        }
        var entry = entries.computeIfAbsent(conversationID, id -> new Entry(id, 0, false));
        entry.joinedAt = Math.max(entry.joinedAt, last);
        deliver(entry, entry.timeline.fill(List.of(), last - 1));
    }

    /// The server says how far a topic has come. Where nothing was heard of it before, that is history.
    void learn(String conversationID, long last) {
        if (!listed) {
            early.add(() -> learn(conversationID, last));
        } else if (entries.putIfAbsent(conversationID, new Entry(conversationID, last, false)) != null) {
            catchUp(entry(conversationID), last);
        }
    }

    /// A topic was listed after a lost connection of which nothing was heard before: what came in it since the login,
    /// or since it was made, was missed.
    ///
    /// @param isNew whether it was made since the connection was lost
    void meet(Conversation topic, boolean isNew) {
        var id = topic.conversationID();
        var last = topic.lastMessage();
        if (isNew) {
            learn(id, 0);
        } else if (!entries.containsKey(id)
                && last != null
                && last.time() >= since
                && topic.lastSequence() > topic.readSequence()
                && !keptBack.test(id)) {
            entry(id).joinedAt = topic.readSequence();
        }
    }

    /// There are messages up to here, and no push brings them.
    void fillUpTo(String conversationID, long sequence) {
        if (listed) {
            pull(entry(conversationID), sequence);
        }
    }

    /// Nothing more is to be had of a conversation.
    void forget(String conversationID) {
        entries.remove(conversationID);
    }

    /// An own send was stored.
    void taken(String conversationID, long sequence) {
        var entry = entry(conversationID);
        if (isKeptBack(entry)) {
            skip(entry, sequence - 1);
        }
        deliver(entry, entry.timeline.taken(sequence));
    }

    private Entry entry(String conversationID) {
        return entries.computeIfAbsent(conversationID, id -> new Entry(id, 0, true));
    }

    private void deliver(Entry entry, List<Message> messages) {
        if (!messages.isEmpty()) {
            delivery.accept(entry.conversationID, messages);
        }
        if (entry.timeline.hole().isPresent() && !entry.pulling && !entry.waiting) {
            entry.waiting = true;
            io.after(HOLE_PATIENCE, work, () -> {
                entry.waiting = false;
                entry.timeline.hole().ifPresent(hole -> pull(entry, hole.upTo()));
            });
        }
    }

    private void pull(Entry entry, long upTo) {
        entry.target = Math.max(entry.target, upTo);
        if (!entry.pulling && isCurrent(entry) && entry.timeline.known() < entry.target) {
            entry.pulling = true;
            (entry.unknown && entry.timeline.known() == 0 ? skipHistory(entry, Limits.CATCH_UP_PAGE) : done())
                    .thenCompose(start -> pullPages(entry))
                    .whenComplete((pulled, failure) -> {
                        entry.pulling = false;
                        if (failure == null) {
                            deliver(entry, List.of()); // a hole may be left behind a later message
                        } else {
                            failed(entry, Answers.errorOf(failure));
                        }
                    });
        }
    }

    private CompletableFuture<Void> pullPages(Entry entry) {
        var known = entry.timeline.known();
        if (known >= entry.target || !isCurrent(entry)) {
            return done();
        }
        var target = entry.target;
        return ask(entry, known, target, Limits.CATCH_UP_PAGE).thenCompose(page -> {
            var messages = page.messageList();
            var upTo = page.isCompleted() || messages.isEmpty()
                    ? target
                    : messages.getLast().sequence();
            if (isCurrent(entry)) {
                deliver(
                        entry,
                        entry.timeline.fill(
                                messages.stream().filter(m -> isNews(entry, m)).toList(), upTo));
            }
            return pullPages(entry);
        });
    }

    /// A conversation that this login's first list did not have may have a long history all the same. Looks
    /// back in growing steps for where it ends, so that only what came after the login is pulled.
    private CompletableFuture<Void> skipHistory(Entry entry, long step) {
        var after = entry.target - step;
        if (after <= 0) {
            return done();
        }
        return ask(entry, after, entry.target, 1).thenCompose(page -> {
            var oldest = page.messageList();
            if (oldest.isEmpty() || !isNews(entry, oldest.getFirst())) {
                if (isCurrent(entry)) {
                    deliver(entry, entry.timeline.fill(List.of(), after));
                }
                return done();
            }
            return skipHistory(entry, step * 2);
        });
    }

    private CompletableFuture<CatchUpMessages.Result> ask(Entry entry, long after, long upTo, int count) {
        var id = ConversationId.parse(entry.conversationID);
        return link.callOnSocket(new CatchUpMessages(id, after, upTo, count), PULL_TIMEOUT);
    }

    /// Times are in seconds, so a message of the login's own second counts as news: rather one too many than
    /// one lost.
    private boolean isNews(Entry entry, Message message) {
        return (!entry.unknown || message.time() >= since)
                && (message.sequence() > entry.joinedAt || message.type().equals(Types.MSG_GRP_TIP));
    }

    /// Not from a login that is over.
    private boolean isCurrent(Entry entry) {
        return entries.get(entry.conversationID) == entry;
    }

    private void failed(Entry entry, ChatError error) {
        if (error.isOutside()) {
            entries.remove(entry.conversationID, entry); // the push that says so is on its way
        } else if (isCurrent(entry)
                && error.code() != ErrorCode.NETWORK_ERROR.number()) { // else the next sign-in compares
            log.warn("catching up failed: " + error);
            io.after(PULL_RETRY, work, () -> pull(entry, entry.target));
        }
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
