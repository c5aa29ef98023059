package im.parley.server.message;

import im.parley.protocol.ChatException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.message.DeleteExtensions;
import im.parley.protocol.message.Extension;
import im.parley.protocol.message.ExtensionKey;
import im.parley.protocol.message.ExtensionOutcome;
import im.parley.protocol.message.ExtensionsDeleted;
import im.parley.protocol.message.ExtensionsUpdated;
import im.parley.protocol.message.GetExtensions;
import im.parley.protocol.message.SetExtensions;
import im.parley.server.message.MessageChanges.Pick;
import im.parley.server.message.MessageChanges.Target;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Keys and values that users attach to messages. The version of a key is the number of the change that set it:
/// it never comes twice, so that a writer who knows an old one loses even after the key was deleted and set anew.
public final class MessageExtensions {
    private final Jdbi jdbi;
    private final Views views;
    private final MessageChanges changes;
    private final Settings settings;

    public MessageExtensions(Jdbi jdbi, Views views, MessageChanges changes, Settings settings) {
        this.jdbi = jdbi;
        this.views = views;
        this.changes = changes;
        this.settings = settings;
    }

    /// @param isAgain whether it may be done already: then what has the wanted value is no conflict
    SetExtensions.Result set(Caller caller, SetExtensions request, boolean isAgain) {
        settings.checkEnabled(AppSettings.EXTENSIONS);
        return set(caller, target(caller, request.conversationID(), request.id()), request.extensions(), isAgain);
    }

    private Target target(Caller caller, ConversationId conversation, MessageId id) {
        var missing = missing(conversation, id);
        return new Target(views.find(caller, conversation).orElseThrow(missing), Pick.of(id), missing);
    }

    /// The same for a message that is found already.
    SetExtensions.Result set(Caller caller, Target target, List<Extension> extensions) {
        settings.checkEnabled(AppSettings.EXTENSIONS);
        return set(caller, target, extensions, false);
    }

    private SetExtensions.Result set(Caller caller, Target target, List<Extension> extensions, boolean isAgain) {
        var results = new ArrayList<ExtensionOutcome>();
        var done = new ArrayList<Extension>();
        var outcome = changes.change(
                caller,
                target,
                (handle, view, message) -> {
                    checkTakes(message);
                    var now = byKey(load(handle, message));
                    long version = next(handle, message);
                    for (var wanted : extensions) {
                        var known = now.get(wanted.key());
                        if (isUnchecked(caller) || version(known) == wanted.version()) {
                            done.add(new Extension(wanted.key(), wanted.value(), version));
                            results.add(new ExtensionOutcome(0, wanted.key(), wanted.value(), version));
                        } else if (isAgain && known != null && known.value().equals(wanted.value())) {
                            results.add(new ExtensionOutcome(0, known.key(), known.value(), known.version()));
                        } else {
                            results.add(conflict(wanted.key(), known));
                        }
                    }
                    checkCount(now, done);
                    done.forEach(extension -> put(handle, message, extension));
                    return !done.isEmpty();
                },
                (view, receiver, changed) -> new ExtensionsUpdated(
                        view.nameFor(receiver),
                        changed.getFirst().id(),
                        changed.getFirst().change(),
                        List.copyOf(done)));
        return new SetExtensions.Result(outcome.message().change(), results);
    }

    DeleteExtensions.Result delete(Caller caller, DeleteExtensions request) {
        settings.checkEnabled(AppSettings.EXTENSIONS);
        return delete(caller, target(caller, request.conversationID(), request.id()), request.keys());
    }

    /// The same for a message that is found already.
    ///
    /// @param keys null: all
    DeleteExtensions.Result delete(Caller caller, Target target, @Nullable List<ExtensionKey> keys) {
        settings.checkEnabled(AppSettings.EXTENSIONS);
        var results = new ArrayList<ExtensionOutcome>();
        var gone = new ArrayList<String>();
        var outcome = changes.change(
                caller,
                target,
                (handle, view, message) -> {
                    checkTakes(message);
                    var now = byKey(load(handle, message));
                    for (var wanted : keys == null ? keys(now) : keys) {
                        var known = now.get(wanted.key());
                        if (!isUnchecked(caller) && version(known) != wanted.version() && known != null) {
                            results.add(conflict(wanted.key(), known));
                            continue;
                        }
                        results.add(new ExtensionOutcome(0, wanted.key(), known == null ? "" : known.value(), 0));
                        if (known != null) {
                            remove(handle, message, wanted.key());
                            gone.add(wanted.key());
                        }
                    }
                    return !gone.isEmpty();
                },
                (view, receiver, changed) -> new ExtensionsDeleted(
                        view.nameFor(receiver),
                        changed.getFirst().id(),
                        changed.getFirst().change(),
                        List.copyOf(gone)));
        return new DeleteExtensions.Result(outcome.message().change(), results);
    }

