package im.parley.server.message;

import im.parley.protocol.Types;
import im.parley.protocol.message.MessageControlInfo;
import im.parley.protocol.message.SendMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `message.flags` holds: two bits of priority and one for each yes or no.
final class Flags {
    private static final int PRIORITY_MASK = 0b11;
    private static final int NEED_READ_RECEIPT = 1 << 2;
    private static final int SUPPORT_EXTENSION = 1 << 3;
    /// Known to SQL, too: see [#COUNTS] and [#SHOWN].
    private static final int EXCLUDED_FROM_UNREAD = 1 << 4;

    private static final int EXCLUDED_FROM_LAST = 1 << 5;
    /// It calls somebody by name; known to the index `message_at`, too.
    private static final int AT = 1 << 6;

    /// The server made it to carry what happened to an invitation.
    private static final int SIGNAL = 1 << 7;

    /// It went out before there was a verdict about it; known to the index `message_unreviewed`, too.
    static final int UNREVIEWED = 1 << 8;

    /// Moderation objects to it.
    static final int RISKY = 1 << 9;

    /// The app's back end changed it before it was stored, and nobody was told yet; known to the index
    /// `message_rewritten`, too.
    static final int REWRITTEN = 1 << 10;

    /// No back end is told that it was sent.
    private static final int UNTOLD = 1 << 11;

    /// What is not the sender's choice, or not theirs alone.
    private static final int OF_OTHERS = UNREVIEWED | RISKY | REWRITTEN | UNTOLD | NEED_READ_RECEIPT;

    /// SQL: nobody was told yet that the message `m` was changed on its way.
    static final String IS_REWRITTEN = "m.flags & " + REWRITTEN + " <> 0";

    /// SQL: there is no verdict yet about the message `m`.
    static final String IS_UNREVIEWED = "m.flags & " + UNREVIEWED + " <> 0";

    /// What tips of groups have: they do not count as unread (settled 6).
    static final int TIP = EXCLUDED_FROM_UNREAD;

    /// SQL: the message `m` counts as unread.
    static final String COUNTS = "m.flags & " + EXCLUDED_FROM_UNREAD + " = 0";

    /// SQL: the message `m` may be the last one that lists show.
    static final String SHOWN = "m.flags & " + EXCLUDED_FROM_LAST + " = 0";

    /// SQL: the message `m` calls somebody by name.
    static final String CALLS = "m.flags & " + AT + " <> 0";

    /// SQL: the sender of the message `m` asks for read receipts.
    static final String NEEDS_RECEIPT = "m.flags & " + NEED_READ_RECEIPT + " <> 0";

    /// By the number stored; the most frequent is 0.
    private static final List<String> PRIORITIES = List.of(
            Types.MSG_PRIORITY_NORMAL, Types.MSG_PRIORITY_HIGH, Types.MSG_PRIORITY_LOW, Types.MSG_PRIORITY_LOWEST);

    private Flags() {}

    static int of(SendMessage request) {
        return (request.priority() == null ? 0 : PRIORITIES.indexOf(request.priority()))
                | (request.needReadReceipt() ? NEED_READ_RECEIPT : 0)
                | (request.isSupportExtension() ? SUPPORT_EXTENSION : 0)
                | (request.atUserList() != null && !request.atUserList().isEmpty() ? AT : 0)
                | (request.receiverList() != null ? EXCLUDED_FROM_UNREAD : 0) // create#5
                | (request.onlineUserOnly() ? 0 : excluded(request.messageControlInfo())); // sendMessage#5
    }

    /// Those of a signal: its priority is high.
    ///
    /// @param isHidden neither counted as unread nor shown as the last message
    static int ofSignal(boolean isHidden) {
        return SIGNAL
                | PRIORITIES.indexOf(Types.MSG_PRIORITY_HIGH)
                | (isHidden ? EXCLUDED_FROM_UNREAD | EXCLUDED_FROM_LAST : 0);
    }

    /// Those of what is taken over from another system: no back end is told of it.
    static int ofImport(boolean isUnread, boolean isShown) {
        return UNTOLD | (isUnread ? 0 : EXCLUDED_FROM_UNREAD) | (isShown ? 0 : EXCLUDED_FROM_LAST);
    }

    private static int excluded(@Nullable MessageControlInfo control) {
        return control == null
                ? 0
                : (control.excludedFromUnreadCount() ? EXCLUDED_FROM_UNREAD : 0)
                        | (control.excludedFromLastMessage() ? EXCLUDED_FROM_LAST : 0);
    }

    /// Null for `Normal`, which is left out on the wire.
    static @Nullable String priority(int flags) {
        return (flags & PRIORITY_MASK) == 0 ? null : PRIORITIES.get(flags & PRIORITY_MASK);
    }

    static boolean needReadReceipt(int flags) {
        return (flags & NEED_READ_RECEIPT) != 0;
    }

    static int withoutReadReceipt(int flags) {
        return flags & ~NEED_READ_RECEIPT;
    }

    static boolean isSupportExtension(int flags) {
        return (flags & SUPPORT_EXTENSION) != 0;
    }

    static boolean isExcludedFromUnreadCount(int flags) {
        return (flags & EXCLUDED_FROM_UNREAD) != 0;
    }

    static boolean isExcludedFromLastMessage(int flags) {
        return (flags & EXCLUDED_FROM_LAST) != 0;
    }

    static boolean isUnreviewed(int flags) {
        return (flags & UNREVIEWED) != 0;
    }

    static boolean isRisky(int flags) {
        return (flags & RISKY) != 0;
    }

    static boolean isRewritten(int flags) {
        return (flags & REWRITTEN) != 0;
    }

    static boolean isUntold(int flags) {
        return (flags & UNTOLD) != 0;
    }

    /// The same for a message that no back end is told of.
    static int untold(int flags) {
        return flags | UNTOLD;
    }

    /// Those that the sender gave.
    static int ofSender(int flags) {
        return flags & ~OF_OTHERS;
    }

    /// Without what moderation found.
    static int withoutModeration(int flags) {
        return flags & ~(UNREVIEWED | RISKY);
    }

    static boolean isSignal(int flags) {
        return (flags & SIGNAL) != 0;
    }
}
