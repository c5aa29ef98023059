package im.parley.sdk;

import im.parley.protocol.signaling.SignalingInfo;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Passes the calls about invitations on to the part that serves them.
interface SignalingCalls extends SignalingApi {
    Parts parts();

    @Override
    default <T> void addSignalingListener(EventType<T> type, EventHandler<? super T> handler) {
        parts().invitations.addSignalingListener(type, handler);
    }

    @Override
    default <T> void removeSignalingListener(EventType<T> type, EventHandler<? super T> handler) {
        parts().invitations.removeSignalingListener(type, handler);
    }

    @Override
    default CompletableFuture<SignalResult> invite(InviteOptions options) {
        return parts().invitations.invite(options);
    }

    @Override
    default CompletableFuture<SignalResult> inviteInGroup(InviteOptions options) {
        return parts().invitations.inviteInGroup(options);
    }

    @Override
    default String inviteSync(InviteOptions options, Consumer<SignalResult> success, Consumer<ChatError> failure) {
        return parts().invitations.inviteSync(options, success, failure);
    }

    @Override
    default String inviteInGroupSync(
            InviteOptions options, Consumer<SignalResult> success, Consumer<ChatError> failure) {
        return parts().invitations.inviteInGroupSync(options, success, failure);
    }

    @Override
    default CompletableFuture<SignalResult> cancel(String inviteID, String data) {
        return parts().invitations.cancel(inviteID, data);
    }

    @Override
    default CompletableFuture<SignalResult> accept(String inviteID, String data) {
        return parts().invitations.accept(inviteID, data);
    }

    @Override
    default CompletableFuture<SignalResult> reject(String inviteID, String data) {
        return parts().invitations.reject(inviteID, data);
    }

    @Override
    default Optional<SignalingInfo> getSignalingInfo(Message message) {
        return parts().invitations.getSignalingInfo(message);
    }

    @Override
    default CompletableFuture<SignalResult> modifyInvitation(String inviteID, String data) {
        return parts().invitations.modifyInvitation(inviteID, data);
    }
}
