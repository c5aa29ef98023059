package im.parley.server.message;

import im.parley.protocol.MessageId;
import im.parley.protocol.RawJson;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A message on its way into the log, checked in itself but not yet against the receiver.
///
/// @param id as the sender's SDK made it
/// @param from the sender's userID
/// @param to the C2C peer's userID, or the groupID
/// @param toRoom whether `to` is a group or topic
/// @param exceptInstance the instance that sent it and gets no push
/// @param flags see [Flags]
/// @param type a `MSG_…` value
/// @param extras see [Extras]
/// @param atUserList part of extras
/// @param receiverList who alone gets it; part of extras
/// @param mergers keys of lists of messages that it names
/// @param onlineOnly passes the log by: told to who is online, never stored
/// @param origin who had it sent
record Draft(
        MessageId id,
        String from,
        String to,
        boolean toRoom,
        String exceptInstance,
        int flags,
        String type,
        RawJson payload,
        @Nullable String cloudCustomData,
        @Nullable String extras,
        @Nullable List<String> atUserList,
        @Nullable List<String> receiverList,
        @Nullable MergerKeys mergers,
        boolean onlineOnly,
        Origin origin) {
    /// One without anything special.
    static Draft plain(
            MessageId id, String from, String to, String exceptInstance, int flags, String type, RawJson payload) {
        return new Draft(
                id,
                from,
                to,
                false,
                exceptInstance,
                flags,
                type,
                payload,
                null,
                null,
                null,
                null,
                null,
                false,
                Origin.SENDER);
    }

    /// The same that somebody else had sent.
    Draft sentBy(Origin other) {
        return with(flags, new Content(type, payload), cloudCustomData, mergers, other);
    }

    /// The same as moderation lets it go.
    ///
    /// @param isUnreviewed whether there is no verdict yet
    Draft moderated(RawJson content, boolean isUnreviewed) {
        return with(
                isUnreviewed ? flags | Flags.UNREVIEWED : flags,
                new Content(type, content),
                cloudCustomData,
                mergers,
                origin);
    }

    /// The same as the app's back end wants it.
    ///
    /// @param content null: its own
    /// @param custom null: its own
    Draft rewritten(@Nullable Content content, @Nullable String custom) {
        return with(
                flags | Flags.REWRITTEN,
                content == null ? new Content(type, payload) : content,
                custom == null ? cloudCustomData : custom,
                content == null ? mergers : null,
                origin);
    }

    /// The same that no back end is told of.
    Draft untold() {
        return with(Flags.untold(flags), new Content(type, payload), cloudCustomData, mergers, origin);
    }

    private Draft with(
            int otherFlags,
            Content content,
            @Nullable String custom,
            @Nullable MergerKeys otherMergers,
            Origin otherOrigin) {
        return new Draft(
                id,
                from,
                to,
                toRoom,
                exceptInstance,
                otherFlags,
                content.type(),
                content.payload(),
                custom,
                extras,
                atUserList,
                receiverList,
                otherMergers,
                onlineOnly,
                otherOrigin);
    }

    long sender() {
        return id.senderTinyID();
    }

    /// clientTime and random in one number: what makes the sender's message unique in a conversation.
    long clientId() {
        return clientId(id);
    }

    static long clientId(MessageId id) {
        return id.clientTime() << 32 | id.random();
    }

    /// What `clientId` was made of.
    static MessageId id(long sender, long clientId) {
        return new MessageId(sender, clientId >>> Integer.SIZE, Integer.toUnsignedLong((int) clientId));
    }

    /// Tells a retry from another message under the same ID.
    int contentHash() {
        return contentHash(type, flags, payload, cloudCustomData);
    }

    static int contentHash(String type, int flags, RawJson payload, @Nullable String cloudCustomData) {
        return Objects.hash(type, Flags.ofSender(flags), payload, cloudCustomData);
    }
}
