package im.parley.server.signaling;

import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.MessageId;
import im.parley.protocol.Signaling;
import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.message.ModifyMessage;
import im.parley.protocol.signaling.ActOnInvitation;
import im.parley.protocol.signaling.Invite;
import im.parley.protocol.signaling.ListInvitations;
import im.parley.protocol.signaling.ModifyInvitation;
import im.parley.protocol.signaling.SignalSent;
import im.parley.server.message.MessageModification;
import im.parley.server.message.SignalMessages;
import im.parley.server.operation.Caller;
import im.parley.server.operation.OperationTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Invites, answers, cancels. Safe for use by many threads and nodes.
public final class Invitations implements AutoCloseable {
    private static final Pattern IS_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Jdbi jdbi;
    private final Signals signals;
    private final InvitationTimers timers;
    private final MessageModification modification;
    private final GroupMembers groups;
    private final Clock clock;

    public Invitations(
            Jdbi jdbi, SignalMessages messages, MessageModification modification, GroupMembers groups, Clock clock) {
        this.jdbi = jdbi;
        this.signals = new Signals(jdbi, messages);
        this.timers = new InvitationTimers(jdbi, signals, clock);
        this.modification = modification;
        this.groups = groups;
        this.clock = clock;
    }

    public void addTo(OperationTable.Builder table) {
        table.on(Invite.class, this::invite)
                .on(ActOnInvitation.class, this::act)
                .on(ModifyInvitation.class, this::modify)
                .on(ListInvitations.class, this::list);
    }

    /// Begins to end what is due.
    public void start(ScheduledExecutorService scheduler) {
        timers.start(scheduler);
    }

    /// Ends nothing any more; other nodes do.
    @Override
    public void close() {
        timers.close();
    }

    SignalSent invite(Caller caller, Invite request) {
        checkOwn(caller, request.id());
        var invitation = invitation(caller, request);
        var signal = StoredSignal.of(
                invitation, request.id(), caller.userID(), invitation.info(), request.offlinePushInfo());
        SignalMessages.checkSize(signal.content());
        jdbi.useHandle(handle -> {
            if (!InvitationStore.insert(handle, invitation, signal)) {
                checkRepeated(handle, signal);
            }
        });
        return send(caller, signal);
    }

    /// @throws ChatException [ErrorCode#SIGNALING_ALREADY_EXISTS] if the invitation was made by another request
    private static void checkRepeated(Handle handle, StoredSignal signal) {
        var first = SignalStore.find(handle, UUID.fromString(signal.invitation()), signal.messageID());
        if (first.filter(signal::equals).isEmpty()) {
            throw ErrorCode.SIGNALING_ALREADY_EXISTS.because(
                    "inviteID " + signal.invitation() + " names another invitation, expected a new one");
        }
    }