    private static List<ExtensionKey> keys(Map<String, Extension> now) {
        return now.values().stream()
                .map(extension -> new ExtensionKey(extension.key(), extension.version()))
                .toList();
    }

    /// Whether the caller need not know what is there already.
    private static boolean isUnchecked(Caller caller) {
        return caller instanceof Administrator;
    }

    GetExtensions.Result get(Caller caller, GetExtensions request) {
        settings.checkEnabled(AppSettings.EXTENSIONS);
        return get(target(caller, request.conversationID(), request.id()));
    }

    /// The same for a message that is found already.
    GetExtensions.Result get(Target target) {
        settings.checkEnabled(AppSettings.EXTENSIONS);
        return jdbi.withHandle(handle -> {
            var message = target.pick().find(handle, target.view());
            if (message == null) {
                throw target.missing().get();
            }
            checkTakes(message);
            var change = handle.createQuery("SELECT last_change FROM conversation WHERE id = :conversation")
                    .bind("conversation", target.view().conversation())
                    .mapTo(Long.class)
                    .one(); // first: what is read next is at least as new
            return new GetExtensions.Result(change, load(handle, message));
        });
    }

    private static void checkTakes(StoredMessage message) {
        if (message.isRevoked()) {
            throw ErrorCode.MESSAGE_ALREADY_REVOKED.because("the message is revoked and has no extensions");
        }
        if (!Flags.isSupportExtension(message.flags())) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because("the message was sent without isSupportExtension");
        }
    }

    private static void checkCount(Map<String, Extension> now, List<Extension> added) {
        var fresh = added.stream()
                .filter(extension -> !now.containsKey(extension.key()))
                .count();
        if (now.size() + fresh > Limits.EXTENSIONS_PER_MESSAGE) {
            throw ErrorCode.EXTENSION_LIMIT.because("the message has " + now.size() + " extensions and would get "
                    + fresh + " more, expected at most " + Limits.EXTENSIONS_PER_MESSAGE);
        }
    }

    private static long version(@Nullable Extension known) {
        return known == null ? 0 : known.version();
    }

    private static ExtensionOutcome conflict(String key, @Nullable Extension known) {
        return new ExtensionOutcome(
                ErrorCode.EXTENSION_CONFLICT.number(), key, known == null ? "" : known.value(), version(known));
    }

    private static Map<String, Extension> byKey(List<Extension> extensions) {
        return extensions.stream().collect(Collectors.toMap(Extension::key, Function.identity()));
    }

    private static List<Extension> load(Handle handle, StoredMessage message) {
        return of(message, handle.createQuery("""
                        SELECT key, value, version FROM message_extension
                        WHERE conversation_id = :conversation AND sequence = :sequence ORDER BY key
                        """))
                .map((row, context) -> new Extension(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    /// The number that the change now being made will have: the head is locked.
    static long next(Handle handle, StoredMessage message) {
        return handle.createQuery("SELECT last_change + 1 FROM conversation WHERE id = :conversation")
                .bind("conversation", message.conversation())
                .mapTo(Long.class)
                .one();
    }

    private static void put(Handle handle, StoredMessage message, Extension extension) {
        of(message, handle.createUpdate("""
                        INSERT INTO message_extension (conversation_id, sequence, key, value, version)
                        VALUES (:conversation, :sequence, :key, :value, :version)
                        ON CONFLICT (conversation_id, sequence, key)
                            DO UPDATE SET value = excluded.value, version = excluded.version
                        """))
                .bind("key", extension.key())
                .bind("value", extension.value())
                .bind("version", extension.version())
                .execute();
    }

    private static void remove(Handle handle, StoredMessage message, String key) {
        of(message, handle.createUpdate("""
                        DELETE FROM message_extension
                        WHERE conversation_id = :conversation AND sequence = :sequence AND key = :key
                        """)).bind("key", key).execute();
    }

    private static <Q extends SqlStatement<Q>> Q of(StoredMessage message, Q statement) {
        return statement.bind("conversation", message.conversation()).bind("sequence", message.sequence());
    }

    static Supplier<ChatException> missing(ConversationId conversation, MessageId id) {
        return () ->
                ErrorCode.MESSAGE_NOT_FOUND.because("there is no message " + id.text() + " in " + conversation.text());
    }
}
