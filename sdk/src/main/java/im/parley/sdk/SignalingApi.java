package im.parley.sdk;

import im.parley.protocol.signaling.SignalingInfo;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Inviting users to what they can accept or reject, such as calls (section J of the contract). Each signal is
/// a custom message in the conversation. Calls before [Chat#isReady] fail as those of [MessageApi].
///
/// Of several answers at once, on whatever devices, the first counts and everybody hears of that one. An invitation
/// with a timeout ends in any case: by a client's timer, or by the server's.
public interface SignalingApi {
    /// Adds a listener, called as those of [EventApi#on]; before login, as what arrives without one is lost.
    <T> void addSignalingListener(EventType<T> type, EventHandler<? super T> handler);

    /// Takes off a listener.
    <T> void removeSignalingListener(EventType<T> type, EventHandler<? super T> handler);

    /// Invites a user.
    ///
    /// Fails as [MessageApi#sendMessage] does, and with 20001 for oneself.
    ///
    /// @param options made by [InviteOptions#toUser]
    CompletableFuture<SignalResult> invite(InviteOptions options);

    /// Invites members of a group. Fails also with 10004 where one of them is none (`inviteInGroup#2`).
    ///
    /// @param options made by [InviteOptions#inGroup]
    CompletableFuture<SignalResult> inviteInGroup(InviteOptions options);

    /// The same as [#invite], but the invitation's ID is there at once.
    ///
    /// @param success hears of it when it is sent
    /// @param failure hears why it is not
    /// @return its ID
    String inviteSync(InviteOptions options, Consumer<SignalResult> success, Consumer<ChatError> failure);

    /// The same as [#inviteInGroup], but the invitation's ID is there at once.
    ///
    /// @return its ID
    String inviteInGroupSync(InviteOptions options, Consumer<SignalResult> success, Consumer<ChatError> failure);

    /// Takes an invitation back. Fails with 8020 where it has ended, 8011 where it is not the user's own.
    ///
    /// @param data the app's own text
    CompletableFuture<SignalResult> cancel(String inviteID, String data);

    /// Accepts. Fails with 8010 where the invitation has ended or the user has answered, 8011 where they are
    /// not invited.
    CompletableFuture<SignalResult> accept(String inviteID, String data);

    /// Rejects, and fails like [#accept].
    CompletableFuture<SignalResult> reject(String inviteID, String data);

    /// The signal that a message carries; empty: it is an ordinary one (`getSignalingInfo#1`).
    Optional<SignalingInfo> getSignalingInfo(Message message);

    /// Replaces the data of an invitation that has not ended. Fails with 8010 where it has, or is for those
    /// online only (`modifyInvitation#2`), and as [MessageApi#modifyMessage] does.
    CompletableFuture<SignalResult> modifyInvitation(String inviteID, String data);
}
