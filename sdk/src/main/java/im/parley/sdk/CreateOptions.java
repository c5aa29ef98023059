package im.parley.sdk;

import im.parley.protocol.Types;

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
/// @param cloudCustomData stored and delivered as it is (`create#3`); empty for none. Counts towards the size
///     limit
/// @param needReadReceipt asks for a read receipt (`create#4`)
/// @param isSupportExtension allows extensions to be set on the message (`create#6`)
/// @param <P> the payload's kind
public record CreateOptions<P extends Payload>(
        String to,
        String conversationType,
        P payload,
        String priority,
        String cloudCustomData,
        boolean needReadReceipt,
        boolean isSupportExtension) {
    /// @throws IllegalArgumentException if a text or the payload is missing, or `to` or `conversationType` is
    ///     empty
    public CreateOptions {
        Params.text("to", to);
        Params.text("conversationType", conversationType);
        Params.present("payload", payload);
        Params.present("priority", priority);
        Params.present("cloudCustomData", cloudCustomData);
    }

    /// A message of ordinary priority and without extras.
    public static <P extends Payload> CreateOptions<P> of(String to, String conversationType, P payload) {
        return new CreateOptions<>(to, conversationType, payload, Types.MSG_PRIORITY_NORMAL, "", false, false);
    }

    /// A message to one user.
    public static <P extends Payload> CreateOptions<P> toUser(String userID, P payload) {
        return of(userID, Types.CONV_C2C, payload);
    }

    /// The same with another priority.
    public CreateOptions<P> withPriority(String newPriority) {
        return new CreateOptions<>(
                to, conversationType, payload, newPriority, cloudCustomData, needReadReceipt, isSupportExtension);
    }

    /// The same with data of the app's own.
    public CreateOptions<P> withCloudCustomData(String data) {
        return new CreateOptions<>(to, conversationType, payload, priority, data, needReadReceipt, isSupportExtension);
    }

    /// The same, asking for a read receipt.
    public CreateOptions<P> withReadReceipt() {
        return new CreateOptions<>(to, conversationType, payload, priority, cloudCustomData, true, isSupportExtension);
    }

    /// The same, allowing extensions.
    public CreateOptions<P> withExtensions() {
        return new CreateOptions<>(to, conversationType, payload, priority, cloudCustomData, needReadReceipt, true);
    }
}
