package im.parley.sdk;

import im.parley.protocol.Types;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Messages forwarded as one.
///
/// @param title shown above them; may be empty
/// @param abstractList a few lines shown in place of them; may be empty
/// @param compatibleText shown by clients that do not know this kind
/// @param messageList the messages; empty until [MessageApi#downloadMergerMessage] where `downloadKey` is not
/// @param downloadKey empty: the messages are here (`downloadMergerMessage#1`)
/// @param pbDownloadKey of older clients; empty
/// @param version of this form
/// @param layersOverLimit merged messages inside of each other, too many to be opened (`createMergerMessage#6`)
public record MergerPayload(
        String title,
        List<String> abstractList,
        String compatibleText,
        List<SimplifiedMessage> messageList,
        String downloadKey,
        String pbDownloadKey,
        int version,
        boolean layersOverLimit)
        implements Payload {
    static final int VERSION = 1;

    public MergerPayload(
            @Nullable String title,
            @Nullable List<String> abstractList,
            @Nullable String compatibleText,
            @Nullable List<SimplifiedMessage> messageList,
            @Nullable String downloadKey,
            @Nullable String pbDownloadKey,
            int version,
            boolean layersOverLimit) {
        this.title = Objects.requireNonNullElse(title, "");
        this.abstractList = abstractList == null ? List.of() : List.copyOf(abstractList);
        this.compatibleText = Objects.requireNonNullElse(compatibleText, "");
        this.messageList = messageList == null ? List.of() : List.copyOf(messageList);
        this.downloadKey = Objects.requireNonNullElse(downloadKey, "");
        this.pbDownloadKey = Objects.requireNonNullElse(pbDownloadKey, "");
        this.version = version;
        this.layersOverLimit = layersOverLimit;
    }

    static MergerPayload of(MergerContent content) {
        return new MergerPayload(
                content.title(),
                content.abstractList(),
                content.compatibleText(),
                content.messageList().stream().map(SimplifiedMessage::of).toList(),
                "",
                "",
                VERSION,
                false);
    }

    /// The same where the messages are stored elsewhere, or nowhere.
    MergerPayload without(String key, boolean overLimit) {
        return new MergerPayload(
                title, abstractList, compatibleText, List.of(), key, pbDownloadKey, version, overLimit);
    }

    /// The same with its messages.
    MergerPayload with(List<SimplifiedMessage> messages) {
        return new MergerPayload(
                title, abstractList, compatibleText, messages, "", pbDownloadKey, version, layersOverLimit);
    }

    /// The same with the addresses of the files in it.
    MergerPayload at(MediaAddresses addresses) {
        return new MergerPayload(
                title,
                abstractList,
                compatibleText,
                messageList.stream()
                        .map(message -> message.with(addresses.shown(message.messageBody())))
                        .toList(),
                downloadKey,
                pbDownloadKey,
                version,
                layersOverLimit);
    }

    @Override
    public String type() {
        return Types.MSG_MERGER;
    }
}
