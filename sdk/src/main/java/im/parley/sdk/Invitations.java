package im.parley.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.Operation;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Signaling;
import im.parley.protocol.signaling.ActOnInvitation;
import im.parley.protocol.signaling.ListInvitations;
import im.parley.protocol.signaling.ModifyInvitation;
import im.parley.protocol.signaling.SignalSent;
import im.parley.protocol.signaling.SignalingInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Invites and answers.
final class Invitations implements SignalingApi {
    private final SerialExecutor work;
    private final Log log;
    private final Readiness readiness;
    private final Self self;
    private final Link link;
    private final Emitter emitter;
    private final MessageCache cache;
    private final MessageUpdates updates;
    private final Outbox.Stored sent;
    private final Duration timeout;
    private final InvitationBook book;

    // the rest is the executor's alone
    private final Set<String> mine = new HashSet<>(); // IDs of messages that are on their way
    private @Nullable List<Runnable> late; // signals of what is not known yet, while the server is asked what there is

    /// The same of invitations of the user's that are on their way: an answer may be faster than the server's word.
    private final Map<String, List<Runnable>> inviting = new HashMap<>();

    private boolean synced;
    private @Nullable Answering answering;

    /// The user's answer that is on its way, and what was heard of that invitation meanwhile: the server may list the
    /// answer, too.
    private record Answering(String inviteID, List<Runnable> heard) {}

    /// @param sent hears of the messages that the server has stored
    Invitations(
            Io io,
            SerialExecutor work,
            Log log,
            Readiness readiness,
            Self self,
            Link link,
            Emitter emitter,
            MessageCache cache,
            MessageUpdates updates,
            ConversationBook conversations,
            Outbox.Stored sent,
            Duration timeout) {
        this.work = work;
        this.log = log;
        this.readiness = readiness;
        this.self = self;
        this.link = link;
        this.emitter = emitter;
        this.cache = cache;
        this.updates = updates;
        this.sent = sent;
        this.timeout = timeout;
        this.book = new InvitationBook(io, work, emitter, self, conversations, this::timeUp);
    }

    void clear() {
        book.clear();
        mine.clear();
        inviting.clear();
        late = null;
        synced = false;
        answering = null;
    }

    @Override
    public <T> void addSignalingListener(EventType<T> type, EventHandler<? super T> handler) {
        emitter.on(type, handler);
    }

    @Override
    public <T> void removeSignalingListener(EventType<T> type, EventHandler<? super T> handler) {
        emitter.off(type, handler);
    }

    @Override
    public CompletableFuture<SignalResult> invite(InviteOptions options) {
        return readiness.guard(() -> invite(checked(options, false), newInviteID()));
    }

    @Override
    public CompletableFuture<SignalResult> inviteInGroup(InviteOptions options) {
        return readiness.guard(() -> invite(checked(options, true), newInviteID()));
    }

    @Override
    public String inviteSync(InviteOptions options, Consumer<SignalResult> success, Consumer<ChatError> failure) {
        return atOnce(options, false, success, failure);
    }

    @Override
    public String inviteInGroupSync(
            InviteOptions options, Consumer<SignalResult> success, Consumer<ChatError> failure) {
        return atOnce(options, true, success, failure);
    }

    private static InviteOptions checked(InviteOptions options, boolean toGroup) {
        Params.present("options", options);
        Params.that(
                options.isToGroup() == toGroup,
                "options",
                options.isToGroup() ? "for a group" : "for a user",
                toGroup ? "InviteOptions.inGroup" : "InviteOptions.toUser");
        return options;
    }

    private static String newInviteID() {
        return UUID.randomUUID().toString();
    }

    private String atOnce(
            InviteOptions options, boolean toGroup, Consumer<SignalResult> success, Consumer<ChatError> failure) {
        readiness.check();
        checked(options, toGroup);
        Params.present("success", success);
        Params.present("failure", failure);
        var inviteID = newInviteID();
        invite(options, inviteID).whenComplete((result, failed) -> {
            if (failed == null) {
                success.accept(result);
            } else {
                failure.accept(Answers.errorOf(failed));
            }
        });
        return inviteID;
    }

    private CompletableFuture<SignalResult> invite(InviteOptions options, String inviteID) {
        return work.answer(() -> {
            var id = self.nextMessageId();
            var request = options.request(id, inviteID);
            book.making(inviteID);
            inviting.put(inviteID, new ArrayList<>());
            return send(id, request)
                    .thenApply(message -> {
                        parse(message).ifPresent(info -> book.track(info, message.time(), info.inviteeList()));
                        return new SignalResult(inviteID, message);
                    })
                    .whenComplete((result, failure) -> {
                        var early = inviting.remove(inviteID);
                        if (early != null) {
                            work.execute(() -> early.forEach(Runnable::run)); // the app learns the ID first
                        }
                    });
        });
    }

    @Override
    public CompletableFuture<SignalResult> cancel(String inviteID, String data) {
        return answer(inviteID, Signaling.ACTION_TYPE_CANCEL_INVITE, data);
    }

    @Override
    public CompletableFuture<SignalResult> accept(String inviteID, String data) {
        return answer(inviteID, Signaling.ACTION_TYPE_ACCEPT_INVITE, data);
    }

    @Override
    public CompletableFuture<SignalResult> reject(String inviteID, String data) {
        return answer(inviteID, Signaling.ACTION_TYPE_REJECT_INVITE, data);
    }

