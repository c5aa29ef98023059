package im.parley.sdk;

import im.parley.protocol.Limits;
import im.parley.protocol.Signaling;
import im.parley.protocol.signaling.Invitation;
import im.parley.protocol.signaling.SignalingInfo;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The invitations that have not ended, each with a timer, and the events about them. Confined to the chat's
/// executor.
final class InvitationBook {
    private static final int REPLAYED = 20; // of one conversation, signaling#6
    private static final long MILLIS_PER_SECOND = 1000;

    /// Until the message of an invitation that is written down already has its place.
    private static final Duration COMING = Duration.ofSeconds(2);

    private final Io io;
    private final SerialExecutor work;
    private final Emitter emitter;
    private final Self self;
    private final ConversationBook conversations;
    private final Consumer<String> timeUp;
    private final Map<String, Known> known = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>(); // raised, or the user's own

    @Nullable
    private Future<?> again;

    private static final class Known {
        final Set<String> pending; // who has not answered
        SignalingInfo info;

        @Nullable
        Future<?> timer;

        Known(SignalingInfo info, Collection<String> pending) {
            this.info = info;
            this.pending = new LinkedHashSet<>(pending);
        }
    }

    /// @param timeUp says that an invitation's time is up
    InvitationBook(
            Io io,
            SerialExecutor work,
            Emitter emitter,
            Self self,
            ConversationBook conversations,
            Consumer<String> timeUp) {
        this.io = io;
        this.work = work;
        this.emitter = emitter;
        this.self = self;
        this.conversations = conversations;
        this.timeUp = timeUp;
    }

    void clear() {
        if (again != null) {
            again.cancel(false);
        }
        List.copyOf(known.keySet()).forEach(this::end);
        seen.clear();
    }

    List<String> newest(int most) {
        var ids = List.copyOf(known.keySet());
        return ids.subList(Math.max(0, ids.size() - most), ids.size());
    }

    boolean isKnown(String inviteID) {
        return known.containsKey(inviteID);
    }

    /// An invitation that the user makes: it is not raised here.
    void making(String inviteID) {
        seen.add(inviteID);
    }

    /// @param time seconds since 1970 when it was made
    void track(SignalingInfo info, long time, Collection<String> pending) {
        var isMine = info.inviter().equals(self.userID());
        if (known.containsKey(info.inviteID()) || !(isMine || info.inviteeList().contains(self.userID()))) {
            return;
        }
        var invitation = new Known(info, pending);
        known.put(info.inviteID(), invitation);
        if (info.timeout() > 0 && (isMine || pending.contains(self.userID()))) {
            var due = time + info.timeout() + (isMine ? Limits.INVITER_GRACE_SECONDS : 0); // signaling#4
            var left = Duration.ofMillis(Math.max(0, due * MILLIS_PER_SECOND - self.serverTime()));
            invitation.timer = io.after(left, work, () -> {
                if (known.get(info.inviteID()) == invitation) {
                    timeUp.accept(info.inviteID());
                }
            });
        }
    }

    /// An invitation has arrived.
    void arrived(SignalingInfo info, Message message) {
        if (!seen.add(info.inviteID())) {
            return;
        }
        track(info, message.time(), info.inviteeList());
        if (message.flow() == Flow.IN && info.inviteeList().contains(self.userID())) {
            announce(info);
        }
    }

    private void announce(SignalingInfo info) {
        emitter.emit(
                SignalingEvents.NEW_INVITATION_RECEIVED,
                new SignalingEvents.NewInvitation(
                        info.inviteID(), info.inviter(), info.groupID(), info.data(), info.inviteeList()));
    }

    /// Those whom a signal concerns have answered, or need not.
    ///
    /// @return whether that is news
    boolean settle(SignalingInfo info) {
        var invitation = known.get(info.inviteID());
        if (invitation == null) {
            return false;
        }
        var isNews = invitation.pending.removeAll(info.inviteeList());
        if (invitation.pending.isEmpty()) {
            end(info.inviteID());
        } else if (!info.inviter().equals(self.userID()) && !invitation.pending.contains(self.userID())) {
            stop(invitation);
        }
        return isNews;
    }

