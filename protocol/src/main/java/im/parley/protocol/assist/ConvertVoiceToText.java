package im.parley.protocol.assist;

import im.parley.protocol.Check;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import org.jspecify.annotations.Nullable;

/// The words of an audio message that the caller can see. At most 10 calls of a user in 5 seconds.
///
/// Errors: [ErrorCode#VOICE_TO_TEXT_FAIL] where the feature is off or has no provider (`convertVoiceToText#2`), for a
/// language that is none or that the provider does not have, for audio that is broken or longer than 600 seconds, and
/// when the provider fails or takes longer than 60 seconds; [ErrorCode#UNSUPPORTED_VOICE_FORMAT] for audio of
/// another format than `convertVoiceToText#3` names, and for one that the server has no decoder for;
/// [ErrorCode#MESSAGE_NOT_FOUND] for no such message, [ErrorCode#MESSAGE_INVALID_REQUEST] for one without audio;
/// [ErrorCode#OVER_FREQUENCY_LIMIT]; [ErrorCode#SERVER_OVERLOADED] while too much speech is under way.
///
/// @param conversationID where the message is
/// @param messageID the message
/// @param language such as `en-US`, `ja-JP`, `yue-Hant-HK` or `zh (cmn-Hans-CN)`; absent: the provider's choice
///     (`convertVoiceToText#4`, `convertVoiceToText#5`)
@Op("assist.convertVoiceToText")
public record ConvertVoiceToText(
        ConversationId conversationID,
        MessageId messageID,
        @Nullable String language) implements Operation<ConvertVoiceToText.Result> {
    public ConvertVoiceToText {
        Check.present("conversationID", conversationID, ErrorCode.INVALID_CONV_ID);
        Check.present("messageID", messageID, ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @param result what was said; empty where nothing was understood
    public record Result(String result) {}
}
