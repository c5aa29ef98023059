package im.parley.server.message;

import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.message.ChangedMessages;
import im.parley.protocol.message.Extension;
import im.parley.protocol.message.MissedAttachments;
import im.parley.protocol.message.MissedReaction;
import im.parley.protocol.message.Reaction;
import im.parley.server.operation.Caller;
import im.parley.server.operation.OperationTable;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Tells clients that were away what was changed in a conversation's messages, with what users attached to them, all
/// as of one moment.
public final class MissedChanges {
    private final Jdbi jdbi;
    private final Views views;
    private final Accounts accounts;

    public MissedChanges(Jdbi jdbi, Views views, Accounts accounts) {
        this.jdbi = jdbi;
        this.views = views;
        this.accounts = accounts;
    }

    public void addTo(OperationTable.Builder table) {
        table.on(ChangedMessages.class, this::list);
    }

    private ChangedMessages.Result list(Caller caller, ChangedMessages request) {
        return views.find(caller, request.conversationID())
                .map(view -> list(caller, view, request))
                .orElse(new ChangedMessages.Result(List.of(), true, List.of()));
    }

    private ChangedMessages.Result list(Caller caller, View view, ChangedMessages request) {
        int count = Math.min(request.count(), Limits.CHANGES_PAGE);
        var found = jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            var rows = changedAfter(handle, view, request.after(), count + 1);
            var page = rows.subList(0, Math.min(count, rows.size()));
            var intact = page.stream()
                    .filter(message -> !message.isRevoked())
                    .map(StoredMessage::sequence)
                    .toArray(Long[]::new);
            return intact.length == 0
                    ? new Found(page, rows.size() <= count, List.of(), List.of())
                    : new Found(
                            page,
                            rows.size() <= count,
                            reactions(handle, view, intact),
                            extensions(handle, view, intact));
        });
        return new ChangedMessages.Result(view.show(found.page()), found.isCompleted(), attachments(caller, found));
    }

    private List<MissedAttachments> attachments(Caller caller, Found found) {
        var known = accounts.byTinyID(found.reactions().stream()
                .flatMap(reaction -> reaction.users().stream().limit(Limits.PARTIAL_USERS))
                .toList());
        Map<Long, List<MissedReaction>> reactions = new HashMap<>();
        for (var row : found.reactions()) {
            var reaction = new Reaction(
                    row.reactionID(),
                    row.users().size(),
                    row.users().contains(caller.tinyID()),
                    MessageReactions.infos(row.users(), known, Limits.PARTIAL_USERS));
            reactions
                    .computeIfAbsent(row.sequence(), sequence -> new ArrayList<>())
                    .add(new MissedReaction(reaction, row.newest()));
        }
        Map<Long, List<Extension>> extensions = new HashMap<>();
        for (var row : found.extensions()) {
            extensions
                    .computeIfAbsent(row.sequence(), sequence -> new ArrayList<>())
                    .add(row.extension());
        }
        return found.page().stream()
                .filter(message ->
                        reactions.containsKey(message.sequence()) || extensions.containsKey(message.sequence()))
                .map(message -> new MissedAttachments(
                        id(message),
                        reactions.getOrDefault(message.sequence(), List.of()),
                        extensions.getOrDefault(message.sequence(), List.of())))
                .toList();
    }

    private static MessageId id(StoredMessage message) {
        return Draft.id(message.sender(), message.clientId());
    }

    /// In the order of the changes.
    private static List<StoredMessage> changedAfter(Handle handle, View view, long change, int limit) {
        return view.bind(handle.createQuery("SELECT " + StoredMessage.COLUMNS + " FROM message m WHERE " + View.VISIBLE
                        + " AND m.change > :change AND m.time >= :since ORDER BY m.change LIMIT :limit"))
                .bind("change", change)
                .bind("since", view.since())
                .bind("limit", limit)
                .map((row, context) -> StoredMessage.of(row, 1))
                .list();
    }

    private static List<ReactionRow> reactions(Handle handle, View view, Long[] sequences) {
        return handle.createQuery("""
                        SELECT sequence, reaction_id, array_agg(tiny_id ORDER BY ordinal), max(ordinal)
                        FROM message_reaction
                        WHERE conversation_id = :conversation AND sequence = ANY (:sequences)
                        GROUP BY sequence, reaction_id ORDER BY sequence, min(ordinal)
                        """)
                .bind("conversation", view.conversation())
                .bind("sequences", sequences)
                .map((row, context) -> new ReactionRow(
                        row.getLong(1),
                        row.getString(2),
                        List.of((Long[]) row.getArray(3).getArray()),
                        row.getLong(4)))
                .list();
    }

    private static List<ExtensionRow> extensions(Handle handle, View view, Long[] sequences) {
        return handle.createQuery("""
                        SELECT sequence, key, value, version FROM message_extension
                        WHERE conversation_id = :conversation AND sequence = ANY (:sequences) ORDER BY sequence, key
                        """)
                .bind("conversation", view.conversation())
                .bind("sequences", sequences)
                .map((row, context) -> new ExtensionRow(
                        row.getLong(1), new Extension(row.getString(2), row.getString(3), row.getLong(4))))
                .list();
    }

    /// What there was at one moment.
    private record Found(
            List<StoredMessage> page,
            boolean isCompleted,
            List<ReactionRow> reactions,
            List<ExtensionRow> extensions) {}

    private record ReactionRow(long sequence, String reactionID, List<Long> users, long newest) {}

    private record ExtensionRow(long sequence, Extension extension) {}
}
