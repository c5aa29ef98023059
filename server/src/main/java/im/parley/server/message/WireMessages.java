package im.parley.server.message;

import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.Receipts;
import im.parley.protocol.message.Revocation;
import im.parley.server.users.Account;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// From the log's messages to those on the wire.
final class WireMessages {
    /// Nobody in particular: what a revoked message said, they do not get.
    static final long ANYBODY = 0;

    private static final long MILLIS = 1000;
    private static final RawJson NOTHING = RawJson.of("{}");

    private WireMessages() {}

    /// What was just stored, or passed on.
    static Message of(Append append, Position position) {
        return of(append, position, append.passes() ? append.firstVersion() : 0, 0);
    }

    /// What was changed on its way and passed on, for who wrote something else.
    static Message rewritten(Append append, Position position) {
        return of(append, position, append.firstVersion(), 1);
    }

    private static Message of(Append append, Position position, int version, long change) {
        var draft = append.draft;
        return message(
                draft.id(),
                append.room != null
                        ? Types.CONV_GROUP
                        : append.sender().tinyID() == SystemAccount.TINY_ID ? Types.CONV_SYSTEM : Types.CONV_C2C,
                append.sender(),
                draft.to(),
                position.sequence(),
                position.time(),
                draft.type(),
                draft.payload(),
                position.unreadCounter(),
                emptyToNull(append.nameCard),
                append.room != null && append.room.isLive() ? append.sender().level() : 0,
                draft.cloudCustomData(),
                append.flags(),
                draft.atUserList(),
                version,
                change,
                null,
                append.readers() == 0 ? null : new Receipts(0, 0, append.readers()));
    }

    /// What nobody stores.
    static Message passing(
            MessageId id,
            String conversationType,
            Account sender,
            String to,
            long time,
            String type,
            RawJson payload,
            int flags) {
        return message(
                id,
                conversationType,
                sender,
                to,
                0,
                time,
                type,
                payload,
                0,
                null,
                sender.level(),
                null,
                flags,
                null,
                0,
                0,
                null,
                null);
    }

    /// What was read back. What a revoked message said, only its sender gets to know.
    ///
    /// @param viewer account number of who gets it, or [#ANYBODY]
    static Message of(StoredMessage row, Parties parties, long viewer) {
        var secret = row.isRevoked() && viewer != row.sender();
        var extras = Extras.parse(row.extras());
        return message(
                Draft.id(row.sender(), row.clientId()),
                parties.type(),
                parties.user(row.sender()),
                parties.to(row.sender()),
                row.sequence(),
                row.time(),
                row.type(),
                secret ? NOTHING : RawJson.of(row.payload()),
                parties.counter(row),
                extras.nameCard(),
                0,
                secret ? null : row.cloudCustomData(),
                row.flags(),
                extras.atUserList(),
                row.version(),
                row.change(),
                revocation(row, parties),
                receipts(row, extras));
    }

    private static @Nullable Receipts receipts(StoredMessage row, Extras extras) {
        if (row.receiptCount() == 0 && extras.readers() == null) {
            return null;
        }
        int readers = Objects.requireNonNullElse(extras.readers(), 0);
        return new Receipts(row.receiptCount(), row.receiptTime() / MILLIS, Math.max(readers - row.receiptCount(), 0));
    }

    private static @Nullable Revocation revocation(StoredMessage row, Parties parties) {
        if (!row.isRevoked()) {
            return null;
        }
        var revoker = parties.user(row.revoker());
        return new Revocation(
                revoker.userID(), emptyToNull(revoker.nick()), emptyToNull(revoker.avatar()), row.revokeReason());
    }

    private static Message message(
            MessageId id,
            String conversationType,
            Account sender,
            String to,
            long sequence,
            long time,
            String type,
            RawJson payload,
            long unreadCounter,
            @Nullable String nameCard,
            long level,
            @Nullable String cloudCustomData,
            int flags,
            @Nullable List<String> atUserList,
            int version,
            long change,
            @Nullable Revocation revocation,
            @Nullable Receipts receipts) {
        return new Message(
                id,
                conversationType,
                sender.userID(),
                to,
                sequence,
                time / MILLIS,
                type,
                payload,
                unreadCounter,
                emptyToNull(sender.nick()),
                emptyToNull(sender.avatar()),
                nameCard,
                level,
                cloudCustomData,
                Flags.priority(flags),
                Flags.needReadReceipt(flags),
                Flags.isSupportExtension(flags),
                Flags.isExcludedFromUnreadCount(flags),
                Flags.isExcludedFromLastMessage(flags),
                Flags.isSignal(flags),
                atUserList,
                version,
                change,
                false,
                Flags.isRisky(flags),
                revocation,
                receipts);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
