package im.parley.sdk;

import im.parley.protocol.Types;
import org.jspecify.annotations.Nullable;

/// What a [Message] says, as of its version, and what became of it.
///
/// @param version how often it was modified
/// @param revocation null: not revoked
record MessageContent(
        Payload payload,
        String cloudCustomData,
        int version,
        @Nullable Revocation revocation,
        ReadReceiptInfo receipts) {
    /// @param by who took it back
    /// @param reason empty when none was given
    record Revocation(MessageUser by, String reason) {}

    static MessageContent of(Payload payload, String cloudCustomData) {
        return new MessageContent(payload, cloudCustomData, 0, null, ReadReceiptInfo.NONE);
    }

    static MessageContent of(im.parley.protocol.message.Message stored) {
        return new MessageContent(
                Payloads.read(stored.type(), stored.payload()),
                orEmpty(stored.cloudCustomData()),
                stored.version(),
                revocation(stored.revocation()),
                receipts(stored));
    }

    MessageContent with(Payload newPayload) {
        return new MessageContent(newPayload, cloudCustomData, version, revocation, receipts);
    }

    MessageContent with(ReadReceiptInfo newReceipts) {
        return new MessageContent(payload, cloudCustomData, version, revocation, newReceipts);
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
        var isC2C = stored.conversationType().equals(Types.CONV_C2C);
        return new ReadReceiptInfo(receipts.count(), 0, isC2C, receipts.time());
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
