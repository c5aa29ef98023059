package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.conversation.Conversation;
import im.parley.protocol.message.ChangedMessages;
import im.parley.protocol.message.MissedAttachments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How many changes of each conversation's messages are known here, and the pulls that bring the others:
/// after a push that skips a number, and after a lost connection. Confined to the chat's executor.
final class Changes implements ChangeNews {
    /// Pushes of changes made at once may overtake each other.
    private static final Duration GAP_PATIENCE = Duration.ofMillis(200);

    private static final Duration PULL_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PULL_RETRY = Duration.ofSeconds(1);

    private final Io io;
    private final SerialExecutor work;
    private final Log log;
    private final Link link;
    private final Pulled pulled;

    private final Map<String, Entry> entries = new HashMap<>();
    private final List<Runnable> early = new ArrayList<>(); // pushes that came before the first list did
    private boolean listed;

    /// Gets messages that were changed while this chat was away.
    interface Pulled {
        void pulled(MissedChanges missed);
    }

    Changes(Io io, SerialExecutor work, Log log, Link link, Pulled pulled) {
        this.io = io;
        this.work = work;
        this.log = log;
        this.link = link;
        this.pulled = pulled;
    }

    private static final class Entry {
        final String conversationID;
        final TreeSet<Long> ahead = new TreeSet<>(); // known, but something before them is not
        long known;
        long target; // to be known up to here
        boolean unknown; // when it was first listed: its changes so far may be history
        boolean pulling;
        boolean waiting;

        Entry(String conversationID, long known) {
            this.conversationID = conversationID;
            this.known = known;
        }

        void know(long change) {
            if (change > known) {
                ahead.add(change);
            }
            advance();
        }

        void knowUpTo(long change) {
            known = Math.max(known, change);
            ahead.headSet(known, true).clear();
            advance();
        }

        private void advance() {
            while (!ahead.isEmpty() && ahead.first() <= known + 1) {
                known = Math.max(known, ahead.pollFirst());
            }
        }
    }

    void clear() {
        entries.clear();
        early.clear();
        listed = false;
    }

    /// Nothing more is to be had of a conversation.
    void forget(String conversationID) {
        entries.remove(conversationID);
    }

    /// The server's complete list: the first one says where to begin, later ones what was missed.
    void listed(List<Conversation> conversations) {
        if (listed) {
            conversations.forEach(conversation -> {
                var entry = entries.get(conversation.conversationID());
                if (entry == null) {
                    entry = new Entry(conversation.conversationID(), 0);
                    entry.unknown = true;
                    entries.put(conversation.conversationID(), entry);
                }
                pull(entry, conversation.lastChange());
            });
            return;
        }
        listed = true;
        conversations.forEach(conversation -> entry(conversation.conversationID(), conversation.lastChange()));
        var waiting = List.copyOf(early);
        early.clear();
        waiting.forEach(Runnable::run);
    }

    /// The same of one topic. Where nothing was heard of it before, its changes so far are history.
    void learn(Conversation topic) {
        if (!listed) {
            early.add(() -> learn(topic));
            return;
        }
        var known = entries.putIfAbsent(topic.conversationID(), new Entry(topic.conversationID(), topic.lastChange()));
        if (known != null) {
            pull(known, topic.lastChange());
        }
    }

    /// What the push says is done as soon as the first list is here.
    @Override
    public void pushed(String conversationID, List<Long> changes, Runnable effect) {
        if (!listed) {
            early.add(() -> pushed(conversationID, changes, effect));
            return;
        }
        effect.run();
        changes.forEach(change -> know(conversationID, change));
    }

    /// A change came, by a push or as the answer to this instance.
    @Override
    public void know(String conversationID, long change) {
        var entry = entry(conversationID, change - 1);
        entry.know(change);
        if (!entry.ahead.isEmpty() && !entry.waiting) {
            entry.waiting = true;
            io.after(GAP_PATIENCE, work, () -> {
                entry.waiting = false;
                if (!entry.ahead.isEmpty()) {
                    pull(entry, entry.ahead.last());
                }
            });
        }
    }

    /// @param known what happened before it is no news, in a conversation that the first list did not have
    private Entry entry(String conversationID, long known) {
        return entries.computeIfAbsent(conversationID, id -> new Entry(id, known));
    }

    private void pull(Entry entry, long upTo) {
        entry.target = Math.max(entry.target, upTo);
        if (!entry.pulling && isCurrent(entry) && entry.known < entry.target) {
            entry.pulling = true;
            pullPages(entry).whenComplete((done, failure) -> {
                entry.pulling = false;
                if (failure != null) {
                    failed(entry, Answers.errorOf(failure));
                }
            });
        }
    }

    private CompletableFuture<Void> pullPages(Entry entry) {
        if (entry.known >= entry.target || !isCurrent(entry)) {
            return CompletableFuture.completedFuture(null);
        }
        var target = entry.target;
        var id = ConversationId.parse(entry.conversationID);
        return link.callOnSocket(new ChangedMessages(id, entry.known, Limits.CHANGES_PAGE), PULL_TIMEOUT)
                .thenCompose(page -> {
                    var messages = page.messageList();
                    if (isCurrent(entry)) {
                        pulled.pulled(new MissedChanges(
                                entry.conversationID,
                                entry.known,
                                messages,
                                page.attachmentList().stream()
                                        .collect(Collectors.toMap(MissedAttachments::id, Function.identity())),
                                entry.unknown));
                        entry.knowUpTo(
                                messages.isEmpty() ? target : messages.getLast().change());
                        if (page.isCompleted()) {
                            entry.unknown = false;
                            entry.knowUpTo(target); // the others changed what this user does not see
                        }
                    }
                    return pullPages(entry);
                });
    }

    /// Not from a login that is over.
    private boolean isCurrent(Entry entry) {
        return entries.get(entry.conversationID) == entry;
    }

    private void failed(Entry entry, ChatError error) {
        if (error.isOutside()) {
            entries.remove(entry.conversationID, entry); // the push that says so is on its way
        } else if (isCurrent(entry)
                && error.code() != ErrorCode.NETWORK_ERROR.number()) { // else the next list compares
            log.warn("asking for changes failed: " + error);
            io.after(PULL_RETRY, work, () -> pull(entry, entry.target));
        }
    }
}
