package im.parley.sdk;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import java.util.List;
import java.util.Set;

/// Makes messages. Safe for use by many threads.
final class MessageFactory implements CreateApi {
    private static final Set<String> OF_THE_SYSTEM = Set.of(Types.MSG_GRP_TIP, Types.MSG_GRP_SYS_NOTICE);

    private final Readiness readiness;
    private final Self self;
    private final GroupBook groups;
    private final MediaAddresses addresses;

    MessageFactory(Readiness readiness, Self self, GroupBook groups, MediaAddresses addresses) {
        this.readiness = readiness;
        this.self = self;
        this.groups = groups;
        this.addresses = addresses;
    }

    @Override
    public Message createTextMessage(CreateOptions<TextPayload> options) {
        return create(check(options), options.payload());
    }

    @Override
    public Message createTextAtMessage(CreateOptions<TextAtContent> options) {
        check(options);
        Params.that( // createTextAtMessage#1; that communities cannot be called as a whole, the server knows
                options.conversationType().equals(Types.CONV_GROUP),
                "conversationType",
                options.conversationType(),
                Types.CONV_GROUP);
        Params.that(options.receiverList().isEmpty(), "receiverList", options.receiverList(), "none");
        var content = options.payload();
        return create(options, new TextPayload(content.text()), content.atUserList());
    }

    @Override
    public Message createImageMessage(CreateOptions<ImageContent> options) {
        return create(check(options), ImagePayload.of(options.payload()));
    }

    @Override
    public Message createAudioMessage(CreateOptions<AudioContent> options) {
        return create(check(options), AudioPayload.of(options.payload()));
    }

    @Override
    public Message createVideoMessage(CreateOptions<VideoContent> options) {
        return create(check(options), VideoPayload.of(options.payload()));
    }

    @Override
    public Message createFileMessage(CreateOptions<FileContent> options) {
        return create(check(options), FilePayload.of(options.payload()));
    }

    @Override
    public Message createCustomMessage(CreateOptions<CustomPayload> options) {
        return create(check(options), options.payload());
    }

    @Override
    public Message createFaceMessage(CreateOptions<FacePayload> options) {
        return create(check(options), options.payload());
    }

    @Override
    public Message createLocationMessage(CreateOptions<LocationPayload> options) {
        return create(check(options), options.payload());
    }

    @Override
    public Message createMergerMessage(CreateOptions<MergerContent> options) {
        check(options);
        for (Message message : options.payload().messageList()) {
            Params.that(!isOfTheSystem(message), "payload.messageList", message, "no tip or notice");
        }
        return create(options, MergerPayload.of(options.payload()));
    }

    @Override
    public Message createForwardMessage(CreateOptions<Message> options) {
        check(options);
        var original = options.payload();
        if (isOfTheSystem(original)) {
            throw new ChatError(
                    ErrorCode.MSG_FORWARD_TYPE_INVALID, original + " is not of a user and cannot be forwarded");
        }
        return create(
                options.cloudCustomData().isEmpty() // createForwardMessage#2
                        ? options.withCloudCustomData(original.cloudCustomData())
                        : options,
                original.payload());
    }

    /// A message of this user's with a payload that may not be complete before it is sent.
    Message create(CreateOptions<?> options, Payload payload) {
        return create(options, payload, List.of());
    }

    private Message create(CreateOptions<?> options, Payload payload, List<String> atUserList) {
        var profile = self.profile();
        var isGroup = options.conversationType().equals(Types.CONV_GROUP);
        var author = new Message.Author(
                self.account().userID(),
                profile == null ? "" : profile.nick(),
                profile == null ? "" : profile.avatar(),
                isGroup ? groups.nameCardIn(options.to()) : "");
        return new Message(
                self.nextMessageId(),
                author,
                options,
                payload,
                atUserList,
                isGroup ? groups.typeOf(options.to()) : "",
                addresses::shown);
    }

    /// @throws ChatError if the chat is not ready
    /// @throws IllegalArgumentException if the options are missing
    <P> CreateOptions<P> check(CreateOptions<P> options) {
        readiness.check();
        return Params.present("options", options);
    }

    private static boolean isOfTheSystem(Message message) {
        return OF_THE_SYSTEM.contains(message.type());
    }
}
