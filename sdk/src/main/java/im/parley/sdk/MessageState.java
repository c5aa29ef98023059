package im.parley.sdk;

/// Where a [Message] stands on its way and who has read it: what changes, all of it in one step.
record MessageState(
        MessageStatus status,
        long time,
        long sequence,
        String nick,
        String avatar,
        boolean peerRead,
        boolean read,
        boolean resend) {
    MessageState stored(long newSequence, long newTime) {
        return new MessageState(MessageStatus.SUCCESS, newTime, newSequence, nick, avatar, peerRead, read, resend);
    }

    MessageState with(MessageStatus newStatus) {
        return new MessageState(newStatus, time, sequence, nick, avatar, peerRead, read, resend);
    }

    MessageState sentAgain() {
        return new MessageState(MessageStatus.UN_SEND, time, sequence, nick, avatar, peerRead, read, true);
    }

    MessageState readByPeer() {
        return new MessageState(status, time, sequence, nick, avatar, true, read, resend);
    }

    MessageState readByMe() {
        return new MessageState(status, time, sequence, nick, avatar, peerRead, true, resend);
    }
}
