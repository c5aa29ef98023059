package im.parley.sdk;

/// Making messages (section B of the contract). Nothing is sent yet and no event comes: the message has its ID
/// and can be shown at once (`create#1`, `create#9`).
///
/// All return a message with status [MessageStatus#UN_SEND], and throw [ChatError] if the chat is not ready and
/// [IllegalArgumentException] if the options are missing.
public interface CreateApi {
    /// Makes a text message.
    Message createTextMessage(CreateOptions<TextPayload> options);

    /// Makes a text message that calls members of a group by name, or all of them (`createTextAtMessage#1`).
    ///
    /// @throws IllegalArgumentException also if it is for a user, or has a receiver list
    ///     (`createTextAtMessage#2`)
    Message createTextAtMessage(CreateOptions<TextAtContent> options);

    /// Makes an image message: a jpg, gif, png, bmp or webp (`createImageMessage#3`) of at most 20 MiB unless the
    /// server is set otherwise (`createImageMessage#7`). [MessageApi#sendMessage] uploads it.
    Message createImageMessage(CreateOptions<ImageContent> options);

    /// Makes an audio message, at most 20 MiB unless the server is set otherwise (`createAudioMessage#5`).
    /// Recordings in aac play on all platforms (`createAudioMessage#3`). [MessageApi#sendMessage] uploads it.
    Message createAudioMessage(CreateOptions<AudioContent> options);

    /// Makes a video message: an mp4 or QuickTime file (`createVideoMessage#3`) of at most 100 MiB unless the
    /// server is set otherwise (`createVideoMessage#4`). [MessageApi#sendMessage] uploads it.
    Message createVideoMessage(CreateOptions<VideoContent> options);

    /// Makes a file message: anything of 1 byte to 100 MiB unless the server is set otherwise
    /// (`createFileMessage#1`). [MessageApi#sendMessage] uploads it.
    Message createFileMessage(CreateOptions<FileContent> options);

    /// Makes a message whose meaning is the app's.
    Message createCustomMessage(CreateOptions<CustomPayload> options);

    /// Makes a message that is an emoji or a sticker.
    Message createFaceMessage(CreateOptions<FacePayload> options);

    /// Makes a message that names a place.
    Message createLocationMessage(CreateOptions<LocationPayload> options);

    /// Makes one message of several. Where it is larger than 11 KiB, the server stores the messages when it is
    /// sent and receivers get a key to them (`createMergerMessage#5`).
    ///
    /// @throws IllegalArgumentException also if one of the messages is a tip or notice of the system
    Message createMergerMessage(CreateOptions<MergerContent> options);

    /// Makes a message that says what another one says, received or sent (`createForwardMessage#1`). Files are
    /// not uploaded again (`createForwardMessage#3`).
    ///
    /// @throws ChatError also [im.parley.protocol.ErrorCode#MSG_FORWARD_TYPE_INVALID] for tips and notices of
    ///     the system
    Message createForwardMessage(CreateOptions<Message> options);
}
