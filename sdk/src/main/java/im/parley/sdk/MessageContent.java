package im.parley.sdk;

import im.parley.protocol.Types;
import org.jspecify.annotations.Nullable;

/// What a [Message] says, as of its version, and what became of it.
///
/// @param version how often it was modified
/// @param change see [im.parley.protocol.message.Message#change]
/// @param risky moderation objects to it
/// @param edited the version that the app began to edit; [#UNEDITED] where it did not
/// @param revocation null: not revoked
record MessageContent(
        Payload payload,
        String cloudCustomData,
        int version,
        long change,
        boolean risky,
        int edited,
        @Nullable Revocation revocation,
        ReadReceiptInfo receipts) {
    /// @param by who took it back
    /// @param reason empty when none was given
    record Revocation(MessageUser by, String reason) {}

    private static final int UNEDITED = -1;

    static MessageContent of(Payload payload, String cloudCustomData) {
        return new MessageContent(payload, cloudCustomData, 0, 0, false, UNEDITED, null, ReadReceiptInfo.NONE);
    }

    static MessageContent of(im.parley.protocol.message.Message stored) {
        return new MessageContent(
                Payloads.of(stored),
                orEmpty(stored.cloudCustomData()),
                stored.version(),
                stored.change(),
                stored.hasRiskContent(),
                UNEDITED,
                revocation(stored.revocation()),
                receipts(stored));
    }

    MessageContent with(Payload newPayload) {
        return new MessageContent(newPayload, cloudCustomData, version, change, risky, edited, revocation, receipts);
    }

    /// The app writes something else, which nobody knows of before `modifyMessage`.
    MessageContent edited(Payload newPayload, String newCustomData) {
        return new MessageContent(newPayload, newCustomData, version, change, risky, base(), revocation, receipts);
    }

    /// The version that the app's edits are of.
    int base() {
        return edited == UNEDITED ? version : edited;
    }

    /// What the app has edited was given to the server.
    MessageContent published() {
        return new MessageContent(payload, cloudCustomData, version, change, risky, UNEDITED, revocation, receipts);
    }

    /// What the server says, unless something newer is known. The app's edits stay while nobody else has modified
    /// the message; otherwise only their version does, so that `modifyMessage` finds the conflict.
    MessageContent updated(im.parley.protocol.message.Message stored) {
        if (stored.change() <= change) {
            return this;
        }
        var now = of(stored);
        var keep = edited != UNEDITED && now.version == version && now.revocation == null;
        return new MessageContent(
                keep ? payload : now.payload,
                keep ? cloudCustomData : now.cloudCustomData,
                now.version,
                now.change,
                now.risky,
                edited,
                now.revocation,
                now.receipts);
    }

    MessageContent with(ReadReceiptInfo newReceipts) {
        return new MessageContent(payload, cloudCustomData, version, change, risky, edited, revocation, newReceipts);
    }

    private static @Nullable Revocation revocation(im.parley.protocol.message.@Nullable Revocation stored) {
        return stored == null
                ? null
                : new Revocation(
                        new MessageUser(stored.revoker(), orEmpty(stored.nick()), orEmpty(stored.avatar())),
                        orEmpty(stored.reason()));
    }

    private static ReadReceiptInfo receipts(im.parley.protocol.message.Message stored) {
        var receipts = stored.receipts();
        if (receipts == null) {
            return ReadReceiptInfo.NONE;
        }
        return ReadReceiptInfo.of(receipts, stored.conversationType().equals(Types.CONV_C2C));
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
