package im.parley.sdk;

/// What a message says, by its type. A `switch` over it names the kinds it knows and treats the others as
/// unknown; later versions of this SDK know more kinds.
public sealed interface Payload
        permits TextPayload,
                ImagePayload,
                AudioPayload,
                VideoPayload,
                FilePayload,
                FacePayload,
                LocationPayload,
                CustomPayload,
                MergerPayload,
                GroupTipPayload,
                GroupSystemNoticePayload,
                UnknownPayload {
    /// The message type this is the payload of: a `MSG_…` value of [im.parley.protocol.Types].
    String type();

    /// What conversation lists show for a message with this payload: its text, or a placeholder in brackets
    /// by its type (`compat#19`).
    default String messageForShow() {
        return Payloads.placeholder(type());
    }
}
