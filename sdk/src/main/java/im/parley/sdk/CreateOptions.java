package im.parley.sdk;

import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/// What a message is made of, for the `create…Message` methods.
///
/// ```java
/// var message = chat.createTextMessage(CreateOptions.toUser("bob", new TextPayload("Hello")));
/// ```
///
/// @param to receiver: a userID, or the ID of a group or topic (`create#8`)
/// @param conversationType `CONV_C2C` or `CONV_GROUP` of [Types]
/// @param payload what it says
/// @param priority a `MSG_PRIORITY_…` value of [Types]; groups drop lower ones first when too much is sent
///     (`create#2`)
/// @param cloudCustomData stored and delivered as it is (`create#3`); empty for none, or in a forwarded message
///     for the original's. Counts towards the size limit
/// @param needReadReceipt asks for a read receipt (`create#4`)
/// @param receiverList groups: who alone gets it, at most 50 userIDs (`create#5`); empty for everybody.
///     Without effect in C2C
/// @param isSupportExtension allows extensions to be set on the message (`create#6`)
/// @param onProgress hears how much of the file is uploaded, 0 to 1; null for nobody
/// @param customModerationConfigurationID a rule set of the operator's; effective with moderation, not stored
///     (`create#7`); empty for none
/// @param <P> the payload's kind
public record CreateOptions<P>(
        String to,
        String conversationType,
        P payload,
        String priority,
        String cloudCustomData,
        boolean needReadReceipt,
        List<String> receiverList,
        boolean isSupportExtension,
        @Nullable DoubleConsumer onProgress,
        String customModerationConfigurationID) {
    /// @throws IllegalArgumentException if a text or the payload is missing, `to` or `conversationType` is
    ///     empty, or the receivers are more than 50
    public CreateOptions {
        Params.text("to", to);
        Params.text("conversationType", conversationType);
        Params.present("payload", payload);
        Params.present("priority", priority);
        Params.present("cloudCustomData", cloudCustomData);
        receiverList = Params.list("receiverList", receiverList);
        Params.that(
                receiverList.size() <= Limits.MESSAGE_RECEIVERS,
                "receiverList.length",
                receiverList.size(),
                "at most " + Limits.MESSAGE_RECEIVERS);
        Params.present("customModerationConfigurationID", customModerationConfigurationID);
    }

    /// A message of ordinary priority and without extras.
    public static <P> CreateOptions<P> of(String to, String conversationType, P payload) {
        return new CreateOptions<>(
                to, conversationType, payload, Types.MSG_PRIORITY_NORMAL, "", false, List.of(), false, null, "");
    }

    /// A message to one user.
    public static <P> CreateOptions<P> toUser(String userID, P payload) {
        return of(userID, Types.CONV_C2C, payload);
    }

    /// A message to a group or topic.
    public static <P> CreateOptions<P> toGroup(String groupID, P payload) {
        return of(groupID, Types.CONV_GROUP, payload);
    }

    /// The same with another priority.
    public CreateOptions<P> withPriority(String newPriority) {
        return new CreateOptions<>(
                to,
                conversationType,
                payload,
                newPriority,
                cloudCustomData,
                needReadReceipt,
                receiverList,
                isSupportExtension,
                onProgress,
                customModerationConfigurationID);
    }

    /// The same with data of the app's own.
    public CreateOptions<P> withCloudCustomData(String data) {
        return new CreateOptions<>(
                to,
                conversationType,
                payload,
                priority,
                data,
                needReadReceipt,
                receiverList,
                isSupportExtension,
                onProgress,
                customModerationConfigurationID);
    }

    /// The same, asking for a read receipt.
    public CreateOptions<P> withReadReceipt() {
        return new CreateOptions<>(
                to,
                conversationType,
                payload,
                priority,
                cloudCustomData,
                true,
                receiverList,
                isSupportExtension,
                onProgress,
                customModerationConfigurationID);
    }

    /// The same, for these members of the group only.
    public CreateOptions<P> withReceivers(List<String> userIDs) {
        return new CreateOptions<>(
                to,
                conversationType,
                payload,
                priority,
                cloudCustomData,
                needReadReceipt,
                userIDs,
                isSupportExtension,
                onProgress,
                customModerationConfigurationID);
    }

    /// The same, allowing extensions.
    public CreateOptions<P> withExtensions() {
        return new CreateOptions<>(
                to,
                conversationType,
                payload,
                priority,
                cloudCustomData,
                needReadReceipt,
                receiverList,
                true,
                onProgress,
                customModerationConfigurationID);
    }

    /// The same, telling how much is uploaded, 0 to 1.
    public CreateOptions<P> withProgress(DoubleConsumer listener) {
        return new CreateOptions<>(
                to,
                conversationType,
                payload,
                priority,
                cloudCustomData,
                needReadReceipt,
                receiverList,
                isSupportExtension,
                listener,
                customModerationConfigurationID);
    }

    /// The same under another rule set of the operator's.
    public CreateOptions<P> withModeration(String configurationID) {
        return new CreateOptions<>(
                to,
                conversationType,
                payload,
                priority,
                cloudCustomData,
                needReadReceipt,
                receiverList,
                isSupportExtension,
                onProgress,
                configurationID);
    }
}
