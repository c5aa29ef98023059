package im.parley.sdk;

import im.parley.protocol.Types;
import org.jspecify.annotations.Nullable;

/// What a conversation list shows of a conversation's newest message. Of a group that is not on that list only the
/// time is known.
///
/// @param lastTime seconds since 1970; 0 when there is no message
/// @param lastSequence its place in the conversation; 0 when there is none
/// @param fromAccount the sender's userID; empty when there is none
/// @param type a `MSG_…` value of [im.parley.protocol.Types]; empty when there is none
/// @param payload what it says; null when there is no message
/// @param messageForShow its text, or a placeholder in brackets by its type (`compat#19`)
/// @param cloudCustomData the app's own text; empty when unset
/// @param isRevoked it was taken back; then there is nothing to show of it
/// @param revoker userID of who took it back; empty when nobody did
/// @param version how often it was modified
/// @param nick groups: the sender's nickname when it was sent; empty when unset and elsewhere
/// @param avatar groups: the sender's picture when it was sent; empty when unset and elsewhere
/// @param nameCard groups: the sender's name there when it was sent; empty when unset and elsewhere
/// @param isPeerRead C2C, own messages: the peer has read it
/// @param hasRiskContent moderation objects to it, since it was stored
public record LastMessage(
        long lastTime,
        long lastSequence,
        String fromAccount,
        String type,
        @Nullable Payload payload,
        String messageForShow,
        String cloudCustomData,
        boolean isRevoked,
        String revoker,
        int version,
        String nick,
        String avatar,
        String nameCard,
        boolean isPeerRead,
        boolean hasRiskContent) {
    static final LastMessage NONE = at(0);

    /// @param time seconds since 1970; 0: there is none
    static LastMessage at(long time) {
        return new LastMessage(time, 0, "", "", null, "", "", false, "", 0, "", "", "", false, false);
    }

    static LastMessage of(Message message) {
        var isOfGroup = message.conversationType().equals(Types.CONV_GROUP);
        return new LastMessage(
                message.time(),
                message.sequence(),
                message.from(),
                message.type(),
                message.payload(),
                message.isRevoked() ? "" : message.payload().messageForShow(),
                message.cloudCustomData(),
                message.isRevoked(),
                message.revoker(),
                message.version(),
                isOfGroup ? message.nick() : "",
                isOfGroup ? message.avatar() : "",
                message.nameCard(),
                message.isPeerRead(),
                message.hasRiskContent());
    }
}
