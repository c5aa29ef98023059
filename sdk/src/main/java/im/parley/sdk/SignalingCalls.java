package im.parley.sdk;

import im.parley.protocol.signaling.SignalingInfo;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Passes the calls about invitations on to the part that serves them.
interface SignalingCalls extends SignalingApi {
    Invitations invitations();

    @Override
    default <T> void addSignalingListener(EventType<T> type, EventHandler<? super T> handler) {
        invitations().addSignalingListener(type, handler);
    }

    @Override
    default <T> void removeSignalingListener(EventType<T> type, EventHandler<? super T> handler) {
        invitations().removeSignalingListener(type, handler);
    }

    @Override
    default CompletableFuture<SignalResult> invite(InviteOptions options) {
        return invitations().invite(options);
    }

    @Override
    default CompletableFuture<SignalResult> inviteInGroup(InviteOptions options) {
        return invitations().inviteInGroup(options);
    }

    @Override
    default String inviteSync(InviteOptions options, Consumer<SignalResult> success, Consumer<ChatError> failure) {
        return invitations().inviteSync(options, success, failure);
    }

    @Override
    default String inviteInGroupSync(
            InviteOptions options, Consumer<SignalResult> success, Consumer<ChatError> failure) {
        return invitations().inviteInGroupSync(options, success, failure);
    }

    @Override
    default CompletableFuture<SignalResult> cancel(String inviteID, String data) {
        return invitations().cancel(inviteID, data);
    }

    @Override
    default CompletableFuture<SignalResult> accept(String inviteID, String data) {
        return invitations().accept(inviteID, data);
    }

    @Override
    default CompletableFuture<SignalResult> reject(String inviteID, String data) {
        return invitations().reject(inviteID, data);
    }

    @Override
    default Optional<SignalingInfo> getSignalingInfo(Message message) {
        return invitations().getSignalingInfo(message);
    }

    @Override
    default CompletableFuture<SignalResult> modifyInvitation(String inviteID, String data) {
        return invitations().modifyInvitation(inviteID, data);
    }
}