    private StoredInvitation invitation(Caller caller, Invite request) {
        var groupID = "";
        List<String> invitees;
        switch (request.conversationID()) {
            case ConversationId.C2C(var peer) -> invitees = new ArrayList<>(List.of(peer));
            case ConversationId.Group(var group) -> {
                groupID = group;
                invitees = new ArrayList<>(
                        new LinkedHashSet<>(Objects.requireNonNull(request.inviteeList(), "groups have one")));
            }
            case ConversationId.System() ->
                throw ErrorCode.INVALID_CONVERSATION_TYPE.because(
                        "conversationID is the system's, expected C2C<userID> or GROUP<groupID>");
        }
        invitees.remove(caller.userID());
        if (invitees.isEmpty()) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because("the only invitee is the caller, expected somebody else");
        }
        if (!groupID.isEmpty()) {
            checkMembers(groupID, invitees);
        }
        return new StoredInvitation(
                request.inviteID(),
                caller.userID(),
                groupID,
                invitees,
                invitees,
                Objects.requireNonNullElse(request.data(), ""),
                request.timeout(),
                request.onlineUserOnly(),
                request.id(),
                0,
                clock.millis());
    }

    /// @throws ChatException [ErrorCode#GROUP_INVALID_PARAMETERS] (`inviteInGroup#2`)
    private void checkMembers(String groupID, List<String> invitees) {
        var members = groups.among(TopicIds.isTopic(groupID) ? TopicIds.community(groupID) : groupID, invitees);
        for (var invitee : invitees) {
            if (!members.contains(invitee)) {
                throw ErrorCode.GROUP_INVALID_PARAMETERS.because(
                        "inviteeList has \"" + invitee + "\" who is not in group \"" + groupID + '"');
            }
        }
    }

    SignalSent act(Caller caller, ActOnInvitation request) {
        checkOwn(caller, request.id());
        var unknown = new Unknown(request.inviteID(), request.actionType());
        var id = unknown.parse();
        var signal = jdbi.inTransaction(handle -> {
            var invitation = InvitationStore.lock(handle, id).orElseThrow(unknown::asError);
            var before = SignalStore.find(handle, id, request.id());
            return before.isPresent() ? before.get() : decide(handle, caller, request, invitation, unknown);
        });
        return send(caller, signal);
    }

    /// What comes first, counts.
    ///
    /// @param invitation locked
    private StoredSignal decide(
            Handle handle, Caller caller, ActOnInvitation request, StoredInvitation invitation, Unknown unknown) {
        if (invitation.hasEnded()) {
            throw unknown.asError();
        }
        var me = caller.userID();
        var isInviter = me.equals(invitation.inviter());
        int action = request.actionType();
        var concerned = isInviter ? invitation.pending() : List.of(me);
        var data = Objects.requireNonNullElse(request.data(), "");
        switch (action) {
            case Signaling.ACTION_TYPE_CANCEL_INVITE ->
                check(isInviter, "is not the inviter of", me, invitation); // cancel#2
            case Signaling.ACTION_TYPE_INVITE_TIMEOUT -> {
                check(isInviter || invitation.invitees().contains(me), "has no part in", me, invitation);
                if (!invitation.isOver(clock.millis())) {
                    throw ErrorCode.MESSAGE_INVALID_REQUEST.because(
                            "the time of invitation " + invitation.id() + " is not up");
                }
                data = invitation.data();
            }
            default -> // accept#2, reject#2
                check(invitation.invitees().contains(me), "is not asked by", me, invitation);
        }
        if (!invitation.pending().containsAll(concerned)) {
            throw unknown.asError();
        }
        var signal = StoredSignal.of(invitation, request.id(), me, invitation.info(action, concerned, data), null);
        SignalMessages.checkSize(signal.content());
        var left = invitation.pending().stream()
                .filter(invitee -> !concerned.contains(invitee))
                .toList();
        long now = clock.millis();
        InvitationStore.setPending(handle, UUID.fromString(invitation.id()), left, now);
        SignalStore.insert(handle, signal, now);
        return signal;
    }

    private static void check(boolean may, String why, String userID, StoredInvitation invitation) {
        if (!may) {
            throw ErrorCode.SIGNALING_NO_PERMISSION.because(
                    "user \"" + userID + "\" " + why + " invitation " + invitation.id());
        }
    }

    /// A refused signal has not happened, unless it may yet be sent.
    private SignalSent send(Caller caller, StoredSignal signal) {
        try {
            return new SignalSent(signals.send(signal, caller.instanceID()));
        } catch (ChatException refused) {
            signals.takeBack(signal, clock.millis());
            throw refused;
        }
    }

    private static void checkOwn(Caller caller, MessageId id) {
        if (id.senderTinyID() != caller.tinyID()) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because(
                    "ID " + id.text() + " is not of the caller, expected it to begin with " + caller.tinyID());
        }
    }

    ModifyInvitation.Result modify(Caller caller, ModifyInvitation request) {
        var unknown = new Unknown(request.inviteID(), Signaling.ACTION_TYPE_INVITE);
        var id = unknown.parse();
        var data = Objects.requireNonNullElse(request.data(), "");
        var invitation = jdbi.withHandle(handle -> InvitationStore.find(handle, id))
                .filter(found -> !found.hasEnded() && !found.onlineOnly()) // modifyInvitation#2
                .orElseThrow(unknown::asError);
        var content = StoredSignal.write(invitation.info(Signaling.ACTION_TYPE_INVITE, invitation.invitees(), data));
        int version = 0;
        @Nullable String custom = null;
        while (true) {
            var result = modification.rewrite(
                    caller,
                    new ModifyMessage(
                            invitation.conversation(caller.userID()),
                            invitation.messageID(),
                            version,
                            Types.MSG_CUSTOM,
                            SignalMessages.payload(content),
                            custom));
            if (!result.isConflict()) {
                jdbi.useHandle(handle -> InvitationStore.setData(handle, id, data));
                return new ModifyInvitation.Result(result.message());
            }
            version = result.message().version(); // of what is modified, only the data is this call's
            custom = result.message().cloudCustomData();
        }
    }

    ListInvitations.Result list(Caller caller, ListInvitations request) {
        var known = Objects.requireNonNullElse(request.knownList(), List.<String>of()).stream()
                .filter(id -> IS_ID.matcher(id).matches())
                .map(UUID::fromString)
                .toList();
        var me = caller.userID();
        return jdbi.inTransaction(handle -> new ListInvitations.Result(
                InvitationStore.of(handle, me, Limits.INVITATIONS_PER_CALL).stream()
                        .map(invitation -> invitation.show(me))
                        .toList(),
                known.isEmpty()
                        ? List.of()
                        : SignalStore.of(handle, me, known).stream()
                                .map(StoredSignal::info)
                                .toList()));
    }

    /// For tests: what the timer does.
    void lookAround() {
        timers.run();
    }

    /// An invitation that is not there, or not any more.
    private record Unknown(String inviteID, int actionType) {
        UUID parse() {
            return Optional.of(inviteID)
                    .filter(id -> IS_ID.matcher(id).matches())
                    .map(UUID::fromString)
                    .orElseThrow(this::asError);
        }

        /// `settled#8`
        ChatException asError() {
            var code = actionType == Signaling.ACTION_TYPE_CANCEL_INVITE
                    ? ErrorCode.INVALID_CANCEL_MESSAGE
                    : ErrorCode.SIGNALING_INVALID_INVITE_ID;
            return code.because("invitation " + Check.quote(inviteID) + " is not known, or has ended");
        }
    }
}
