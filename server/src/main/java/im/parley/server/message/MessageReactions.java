package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.message.AddReaction;
import im.parley.protocol.message.GetReactions;
import im.parley.protocol.message.ListReactionUsers;
import im.parley.protocol.message.Reaction;
import im.parley.protocol.message.ReactionState;
import im.parley.protocol.message.ReactionsOfMessage;
import im.parley.protocol.message.ReactionsUpdated;
import im.parley.protocol.message.RemoveReaction;
import im.parley.protocol.message.UserInfo;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Reactions to messages. Who is in a reaction since when is told by the number of the change that put them there.
public final class MessageReactions {
    private final Jdbi jdbi;
    private final Views views;
    private final MessageChanges changes;
    private final Accounts accounts;
    private final Settings settings;

    public MessageReactions(Jdbi jdbi, Views views, MessageChanges changes, Accounts accounts, Settings settings) {
        this.jdbi = jdbi;
        this.views = views;
        this.changes = changes;
        this.accounts = accounts;
        this.settings = settings;
    }

    /// @param isAgain whether it may be done already: then the answer says what there is now
    ReactionState add(Caller caller, AddReaction request, boolean isAgain) {
        settings.checkEnabled(AppSettings.REACTIONS);
        var users = new ArrayList<Long>();
        var outcome = changes.change(
                caller,
                request.conversationID(),
                request.id(),
                MessageExtensions.missing(request.conversationID(), request.id()),
                (handle, view, message) -> {
                    checkNotRevoked(message);
                    var now = load(handle, message);
                    users.addAll(now.getOrDefault(request.reactionID(), List.of()));
                    if (isAgain && users.contains(caller.tinyID())) {
                        return false;
                    }
                    checkRoom(caller, request.reactionID(), now);
                    handle.createUpdate("""
                                    INSERT INTO message_reaction (conversation_id, sequence, reaction_id, tiny_id, ordinal)
                                    VALUES (:conversation, :sequence, :reaction, :user, :ordinal)
                                    """)
                            .bind("conversation", message.conversation())
                            .bind("sequence", message.sequence())
                            .bind("reaction", request.reactionID())
                            .bind("user", caller.tinyID())
                            .bind("ordinal", MessageExtensions.next(handle, message))
                            .execute();
                    users.add(caller.tinyID());
                    return true;
                },
                (view, receiver, changed) -> new ReactionsUpdated(
                        view.nameFor(receiver),
                        request.id(),
                        state(request.reactionID(), changed.getFirst().change(), users)));
        return state(request.reactionID(), outcome.message().change(), users);
    }

    private static void checkRoom(Caller caller, String reactionID, Map<String, List<Long>> now) {
        var users = now.get(reactionID);
        if (users == null) {
            if (now.size() >= Limits.REACTIONS_PER_MESSAGE) {
                throw ErrorCode.TOO_MANY_REACTIONS.because("the message has " + now.size()
                        + " different reactions, expected at most " + Limits.REACTIONS_PER_MESSAGE);
            }
        } else if (users.contains(caller.tinyID())) {
            throw ErrorCode.ALREADY_REACTED.because(caller.userID() + " is in \"" + reactionID + "\" already");
        } else if (users.size() >= Limits.USERS_PER_REACTION) {
            throw ErrorCode.TOO_MANY_REACTION_USERS.because("\"" + reactionID + "\" has " + users.size()
                    + " users, expected at most " + Limits.USERS_PER_REACTION);
        }
    }

    /// @param isAgain as above
    ReactionState remove(Caller caller, RemoveReaction request, boolean isAgain) {
        settings.checkEnabled(AppSettings.REACTIONS);
        var users = new ArrayList<Long>();
        var outcome = changes.change(
                caller,
                request.conversationID(),
                request.id(),
                MessageExtensions.missing(request.conversationID(), request.id()),
                (handle, view, message) -> {
                    checkNotRevoked(message);
                    users.addAll(load(handle, message).getOrDefault(request.reactionID(), List.of()));
                    if (!users.remove((Long) caller.tinyID())) {
                        if (isAgain) {
                            return false;
                        }
                        throw notIn(caller, request.reactionID(), users);
                    }
                    handle.createUpdate("""
                                    DELETE FROM message_reaction
                                    WHERE conversation_id = :conversation AND sequence = :sequence
                                        AND reaction_id = :reaction AND tiny_id = :user
                                    """)
                            .bind("conversation", message.conversation())
                            .bind("sequence", message.sequence())
                            .bind("reaction", request.reactionID())
                            .bind("user", caller.tinyID())
                            .execute();
                    return true;
                },
                (view, receiver, changed) -> new ReactionsUpdated(
                        view.nameFor(receiver),
                        request.id(),
                        state(request.reactionID(), changed.getFirst().change(), users)));
        return state(request.reactionID(), outcome.message().change(), users);
    }

    private static ChatException notIn(Caller caller, String reactionID, List<Long> users) {
        return users.isEmpty()
                ? ErrorCode.REACTION_NOT_FOUND.because("the message has no reaction \"" + reactionID + '"')
                : ErrorCode.NOT_REACTED.because(caller.userID() + " is not in \"" + reactionID + '"');
    }