    private void end(String inviteID) {
        var invitation = known.remove(inviteID);
        if (invitation != null) {
            stop(invitation);
        }
    }

    private static void stop(Known invitation) {
        if (invitation.timer != null) {
            invitation.timer.cancel(false);
        }
    }

    /// Something happened to an invitation.
    ///
    /// @param message that tells of it; null: it was missed
    void happened(SignalingInfo info, @Nullable Message message) {
        if (!settle(info)) {
            return;
        }
        switch (info.actionType()) {
            case Signaling.ACTION_TYPE_ACCEPT_INVITE -> emitter.emit(SignalingEvents.INVITEE_ACCEPTED, answer(info));
            case Signaling.ACTION_TYPE_REJECT_INVITE -> emitter.emit(SignalingEvents.INVITEE_REJECTED, answer(info));
            case Signaling.ACTION_TYPE_CANCEL_INVITE ->
                emitter.emit(
                        SignalingEvents.INVITATION_CANCELLED,
                        new SignalingEvents.Cancellation(info.inviteID(), info.inviter(), info.groupID(), info.data()));
            case Signaling.ACTION_TYPE_INVITE_TIMEOUT -> {
                var own = message != null && message.flow() == Flow.OUT ? message : null;
                emitter.emit(
                        SignalingEvents.INVITATION_TIMEOUT,
                        new SignalingEvents.Timeout(
                                info.inviteID(),
                                info.inviter(),
                                info.groupID(),
                                info.data(),
                                info.inviteeList(),
                                own != null,
                                own));
            }
            default -> {} // of a later version
        }
    }

    private static SignalingEvents.Answer answer(SignalingInfo info) {
        var invitee = info.inviteeList().isEmpty() ? "" : info.inviteeList().getFirst();
        return new SignalingEvents.Answer(info.inviteID(), info.inviter(), info.groupID(), info.data(), invitee);
    }

    /// The message of an invitation says something else now.
    void modified(SignalingInfo info) {
        var invitation = known.get(info.inviteID());
        if (invitation != null && !invitation.info.data().equals(info.data())) {
            invitation.info = info;
            emitter.emit(
                    SignalingEvents.INVITATION_MODIFIED,
                    new SignalingEvents.Modification(info.inviteID(), info.data()));
        }
    }

    /// What there was when the user signed in; what is new to them is raised.
    ///
    /// @return false if messages of some have no place yet: they bring them, or the next list does
    boolean replay(List<Invitation> list) {
        var news = new HashSet<String>();
        var perConversation = new HashMap<String, Integer>();
        for (var invitation : list.reversed()) {
            var conversation = invitation.conversationID().text();
            if (isNews(invitation) && perConversation.merge(conversation, 1, Integer::sum) <= REPLAYED) {
                news.add(invitation.info().inviteID());
            }
        }
        var there = list.stream().filter(invitation -> !isComing(invitation)).toList();
        for (var invitation : there) {
            if (invitation.sequence() > 0) {
                seen.add(invitation.info().inviteID());
            }
            track(invitation.info(), invitation.time(), invitation.pendingList());
            if (news.contains(invitation.info().inviteID())) {
                announce(invitation.info());
            }
        }
        return there.size() == list.size();
    }

    /// Has the server asked once more, soon.
    void askAgain(Runnable ask) {
        again = io.after(COMING, work, ask);
    }

    private boolean isComing(Invitation invitation) {
        return invitation.sequence() == 0
                && !invitation.onlineUserOnly()
                && !isOld(invitation)
                && !seen.contains(invitation.info().inviteID());
    }

    private boolean isOld(Invitation invitation) {
        var age = self.serverTime() / MILLIS_PER_SECOND - invitation.time();
        return age >= Limits.INVITATION_REPLAY_SECONDS;
    }

    private boolean isNews(Invitation invitation) {
        var conversation = conversations.find(invitation.conversationID().text());
        return !seen.contains(invitation.info().inviteID())
                && !invitation.info().inviter().equals(self.userID())
                && invitation.pendingList().contains(self.userID())
                && invitation.sequence() > (conversation == null ? 0 : conversation.readSequence())
                && !isOld(invitation);
    }
}