    private CompletableFuture<SignalResult> answer(String inviteID, int action, String data) {
        return readiness.guard(() -> {
            Params.text("inviteID", inviteID);
            Params.present("data", data);
            return work.answer(() -> {
                if (answering != null) { // signaling#7
                    throw new ChatError(
                            action == Signaling.ACTION_TYPE_CANCEL_INVITE
                                    ? ErrorCode.INVALID_CANCEL_MESSAGE
                                    : ErrorCode.SIGNALING_INVALID_INVITE_ID,
                            "another answer of this instance is on its way");
                }
                var own = new Answering(inviteID, new ArrayList<>());
                answering = own;
                return act(inviteID, action, data)
                        .thenApply(message -> {
                            parse(message).ifPresent(book::settle);
                            return new SignalResult(inviteID, message);
                        })
                        .whenComplete((done, failure) -> {
                            if (answering != null && answering.inviteID().equals(inviteID)) {
                                answering = null; // unless the user has signed out since
                            }
                            own.heard().forEach(Runnable::run);
                        });
            });
        });
    }

    private CompletableFuture<Message> act(String inviteID, int action, String data) {
        var id = self.nextMessageId();
        return send(id, new ActOnInvitation(id, inviteID, action, data));
    }

    /// Has the server send a signal of the user's.
    private CompletableFuture<Message> send(MessageId id, Operation<SignalSent> request) {
        mine.add(id.text());
        return link.call(request, timeout)
                .thenApply(answer -> own(answer.message()))
                .whenComplete((done, failure) -> mine.remove(id.text()));
    }

    private Message own(im.parley.protocol.message.Message stored) {
        var message = cache.of(stored, self.userID());
        message.tells();
        sent.stored(message, stored.unreadCounter());
        return message;
    }

    /// The invitation's time is up; whoever is first to say so, says it for all.
    private void timeUp(String inviteID) {
        act(inviteID, Signaling.ACTION_TYPE_INVITE_TIMEOUT, "").whenComplete((message, failure) -> {
            if (failure == null) {
                parse(message).ifPresent(info -> book.happened(info, message));
            } else { // the server does, else
                log.info("the timeout of invitation " + inviteID + " was not said from here: " + failure);
            }
        });
    }

    @Override
    public Optional<SignalingInfo> getSignalingInfo(Message message) {
        readiness.check();
        return parse(Params.present("message", message));
    }

    @Override
    public CompletableFuture<SignalResult> modifyInvitation(String inviteID, String data) {
        return readiness.guard(() -> {
            Params.text("inviteID", inviteID);
            Params.present("data", data);
            return work.answer(() -> link.call(new ModifyInvitation(inviteID, data), timeout)
                    .thenApply(answer -> {
                        var stored = answer.message();
                        var held = cache.find(stored.id().text());
                        if (held == null) {
                            held = cache.of(stored, self.userID());
                        }
                        updates.answered(held, stored);
                        return new SignalResult(inviteID, held);
                    }));
        });
    }

    /// A copy of a signal that this instance has sent: there is nothing to raise.
    ///
    /// @return whether it is one
    boolean isMine(im.parley.protocol.message.Message stored) {
        if (!mine.contains(stored.id().text())) {
            return false;
        }
        own(stored);
        return true;
    }

    /// Messages that the app is being told of.
    void received(List<Message> messages) {
        for (var message : messages) {
            if (message.isSignal()) {
                parse(message).ifPresent(info -> {
                    if (info.actionType() == Signaling.ACTION_TYPE_INVITE) {
                        book.arrived(info, message);
                    } else {
                        happened(info, message);
                    }
                });
            }
        }
    }

    private void happened(SignalingInfo info, @Nullable Message message) {
        if (answering != null && answering.inviteID().equals(info.inviteID())) {
            answering.heard().add(() -> happened(info, message));
            return;
        }
        var waiting = inviting.getOrDefault(info.inviteID(), late);
        if (waiting != null && !book.isKnown(info.inviteID())) {
            waiting.add(() -> book.happened(info, message));
        } else {
            book.happened(info, message);
        }
    }

    /// The same for those that were modified.
    void modified(List<Message> messages) {
        for (var message : messages) {
            if (message.isSignal()) {
                parse(message).ifPresent(book::modified);
            }
        }
    }

    /// Compares with the server: after login, and after each lost connection.
    void synchronise() {
        late = new ArrayList<>();
        var known = book.newest(Limits.INVITATIONS_PER_CALL);
        link.callOnSocket(new ListInvitations(known), timeout).whenComplete((result, failure) -> {
            if (failure == null) {
                var signals = result.signalList();
                if (signals != null) {
                    signals.forEach(info -> happened(info, null));
                }
                synced = synced || book.replay(result.invitationList()); // later ones come with missed messages
                if (!synced) {
                    book.askAgain(this::synchronise);
                }
            } else {
                log.warn("invitations could not be asked for: " + failure);
            }
            var missed = late;
            late = null;
            if (missed != null) {
                missed.forEach(Runnable::run);
            }
        });
    }

    private static Optional<SignalingInfo> parse(Message message) {
        if (!(message.payload() instanceof CustomPayload custom)) {
            return Optional.empty();
        }
        try {
            JsonNode said = ProtocolJson.mapper().readTree(custom.data());
            var isMarked = message.cloudCustomData().contains("\"type\":\"tsignaling\"");
            if (said == null || !said.isObject() || !isMarked && !(said.has("inviteID") && said.has("actionType"))) {
                return Optional.empty();
            }
            return Optional.of(ProtocolJson.mapper().treeToValue(said, SignalingInfo.class));
        } catch (JsonProcessingException ordinary) {
            return Optional.empty();
        }
    }
}