    GetReactions.Result get(Caller caller, GetReactions request) {
        settings.checkEnabled(AppSettings.REACTIONS);
        var view = views.find(caller, request.conversationID());
        if (view.isEmpty()) {
            return new GetReactions.Result(0, List.of());
        }
        var rows = jdbi.withHandle(handle -> select(handle, view.orElseThrow(), request));
        var known = accounts.byTinyID(rows.stream()
                .flatMap(row -> row.users().stream().limit(request.maxUserCount()))
                .toList());
        var reactions = new LinkedHashMap<MessageId, List<Reaction>>();
        for (var row : rows) {
            var ofMessage = reactions.computeIfAbsent(row.id(), id -> new ArrayList<>());
            if (row.reactionID() != null) {
                ofMessage.add(new Reaction(
                        row.reactionID(),
                        row.users().size(),
                        row.users().contains(caller.tinyID()),
                        infos(row.users(), known, request.maxUserCount())));
            }
        }
        return new GetReactions.Result(
                rows.isEmpty() ? 0 : rows.getFirst().change(),
                reactions.entrySet().stream()
                        .map(entry -> new ReactionsOfMessage(entry.getKey(), entry.getValue()))
                        .toList());
    }

    ListReactionUsers.Result users(Caller caller, ListReactionUsers request) {
        settings.checkEnabled(AppSettings.REACTIONS);
        var missing = MessageExtensions.missing(request.conversationID(), request.id());
        var view = views.find(caller, request.conversationID()).orElseThrow(missing);
        int count = Math.min(request.count(), Limits.USERS_PER_REACTION);
        var members = jdbi.withHandle(handle -> {
            var message = MessageChanges.find(handle, view, request.id());
            if (message == null) {
                throw missing.get();
            }
            checkNotRevoked(message);
            return handle.createQuery("""
                            SELECT tiny_id, ordinal FROM message_reaction
                            WHERE conversation_id = :conversation AND sequence = :sequence
                                AND reaction_id = :reaction AND ordinal > :after
                            ORDER BY ordinal LIMIT :limit
                            """)
                    .bind("conversation", message.conversation())
                    .bind("sequence", message.sequence())
                    .bind("reaction", request.reactionID())
                    .bind("after", request.nextSeq())
                    .bind("limit", count + 1)
                    .map((row, context) -> new Member(row.getLong(1), row.getLong(2)))
                    .list();
        });
        var page = members.subList(0, Math.min(count, members.size()));
        var isCompleted = members.size() <= count;
        var users = page.stream().map(Member::tinyID).toList();
        return new ListReactionUsers.Result(
                infos(users, accounts.byTinyID(users), users.size()),
                isCompleted ? 0 : page.getLast().ordinal(),
                isCompleted);
    }

    private static void checkNotRevoked(StoredMessage message) {
        if (message.isRevoked()) {
            throw ErrorCode.MESSAGE_ALREADY_REVOKED.because("the message is revoked and has no reactions");
        }
    }

    private ReactionState state(String reactionID, long change, List<Long> users) {
        var known = accounts.byTinyID(users);
        return new ReactionState(
                reactionID,
                change,
                users.stream()
                        .map(known::get)
                        .filter(Objects::nonNull)
                        .map(Account::userID)
                        .toList(),
                infos(users, known, Limits.PARTIAL_USERS));
    }

    static List<UserInfo> infos(List<Long> users, Map<Long, Account> known, int most) {
        return users.stream()
                .limit(most)
                .map(known::get)
                .filter(Objects::nonNull)
                .map(account -> new UserInfo(account.userID(), account.nick(), account.avatar()))
                .toList();
    }

    /// Users of each reaction to one message, in the order in which they came.
    private static Map<String, List<Long>> load(Handle handle, StoredMessage message) {
        var reactions = new LinkedHashMap<String, List<Long>>();
        handle.createQuery("""
                        SELECT reaction_id, tiny_id FROM message_reaction
                        WHERE conversation_id = :conversation AND sequence = :sequence ORDER BY ordinal
                        """)
                .bind("conversation", message.conversation())
                .bind("sequence", message.sequence())
                .map((row, context) -> reactions
                        .computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                        .add(row.getLong(2)))
                .list();
        return reactions;
    }

    /// A row for each reaction; one without for a message that has none.
    private static List<Row> select(Handle handle, View view, GetReactions request) {
        var ids = request.idList().stream().distinct().toList();
        return view.bind(handle.createQuery("""
                        SELECT m.sender, m.client_id, r.reaction_id, array_agg(r.tiny_id ORDER BY r.ordinal)
                            FILTER (WHERE r.tiny_id IS NOT NULL),
                            (SELECT last_change FROM conversation WHERE id = :conversation)
                        FROM unnest(:senders, :clients) WITH ORDINALITY AS k (sender, client_id, place)
                        JOIN message m ON m.sender = k.sender AND m.client_id = k.client_id AND m.time >= :since
                            AND\s""" + View.VISIBLE + """
                        LEFT JOIN message_reaction r ON r.conversation_id = m.conversation_id
                            AND r.sequence = m.sequence AND m.revoker IS NULL
                        GROUP BY k.place, m.sender, m.client_id, r.reaction_id
                        ORDER BY k.place, min(r.ordinal)
                        """))
                .bind("since", view.since())
                .bind("senders", ids.stream().map(MessageId::senderTinyID).toArray(Long[]::new))
                .bind("clients", ids.stream().map(Draft::clientId).toArray(Long[]::new))
                .map((row, context) -> new Row(
                        Draft.id(row.getLong(1), row.getLong(2)),
                        row.getString(3),
                        row.getArray(4) == null
                                ? List.of()
                                : List.of((Long[]) row.getArray(4).getArray()),
                        row.getLong(5)))
                .list();
    }

    private record Member(long tinyID, long ordinal) {}

    private record Row(MessageId id, @Nullable String reactionID, List<Long> users, long change) {}
}
