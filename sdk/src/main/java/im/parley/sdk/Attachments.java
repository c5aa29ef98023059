package im.parley.sdk;

import im.parley.protocol.Limits;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Checks what an app hands in and passes it on to the chat's executor.
final class Attachments implements AttachmentApi {
    private final SerialExecutor work;
    private final Log log;
    private final Readiness readiness;
    private final Extensions extensions;
    private final Reactions reactions;
    private final ReadReceipts receipts;

    Attachments(
            SerialExecutor work,
            Log log,
            Readiness readiness,
            Extensions extensions,
            Reactions reactions,
            ReadReceipts receipts) {
        this.work = work;
        this.log = log;
        this.readiness = readiness;
        this.extensions = extensions;
        this.reactions = reactions;
        this.receipts = receipts;
    }

    /// What was attached to messages while this chat was away.
    void missed(MissedChanges missed) {
        var intact = missed.messages().stream()
                .filter(message -> message.revocation() == null)
                .toList();
        receipts.missed(missed.conversationID(), intact);
        for (var message : intact) {
            reactions.missed(message.id(), message.change(), missed.after(), missed.reactions(message));
            extensions.missed(message.id(), message.change(), missed.after(), missed.extensions(message));
        }
    }

    @Override
    public CompletableFuture<List<ExtensionResult>> setMessageExtensions(Message message, List<Extension> wanted) {
        return readiness.guard(() -> {
            extensible(message);
            var all = Params.list("extensions", wanted);
            Params.that(!all.isEmpty(), "extensions", all, "1 or more");
            return work.answer(() -> extensions.set(message, all));
        });
    }

    @Override
    public CompletableFuture<List<Extension>> getMessageExtensions(Message message) {
        return readiness.guard(() -> {
            extensible(message);
            return work.answer(() -> extensions.get(message));
        });
    }

    @Override
    public CompletableFuture<List<ExtensionResult>> deleteMessageExtensions(Message message, List<String> keyList) {
        return readiness.guard(() -> {
            extensible(message);
            var all = Params.list("keyList", keyList);
            Params.that(!all.isEmpty(), "keyList", all, "1 or more keys");
            all.forEach(key -> Params.text("an element of keyList", key));
            return work.answer(() -> extensions.delete(message, all));
        });
    }

    @Override
    public CompletableFuture<List<ExtensionResult>> deleteMessageExtensions(Message message) {
        return readiness.guard(() -> {
            extensible(message);
            return work.answer(() -> extensions.delete(message, null));
        });
    }

    @Override
    public CompletableFuture<Void> addMessageReaction(Message message, String reactionID) {
        return readiness.guard(() -> {
            sent(message);
            Params.text("reactionID", reactionID);
            return work.answer(() -> reactions.add(message, reactionID));
        });
    }

    @Override
    public CompletableFuture<Void> removeMessageReaction(Message message, String reactionID) {
        return readiness.guard(() -> {
            sent(message);
            Params.text("reactionID", reactionID);
            return work.answer(() -> reactions.remove(message, reactionID));
        });
    }

    @Override
    public CompletableFuture<List<MessageReactions>> getMessageReactions(
            List<Message> messageList, int maxUserCountPerReaction) {
        return readiness.guard(() -> {
            var all = Params.list("messageList", messageList);
            Params.that(!all.isEmpty(), "messageList", all, "1 or more messages");
            Params.that(
                    maxUserCountPerReaction >= 0 && maxUserCountPerReaction <= Limits.PARTIAL_USERS,
                    "maxUserCountPerReaction",
                    maxUserCountPerReaction,
                    "0 to 10");
            var wanted = ofOneConversation("getMessageReactions", all, Limits.REACTION_MESSAGES);
            wanted.forEach(Attachments::sent);
            return work.answer(() -> reactions.get(wanted, maxUserCountPerReaction));
        });
    }

    @Override
    public CompletableFuture<ReactionUserList> getAllUserListOfMessageReaction(
            Message message, String reactionID, long nextSeq, int count) {
        return readiness.guard(() -> {
            sent(message);
            Params.text("reactionID", reactionID);
            Params.that(nextSeq >= 0, "nextSeq", nextSeq, "0 or more");
            Params.that(count >= 1, "count", count, "1 or more");
            return work.answer(() -> reactions.users(message, reactionID, nextSeq, count));
        });
    }

    @Override
    public CompletableFuture<Void> sendMessageReadReceipt(List<Message> messageList) {
        return readiness.guard(() -> {
            var all = Params.list("messageList", messageList);
            var wanted = ofOneConversation("sendMessageReadReceipt", all, Limits.RECEIPTS_PER_CALL);
            return work.answer(() -> receipts.send(wanted));
        });
    }

    @Override
    public CompletableFuture<List<Message>> getMessageReadReceiptList(List<Message> messageList) {
        return readiness.guard(() -> {
            var all = Params.list("messageList", messageList);
            return work.answer(() -> receipts.get(all));
        });
    }

    @Override
    public CompletableFuture<GroupMessageReadMembers> getGroupMessageReadMemberList(GroupMessageReadQuery query) {
        return readiness.guard(() -> {
            Params.present("query", query);
            sent(query.message());
            return work.answer(() -> receipts.members(query));
        });
    }

    /// Those in the conversation of the first one, as many as a call takes.
    private List<Message> ofOneConversation(String method, List<Message> all, int most) {
        if (all.size() > most) {
            log.warn(method + " takes " + most + " messages, the others are left out"); // general#6
        }
        return all.stream()
                .limit(most)
                .filter(message ->
                        message.conversationID().equals(all.getFirst().conversationID()))
                .distinct()
                .toList();
    }

    private static void extensible(Message message) {
        sent(message);
        Params.that(message.isSupportExtension(), "message.isSupportExtension", false, "true");
    }

    private static void sent(Message message) {
        Params.present("message", message);
        Params.that(
                message.status() == MessageStatus.SUCCESS,
                "message.status",
                message.status().value(),
                MessageStatus.SUCCESS.value());
    }
}
