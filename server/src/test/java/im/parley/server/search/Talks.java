package im.parley.server.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import im.parley.protocol.ConversationId;
import im.parley.protocol.Types;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.SearchMessages;
import im.parley.server.bus.InProcessBus;
import im.parley.server.bus.TestListener;
import im.parley.server.message.MessageLookup;
import im.parley.server.message.NoGroups;
import im.parley.server.message.Participants;
import im.parley.server.message.Timelines;
import im.parley.server.message.Views;
import im.parley.server.operation.FakeCaller;
import im.parley.server.settings.Settings;
import im.parley.server.store.AppStore;
import im.parley.server.store.TestDatabase;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// What people say to each other, written into the log as the message package writes it: heads are locked, and
/// sequences and changes grow by one. And a search over it.
final class Talks {
    private static final AtomicLong NEXT = new AtomicLong(1);

    final AppStore store;
    final Settings settings;
    final Views views;
    private final Accounts accounts;
    private final SearchService service;

    Talks(AppStore store) {
        this.store = store;
        var clock = Clock.systemUTC();
        var bus = new InProcessBus();
        bus.start(new TestListener(batch -> {}));
        accounts = new Accounts(store.jdbi(), bus, clock);
        settings = new Settings(store.jdbi(), bus, TestDatabase.background(), clock, Duration.ofSeconds(30));
        var timelines = new Timelines(store.jdbi());
        views = new Views(accounts, timelines, new Participants(store.jdbi()), NoGroups.INSTANCE, settings, clock);
        service = new SearchService(
                store.jdbi(),
                timelines,
                NoGroups.INSTANCE,
                new MessageLookup(store.jdbi(), accounts, NoGroups.INSTANCE),
                views,
                accounts,
                settings,
                clock);
    }

    Account newUser(String name) {
        return accounts.getOrCreate(name + NEXT.getAndIncrement());
    }

    static FakeCaller caller(Account user) {
        // another instance each time: the limit of calls is each instance's own
        return new FakeCaller(
                user.tinyID(), user.userID(), "instance-" + NEXT.getAndIncrement(), new CountDownLatch(1));
    }

    /// @return the timeline of the two
    long talk(Account one, Account other) {
        long low = Math.min(one.tinyID(), other.tinyID());
        long high = Math.max(one.tinyID(), other.tinyID());
        return store.jdbi().inTransaction(handle -> {
            handle.execute(
                    "INSERT INTO conversation (low_user, high_user) VALUES (?, ?) ON CONFLICT DO NOTHING", low, high);
            long id = handle.select("SELECT id FROM conversation WHERE low_user = ? AND high_user = ?", low, high)
                    .mapTo(Long.class)
                    .one();
            Stream.of(low, high)
                    .forEach(user -> handle.execute(
                            "INSERT INTO participant (tiny_id, conversation_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                            user,
                            id));
            return id;
        });
    }

    long say(Account from, Account to, String text) {
        return say(from, to, Types.MSG_TEXT, payload("text", text));
    }

    long say(Account from, Account to, String type, String payload) {
        return say(from, to, type, payload, System.currentTimeMillis());
    }

    /// @return the sequence
    long say(Account from, Account to, String type, String payload, long time) {
        long conversation = talk(from, to);
        return store.jdbi().inTransaction(handle -> {
            long sequence =
                    handle.select("""
                            UPDATE conversation SET last_sequence = last_sequence + 1, last_time = greatest(last_time, ?)
                            WHERE id = ? RETURNING last_sequence
                            """, time, conversation).mapTo(Long.class).one();
            handle.execute("""
                    INSERT INTO message (conversation_id, sequence, sender, client_id, time, unread_low, unread_high,
                        flags, type, payload)
                    VALUES (?, ?, ?, ?, ?, 0, 0, 0, ?, ?)
                    """, conversation, sequence, from.tinyID(), NEXT.getAndIncrement(), time, type, payload);
            return sequence;
        });
    }

    void modify(long conversation, long sequence, String text) {
        change(conversation, sequence, "version = coalesce(version, 0) + 1, payload = ?", payload("text", text));
    }

    void revoke(long conversation, long sequence) {
        change(conversation, sequence, "revoker = ?", 1L);
    }

