package im.parley.server.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.server.message.BackEndContents;
import im.parley.server.message.Content;
import im.parley.server.message.SendHook;
import im.parley.server.message.WritePolicy;
import im.parley.server.operation.Terminal;
import im.parley.server.settings.CallbackCommand;
import im.parley.server.webhook.SentBodies.Told;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What back ends are asked about messages before they are stored, and told of those that never are. Safe for use by
/// many threads.
public final class SendCallbacks implements SendHook {
    private static final Logger log = LoggerFactory.getLogger(SendCallbacks.class);

    private static final int DROP = 2;

    // codes of the back end's own that senders are told as they are
    private static final int FIRST_OWN_IN_GROUPS = 10_100;
    private static final int LAST_OWN_IN_GROUPS = 10_200;
    private static final int FIRST_OWN = 120_001;
    private static final int LAST_OWN = 130_000;

    /// For answers that hold no message: any code, nobody sees it.
    private static final BackEndContents.Codes CODES = new BackEndContents.Codes(1, 1);

    private static final int MOST_REMEMBERED = 20_000;
    /// By then the log has been read, or nobody is left who reads it here.
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Callbacks callbacks;
    private final SentBodies bodies;
    private final BiConsumer<Content, @Nullable String> check;
    private final Clock clock;
    private final Cache<MessageId, Terminal> terminals = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    /// @param check throws a [ChatException] for what no message may say, with this cloudCustomData
    SendCallbacks(Callbacks callbacks, SentBodies bodies, BiConsumer<Content, @Nullable String> check, Clock clock) {
        this.callbacks = callbacks;
        this.bodies = bodies;
        this.check = check;
        this.clock = clock;
    }

    @Override
    public boolean asks(boolean toRoom) {
        return callbacks.isOn(asking(toRoom));
    }

    @Override
    public boolean hears(boolean toRoom) {
        return callbacks.isOn(telling(toRoom)) || toRoom && callbacks.isOn(CallbackCommand.GROUP_MESSAGE_EXCEPTION);
    }

    private static CallbackCommand asking(boolean toRoom) {
        return toRoom ? CallbackCommand.BEFORE_GROUP_MESSAGE : CallbackCommand.BEFORE_C2C_MESSAGE;
    }

    private static CallbackCommand telling(boolean toRoom) {
        return toRoom ? CallbackCommand.AFTER_GROUP_MESSAGE : CallbackCommand.AFTER_C2C_MESSAGE;
    }

    @Override
    public CompletableFuture<SendHook.Response> ask(Sending sending) {
        return CompletableFuture.supplyAsync(() -> askNow(sending), Thread::startVirtualThread)
                .exceptionally(failed -> {
                    log.error("the back end cannot be asked about a message", failed);
                    return refused(ErrorCode.MESSAGE_INTERNAL_ERROR.because("the app's back end cannot be asked"));
                });
    }

    private SendHook.Response askNow(Sending sending) {
        var command = asking(sending.toRoom());
        try {
            var answer = callbacks.ask(command, sending.terminal(), body -> put(body, sending, clock.millis()));
            return answer.isEmpty() ? new SendHook.Response.Allowed(null, null) : decide(sending, answer.get());
        } catch (NoAnswerException failed) {
            return refused(rejection(sending).because(failed.getMessage()));
        }
    }

    private SendHook.Response decide(Sending sending, Answer answer) throws NoAnswerException {
        if (answer.code() == DROP) {
            return new SendHook.Response.Denied(new WritePolicy.Verdict.Swallowed());
        }
        if (!answer.allows()) {
            return refused(
                    isOwn(sending, answer.code())
                            ? new ChatException(answer.code(), answer.info())
                            : rejection(sending).because(answer.reason()));
        }
        try {
            var content = content(answer.json());
            var custom = Optional.ofNullable(answer.json().get("CloudCustomData"))
                    .map(JsonNode::asText)
                    .orElse(null);
            if (content.isPresent() || custom != null) {
                check.accept(content.orElse(sending.content()), custom == null ? sending.cloudCustomData() : custom);
            }
            return new SendHook.Response.Allowed(content.orElse(null), custom);
        } catch (ChatException unfit) {
            callbacks.passUnanswered(asking(sending.toRoom()), "wants another message: " + unfit.getMessage());
            return new SendHook.Response.Allowed(null, null);
        }
    }

    /// What the message is to say instead: one element, as a message is one.
    private static Optional<Content> content(JsonNode answer) {
        var elements = new ArrayList<BackEndContents.Element>();
        for (var element : answer.path("MsgBody")) {
            var type = element.path("MsgType");
            elements.add(
                    new BackEndContents.Element(type.isTextual() ? type.textValue() : null, element.get("MsgContent")));
        }
        return elements.isEmpty() ? Optional.empty() : Optional.of(BackEndContents.readOne(elements, CODES));
    }

    private static boolean isOwn(Sending sending, int code) {
        return sending.toRoom()
                ? code >= FIRST_OWN_IN_GROUPS && code <= LAST_OWN_IN_GROUPS
                : code >= FIRST_OWN && code <= LAST_OWN;
    }

    private static ErrorCode rejection(Sending sending) {
        return sending.toRoom() ? ErrorCode.GROUP_REJECTED_BY_CALLBACK : ErrorCode.MESSAGE_REJECTED_BY_CALLBACK;
    }

    private static SendHook.Response refused(ChatException why) {
        return new SendHook.Response.Denied(new WritePolicy.Verdict.Refused(why));
    }

    @Override
    public void stored(Sending sending) {
        terminals.put(sending.id(), sending.terminal());
    }

    /// What a message came from that this node stored a moment ago; of others it is not known.
    Terminal terminal(MessageId id) {
        var known = terminals.asMap().remove(id);
        return known == null ? Terminal.UNKNOWN : known;
    }

    @Override
    public void passed(Sending sending, long time) {
        callbacks.tellLater(telling(sending.toRoom()), sending.terminal(), sending.to(), body -> {
            put(body, sending, time);
            if (!sending.toRoom()) {
                body.put("SendMsgResult", 0).put("ErrorInfo", SentMessages.SENT);
            }
        });
    }

    @Override
    public void failed(Sending sending, ChatException why) {
        var command = sending.toRoom() ? CallbackCommand.GROUP_MESSAGE_EXCEPTION : CallbackCommand.AFTER_C2C_MESSAGE;
        callbacks.tellLater(command, sending.terminal(), sending.to(), body -> {
            put(body, sending, clock.millis());
            body.put(sending.toRoom() ? "ErrorCode" : "SendMsgResult", why.code())
                    .put("ErrorInfo", String.valueOf(why.getMessage()));
            if (!sending.toRoom()) {
                body.put("UnreadMsgNum", -1);
            }
        });
    }

    private void put(ObjectNode body, Sending sending, long time) {
        var calls = sending.atUserList();
        var message = new Told(
                sending.id(),
                sending.from(),
                sending.to(),
                sending.content(),
                sending.cloudCustomData(),
                calls == null ? List.of() : calls,
                sending.isOnlineOnly(),
                0,
                time);
        if (sending.toRoom()) {
            bodies.putGroup(body, message, sending.terminal());
        } else {
            bodies.putC2C(body, message);
        }
    }
}
