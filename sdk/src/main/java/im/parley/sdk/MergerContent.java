package im.parley.sdk;

import im.parley.protocol.Limits;
import java.util.List;

/// What [CreateApi#createMergerMessage] makes a message of.
///
/// @param messageList 1 to 300 messages, of any conversations (`createMergerMessage#3`)
/// @param title shown above them
/// @param abstractList a few lines shown in place of them
/// @param compatibleText shown by clients that do not know merged messages; not empty
public record MergerContent(List<Message> messageList, String title, List<String> abstractList, String compatibleText) {
    /// @throws IllegalArgumentException if something is missing, messageList or compatibleText is empty
    ///     (`createMergerMessage#2`), or a send of one of the messages has failed (`createMergerMessage#1`)
    public MergerContent {
        messageList = Params.list("payload.messageList", messageList);
        Params.that(
                !messageList.isEmpty() && messageList.size() <= Limits.MERGED_MESSAGES,
                "payload.messageList.length",
                messageList.size(),
                "1 to 300");
        for (Message message : messageList) {
            Params.that(message.status() != MessageStatus.FAIL, "payload.messageList", message, "no failed message");
        }
        Params.present("payload.title", title);
        abstractList = Params.list("payload.abstractList", abstractList);
        Params.text("payload.compatibleText", compatibleText);
    }
}