    /// Something that leaves the text as it is, such as a receipt.
    void touch(long conversation, long sequence) {
        change(conversation, sequence, "receipt_count = ?", 1);
    }

    private void change(long conversation, long sequence, String what, Object value) {
        store.jdbi().useTransaction(handle -> {
            long change = nextChange(handle, conversation);
            handle.execute(
                    "UPDATE message SET change = " + change + ", " + what
                            + " WHERE conversation_id = ? AND sequence = ?",
                    value,
                    conversation,
                    sequence);
        });
    }

    private static long nextChange(Handle handle, long conversation) {
        return handle.select(
                        "UPDATE conversation SET last_change = last_change + 1 WHERE id = ? RETURNING last_change",
                        conversation)
                .mapTo(Long.class)
                .one();
    }

    void deleteFor(Account user, long conversation, long sequence) {
        store.jdbi().useTransaction(handle -> {
            handle.execute(
                    "INSERT INTO message_deletion VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    conversation,
                    user.tinyID(),
                    sequence);
            handle.execute("""
                    UPDATE participant SET deleted_sequence = greatest(deleted_sequence, ?)
                    WHERE conversation_id = ? AND tiny_id = ?
                    """, sequence, conversation, user.tinyID());
        });
    }

    void clear(Account user, long conversation, long upTo) {
        store.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE participant SET cleared_sequence = ? WHERE conversation_id = ? AND tiny_id = ?",
                        upTo,
                        conversation,
                        user.tinyID()));
    }

    /// Nobody sees anything up to this sequence any more; the log may have it for a while.
    void clearForAll(long conversation, long upTo) {
        store.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE conversation SET cleared_sequence = ? WHERE id = ?", upTo, conversation));
    }

    /// The log lets go of messages.
    void forget(long conversation, long upTo) {
        store.jdbi()
                .useHandle(handle -> handle.execute(
                        "DELETE FROM message WHERE conversation_id = ? AND sequence <= ?", conversation, upTo));
    }

    /// Brings the index up to the log, at once.
    void index(Long... conversations) {
        var open = List.of(conversations);
        while (!open.isEmpty()) {
            var batch = open;
            open = store.jdbi()
                    .inTransaction(handle ->
                            List.copyOf(SearchIndex.follow(handle, batch).open()));
        }
    }

    SearchMessages.Result search(Account viewer, SearchMessages request) {
        return service.search(caller(viewer), request);
    }

    /// Sequences of all hits in the timeline with the peer, page by page.
    List<Long> hits(Account viewer, Account peer, List<String> keywords, String match, int pageSize) {
        var sequences = new ArrayList<Long>();
        String cursor = null;
        do {
            var page = search(viewer, request(keywords, match, "C2C" + peer.userID(), pageSize, cursor));
            page.searchResultList().stream()
                    .flatMap(found -> found.messageList().stream())
                    .map(Message::sequence)
                    .forEach(sequences::add);
            cursor = page.cursor();
        } while (cursor != null);
        return sequences;
    }

    static SearchMessages request(List<String> keywords, String match, String conversation, int count, String cursor) {
        return new SearchMessages(
                keywords,
                match,
                null,
                null,
                conversation == null ? null : ConversationId.parse(conversation),
                null,
                null,
                count,
                cursor);
    }

    static SearchMessages keyword(String keyword) {
        return request(List.of(keyword), null, null, 20, null);
    }

    static String payload(String field, String value) {
        return JsonNodeFactory.instance.objectNode().put(field, value).toString();
    }

    /// Messages that the index has otherwise than the log, in either direction.
    long differences() {
        return store.jdbi()
                .withHandle(handle -> handle.select("""
                        SELECT count(*) FROM (SELECT * FROM message WHERE revoker IS NULL) m
                        FULL JOIN (
                            SELECT p.conversation_id, one.sequence, one.text FROM search_passage p
                            CROSS JOIN LATERAL unnest(p.sequences, p.texts) AS one (sequence, text)
                            WHERE one.text IS NOT NULL) s ON s.conversation_id = m.conversation_id AND s.sequence = m.sequence
                        WHERE m.sequence IS NULL OR s.sequence IS NULL
                            OR lower(m.payload::jsonb ->> 'text') <> s.text
                        """).mapTo(Long.class).one());
    }
}
