package im.parley.server.message;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.parley.protocol.ChatException;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Types;
import im.parley.protocol.message.MediaPayload;
import im.parley.protocol.message.Message;
import im.parley.protocol.message.MessageControlInfo;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.protocol.message.SendMessage;
import im.parley.server.message.AskedSends.Decision;
import im.parley.server.operation.Administrator;
import im.parley.server.users.Account;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Messages that a back end sends in users' names. Nobody is asked whether the user may write: friendships,
/// blacklists, mutes and memberships do not matter. Safe for use by many threads.
public final class BackEndMessages {
    private static final Logger LOG = LoggerFactory.getLogger(BackEndMessages.class);
    private static final long MILLIS = 1000;
    private static final long UINT32 = 0xffff_ffffL;
    /// How long the same message to the same group, under the same number, counts as repeated.
    private static final Duration REPEATED_WITHIN = Duration.ofMinutes(5);

    private static final int MAX_REMEMBERED = 100_000;

    private final MessageLog log;
    private final AskedSends asked;
    private final MessageChecks checks;
    private final MessageDeletion deletion;
    private final Timelines timelines;
    private final Consumer<MediaPayload> files;
    private final Clock clock;
    private final Cache<Repeatable, MessageId> recent = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REPEATED_WITHIN)
            .build();

    /// @param files throws a [ChatException] for a payload that names others than uploaded files
    public BackEndMessages(
            MessageLog log,
            SendHook hook,
            MessageRewrites rewrites,
            MessageChecks checks,
            MessageDeletion deletion,
            Timelines timelines,
            Consumer<MediaPayload> files,
            Clock clock) {
        this.log = log;
        this.asked = new AskedSends(log, hook, rewrites);
        this.checks = checks;
        this.deletion = deletion;
        this.timelines = timelines;
        this.files = files;
        this.clock = clock;
    }

    /// What is to be sent, and how.
    ///
    /// @param random of the first message, the others get the next ones; 0 to 2³² - 1
    /// @param contents each a message of its own
    /// @param isOnlineOnly told to who is online now, and not stored
    /// @param isUnasked no back end is asked whether it may go
    /// @param isUntold no back end is told that it went
    public record Post(
            Account sender,
            long random,
            List<Content> contents,
            @Nullable String cloudCustomData,
            @Nullable String priority,
            boolean needReadReceipt,
            boolean isSupportExtension,
            boolean isOnlineOnly,
            @Nullable MessageControlInfo control,
            @Nullable OfflinePushInfo push,
            boolean isUnasked,
            boolean isUntold) {
        /// The same that no back end is asked about, nor told of.
        public Post silent() {
            return new Post(
                    sender,
                    random,
                    contents,
                    cloudCustomData,
                    priority,
                    needReadReceipt,
                    isSupportExtension,
                    isOnlineOnly,
                    control,
                    push,
                    true,
                    true);
        }
    }

    private record Repeatable(
            String room,
            long sender,
            long random,
            Content content,
            @Nullable String custom) {}

    /// Sends to each of these users.
    ///
    /// @param clientTime seconds since 1970, part of the messages' IDs; null: now
    /// @param isSeenBySender whether the sender is told, and has it in the history
    /// @return of each receiver, in their order, the first message as it was stored
    /// @throws ChatException as a user's send, unless it is about whether the sender may write
    public List<Message> toUsers(
            Post post, Collection<Account> receivers, @Nullable Long clientTime, boolean isSeenBySender) {
        long time = clientTime == null ? clock.millis() / MILLIS : clientTime;
        var origin = isSeenBySender ? Origin.BACK_END : Origin.BACK_END_UNSEEN;
        var drafts = receivers.stream()
                .flatMap(receiver -> drafts(post, receiver, time, origin).stream())
                .toList();
        var stored = store(post, drafts);
        if (!isSeenBySender && !post.isOnlineOnly()) {
            var ids = drafts.stream().map(Draft::id).distinct().toList();
            receivers.forEach(
                    receiver -> deletion.hide(as(post.sender()), new ConversationId.C2C(receiver.userID()), ids));
        }
        return everyNth(stored, post.contents().size());
    }

    private List<Draft> drafts(Post post, Account receiver, long time, Origin origin) {
        var drafts = new ArrayList<Draft>();
        var to = new ConversationId.C2C(receiver.userID());
        for (int i = 0; i < post.contents().size(); i++) {
            var id = new MessageId(post.sender().tinyID(), time, (post.random() + i) & UINT32);
            drafts.add(draft(post, id, to, post.contents().get(i), null, null).sentBy(origin));
        }
        return drafts;
    }

    /// Checks that nothing is wrong with what is to be sent to users, whoever they are.
    ///
    /// @throws ChatException as [#toUsers]
    public void check(Post post) {
        drafts(post, post.sender(), clock.millis() / MILLIS, Origin.BACK_END);
    }

    /// Sends to each of many users, whatever becomes of the others. No back end is asked or told. The sender is not
    /// told either, and has it in the history.
    ///
    /// Who has it already, of the same time, does not get it again, on any node and after any crash; what is not
    /// stored clients know by its ID.
    ///
    /// @param clientTime seconds since 1970, part of the messages' IDs
    /// @return those who could not get it now and can later; who cannot get it at all is left out
    /// @throws ChatException as [#check], and nobody gets it
    public List<Account> toEach(Post post, Collection<Account> receivers, long clientTime) {
        if (!post.isOnlineOnly()) { // here, so that the writer, and with it whoever writes, does not wait for it
            timelines.begin(
                    post.sender().tinyID(),
                    receivers.stream().map(Account::tinyID).toList());
        }
        var sends = new LinkedHashMap<Account, List<CompletableFuture<Message>>>();
        for (var receiver : receivers) { // what one may say to one of them, one may to all
            sends.put(
                    receiver,
                    drafts(post, receiver, clientTime, Origin.BACK_END_UNSEEN).stream()
                            .map(draft -> log.begin(draft.untold()))
                            .toList());
        }
        var later = new ArrayList<Account>();
        sends.forEach((receiver, sent) -> {
            if (sent.stream().map(BackEndMessages::isForLater).toList().contains(true)) {
                later.add(receiver);
            }
        });
        return later;
    }

    private static boolean isForLater(CompletableFuture<Message> sent) {
        try {
            sent.join();
            return false;
        } catch (CompletionException failed) {
            if (!(failed.getCause() instanceof ChatException why)) {
                throw failed;
            }
            // what the log takes for a fault of its own stays one
            boolean isForLater = why.code() != ErrorCode.MESSAGE_INTERNAL_ERROR.number()
                    && ErrorCode.of(why.code()).filter(ErrorCode::retryable).isPresent();
            if (!isForLater) {
                LOG.info("somebody does not get what was sent to many: {}", why.getMessage());
            }
            return isForLater;
        }
    }

    private static List<Message> everyNth(List<Message> all, int n) {
        var picked = new ArrayList<Message>();
        for (int i = 0; i < all.size(); i += n) {
            picked.add(all.get(i));
        }
        return picked;
    }

    /// Sends to a group or topic. What was sent within five minutes by the same user under the same number is not
    /// sent again.
    ///
    /// @param atUserList see [SendMessage#atUserList]; of those that are texts
    /// @param receiverList see [SendMessage#receiverList]
    /// @return the first message as it was stored
    /// @throws ChatException as a user's send, unless it is about whether the sender may write
    public Message toRoom(
            Post post, String groupID, @Nullable List<String> atUserList, @Nullable List<String> receiverList) {
        var drafts = new ArrayList<Draft>();
        long now = clock.millis() / MILLIS;
        for (int i = 0; i < post.contents().size(); i++) {
            var content = post.contents().get(i);
            var called = content.type().equals(Types.MSG_TEXT) ? atUserList : null;
            var fresh = new MessageId(post.sender().tinyID(), now, (post.random() + i) & UINT32);
            var id = recent.get(
                    new Repeatable(groupID, fresh.senderTinyID(), fresh.random(), content, post.cloudCustomData()),
                    first -> fresh);
            drafts.add(draft(post, id, new ConversationId.Group(groupID), content, called, receiverList)
                    .sentBy(Origin.BACK_END));
        }
        return store(post, drafts).getFirst();
    }

    /// @throws ChatException as [#toUsers]; where the app's back end refuses one of them, none is stored
    private List<Message> store(Post post, List<Draft> drafts) {
        var asking = drafts.stream()
                .map(draft -> post.isUntold() ? draft.untold() : draft)
                .map(draft -> !post.isUnasked() && asked.asksAbout(draft)
                        ? asked.ask(draft, as(post.sender()))
                        : CompletableFuture.<Decision>completedFuture(new Decision.Goes(draft)))
                .toList();
        var decisions = asking.stream().map(CompletableFuture::join).toList();
        for (var decision : decisions) {
            if (decision instanceof Decision.Denied(var draft, WritePolicy.Verdict.Refused(var why))) {
                throw why;
            }
        }
        return MessageLog.store(
                decisions.stream().map(decision -> append(post, decision)).toList());
    }

    private Consumer<Append.Outcome> append(Post post, Decision decision) {
        return switch (decision) {
            case Decision.Goes(var draft) -> outcome -> asked.append(draft, as(post.sender()), outcome);
            case Decision.Denied(var draft, var verdict) -> outcome -> log.deny(draft, verdict, outcome);
        };
    }

    private Draft draft(
            Post post,
            MessageId id,
            ConversationId to,
            Content content,
            @Nullable List<String> atUserList,
            @Nullable List<String> receiverList) {
        var request = new SendMessage(
                id,
                to,
                content.type(),
                content.payload(),
                post.cloudCustomData(),
                post.priority(),
                post.needReadReceipt(),
                post.isSupportExtension(),
                atUserList,
                receiverList,
                post.isOnlineOnly(),
                post.control(),
                post.push(),
                null);
        return checks.draft(as(post.sender()), request, files);
    }

    private static Administrator as(Account user) {
        return new Administrator(user.tinyID(), user.userID());
    }
}
