package im.parley.server.message;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.MessagesModified;
import im.parley.protocol.message.ModifyMessage;
import im.parley.server.message.MessageChanges.Target;
import im.parley.server.operation.Administrator;
import im.parley.server.operation.Caller;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Changing what messages say, by compare-and-set on their version.
public final class MessageModification {
    /// Kinds whose type and payload may change, each into any of them (`modifyMessage#2`).
    private static final Set<String> REWRITABLE =
            Set.of(Types.MSG_TEXT, Types.MSG_CUSTOM, Types.MSG_LOCATION, Types.MSG_FACE);

    private static final MessageChanges.News NEWS = (view, receiver, changed) -> new MessagesModified(changed);

    private final MessageChanges changes;
    private final ContentPolicy policy;

    /// @param policy what messages may say
    public MessageModification(MessageChanges changes, ContentPolicy policy) {
        this.changes = changes;
        this.policy = policy;
    }

    /// @throws im.parley.protocol.ChatException see [ModifyMessage]
    public ModifyMessage.Result modify(Caller caller, ModifyMessage request) {
        var type = request.type();
        var payload = request.payload();
        if (type == null || payload == null || !policy.isOn()) {
            return rewrite(caller, request);
        }
        checkRewritable(type);
        Kinds.check(type, payload);
        var answer = policy.check(new ContentPolicy.Post(caller.userID(), type, payload, null, false));
        var verdict = switch (answer) {
            case ContentPolicy.Soon(var soon) -> soon.join();
            case ContentPolicy.Verdict now -> now;
        };
        return switch (verdict) {
            case ContentPolicy.Verdict.Refused(var why) -> throw why;
            case ContentPolicy.Verdict.Passed(var allowed, var later) ->
                rewrite(
                        caller,
                        new ModifyMessage(
                                request.conversationID(),
                                request.id(),
                                request.version(),
                                type,
                                allowed,
                                request.cloudCustomData()),
                        later);
        };
    }

    /// The same whatever it is to say.
    ///
    /// @throws im.parley.protocol.ChatException see [ModifyMessage]
    public ModifyMessage.Result rewrite(Caller caller, ModifyMessage request) {
        return rewrite(caller, request, null);
    }

    private ModifyMessage.Result rewrite(Caller caller, ModifyMessage request, ContentPolicy.@Nullable Later later) {
        var type = request.type();
        var payload = request.payload();
        if (type != null && payload != null) {
            checkRewritable(type);
            Kinds.check(type, payload);
        }
        if (changes.findLive(caller, request.conversationID()).isPresent()) { // modifyMessage#1
            throw ErrorCode.MSG_MODIFY_DISABLED_IN_AV.because("nothing is stored of a live room");
        }
        var conflict = new boolean[1];
        var outcome = changes.change(
                caller,
                request.conversationID(),
                request.id(),
                () -> ErrorCode.MESSAGE_NOT_FOUND.because(
                        "there is no message " + request.id().text() + " in "
                                + request.conversationID().text()),
                (handle, view, message) -> {
                    checkMay(view, message, type);
                    var wanted = new Said(
                            type == null ? message.type() : type,
                            payload == null ? RawJson.of(message.payload()) : payload,
                            request.cloudCustomData());
                    if (message.version() == request.version()) {
                        MessageChecks.checkSize(wanted.payload(), wanted.cloudCustomData(), null);
                        store(handle, message, wanted, flags(message, payload != null, later != null));
                        return true;
                    }
                    conflict[0] = message.version() != request.version() + 1
                            || !wanted.equals(Said.of(message)); // else a repeated request
                    return false;
                },
                NEWS);
        if (later != null && !conflict[0]) {
            var message = outcome.message();
            later.stored(message.conversation(), message.sequence(), message.version());
        }
        return new ModifyMessage.Result(outcome.view().show(outcome.message()), conflict[0]);
    }

    /// The same for a back end: whoever changed it before, and whatever kind it was of.
    ///
    /// @param content null: it stays
    /// @param cloudCustomData null: it stays
    void overwrite(Administrator admin, Target target, @Nullable Content content, @Nullable String cloudCustomData) {
        if (content != null) {
            checkRewritable(content.type());
            Kinds.check(content.type(), content.payload());
        }
        changes.change(
                admin,
                target,
                (handle, view, message) -> {
                    checkMay(view, message, null);
                    var now = Said.of(message);
                    var wanted = new Said(
                            content == null ? now.type() : content.type(),
                            content == null ? now.payload() : content.payload(),
                            cloudCustomData == null ? now.cloudCustomData() : cloudCustomData);
                    if (wanted.equals(now)) {
                        return false;
                    }
                    MessageChecks.checkSize(wanted.payload(), wanted.cloudCustomData(), null);
                    store(handle, message, wanted, flags(message, content != null, false));
                    return true;
                },
                NEWS);
    }

    private static void checkMay(View view, StoredMessage message, @Nullable String type) {
        if (!view.mayManage(message)) { // modifyMessage#8
            throw ErrorCode.GROUP_PERMISSION_DENIED.because(
                    "only its sender, the owner and admins of the group may modify a message");
        }
        if (message.isRevoked()) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because("the message is revoked and cannot be modified");
        }
        if (type != null) {
            checkRewritable(message.type());
        }
    }

    private static void checkRewritable(String type) {
        if (!REWRITABLE.contains(type)) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because("type is \"" + type
                    + "\", of which only cloudCustomData may be modified; type and payload only of "
                    + REWRITABLE.stream().sorted().toList());
        }
    }

    /// A verdict is about what a message says: what is new has its own.
    private static int flags(StoredMessage message, boolean isRewritten, boolean isUnreviewed) {
        int kept = isRewritten ? Flags.withoutModeration(message.flags()) : message.flags();
        return isUnreviewed ? kept | Flags.UNREVIEWED : kept;
    }

    private static void store(Handle handle, StoredMessage message, Said said, int flags) {
        handle.createUpdate("""
                        UPDATE message
                        SET type = :type, payload = :payload, cloud_custom_data = :custom, version = :version,
                            flags = :flags
                        WHERE conversation_id = :conversation AND sequence = :sequence
                        """)
                .bind("type", said.type())
                .bind("payload", said.payload().toString())
                .bind("custom", said.cloudCustomData())
                .bind("version", message.version() + 1)
                .bind("flags", flags)
                .bind("conversation", message.conversation())
                .bind("sequence", message.sequence())
                .execute();
    }

    private record Said(
            String type, RawJson payload, @Nullable String cloudCustomData) {
        static Said of(StoredMessage message) {
            return new Said(message.type(), RawJson.of(message.payload()), message.cloudCustomData());
        }
    }
}
