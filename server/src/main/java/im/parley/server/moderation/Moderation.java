package im.parley.server.moderation;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.WrittenTexts;
import im.parley.protocol.message.ReadableTexts;
import im.parley.protocol.message.SendMessage;
import im.parley.protocol.message.StoreMerger;
import im.parley.server.message.Content;
import im.parley.server.message.ContentPolicy;
import im.parley.server.message.ContentPolicy.Verdict.Passed;
import im.parley.server.message.ContentPolicy.Verdict.Refused;
import im.parley.server.message.MessageVerdicts;
import im.parley.server.moderation.Rules.RuleSet;
import im.parley.server.settings.Settings;
import im.parley.server.settings.ViolationPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Decides about messages by the app's settings: words at once, the rest by the provider, if there is one. Safe
/// for use by many threads.
public final class Moderation implements ContentPolicy {
    private final Items items;
    private final @Nullable Reviews reviews;
    private final MessageVerdicts verdicts;
    private volatile Rules rules;
    private volatile boolean on;

    /// @param addresses from a file's uuid to where the provider can read it
    public Moderation(
            int sdkAppID,
            Reviewers reviewers,
            Settings settings,
            MessageVerdicts verdicts,
            UnaryOperator<String> addresses) {
        this.items = new Items(sdkAppID, addresses);
        this.reviews = reviewers.reviewer().map(Reviews::new).orElse(null);
        this.verdicts = verdicts;
        this.rules = Rules.of(settings.values());
        this.on = !rules.isOff();
        settings.onChange((before, after) -> {
            if (!Rules.isSame(before, after)) {
                rules = Rules.of(after);
                on = !rules.isOff();
            }
        });
    }

    @Override
    public boolean isOn() {
        return on;
    }

    /// Whether what a user writes for others to read has none of the local words and, where it is messages to be
    /// merged, nothing else that is not allowed. Messages on their way to the log are left to [#check(Post)].
    ///
    /// @param operation any record of the protocol
    /// @throws ChatException [ErrorCode#PROFANITY_FOUND], [ErrorCode#SENSITIVE_TEXT]
    public void checkWritten(Object operation) {
        if (!on) {
            return;
        }
        var words = rules.localWords();
        if (!words.isEmpty() && !(operation instanceof SendMessage)) {
            first(words, WrittenTexts.of(operation)).ifPresent(found -> {
                throw profanity(found);
            });
        }
        var standard = rules.standard();
        if (standard != null && standard.covers(Kind.TEXT) && operation instanceof StoreMerger merger) {
            first(standard.words(), ReadableTexts.of(merger.messageList())).ifPresent(found -> {
                throw sensitive(found);
            });
        }
    }

    private static ChatException sensitive(String found) {
        return ErrorCode.SENSITIVE_TEXT.because("the message contains \"" + found + "\", which is not allowed");
    }

    private static ChatException profanity(String found) {
        return ErrorCode.PROFANITY_FOUND.because("the text contains \"" + found + "\", which is not allowed");
    }

    @Override
    public Answer check(Post post) {
        var now = rules;
        var kind = Kind.of(post.type()).orElse(null);
        if (kind == null || now.isOff()) {
            return passed(post);
        }
        var texts = kind == Kind.TEXT ? ReadableTexts.of(post.type(), post.payload()) : List.<String>of();
        var local = first(now.localWords(), texts);
        if (local.isPresent()) {
            return new Refused(profanity(local.get()));
        }
        var set = now.set(post.configurationID());
        if (set == null || post.isExcluded() || !set.covers(kind)) {
            return passed(post);
        }
        return check(post, kind, texts, set, now.patience());
    }

    private Answer check(Post post, Kind kind, List<String> texts, RuleSet set, Duration patience) {
        var payload = post.payload();
        var found = first(set.words(), texts);
        if (found.isPresent()) {
            if (set.onViolation() == ViolationPolicy.REFUSE) {
                return new Refused(sensitive(found.get()));
            }
            payload = ReadableTexts.change(post.type(), payload, set.words()::mask);
        }
        var content = new Content(post.type(), payload);
        return reviews != null && reviews.knows(kind)
                ? items.of(kind, post.from(), content, post.configurationID())
                        .<Answer>map(item -> review(reviews, item, content, patience))
                        .orElse(new Passed(payload, null))
                : new Passed(payload, null);
    }

    private static Answer passed(Post post) {
        return new Passed(post.payload(), null);
    }

    private static Optional<String> first(WordList words, List<String> texts) {
        return words.isEmpty()
                ? Optional.empty()
                : texts.stream().flatMap(text -> words.find(text).stream()).findFirst();
    }

    private Answer review(Reviews provider, Reviewer.Item item, Content content, Duration patience) {
        var review = provider.start(item);
        var unreviewed = new Passed(
                content.payload(),
                (conversation, sequence, version) -> review.thenAcceptAsync(
                        blocked -> verdicts.settle(conversation, sequence, version, blocked),
                        Thread::startVirtualThread));
        if (patience.isZero()) {
            return unreviewed; // however fast the provider is
        }
        return new Soon(review.<Verdict>handle((blocked, failure) -> failure != null
                        ? unreviewed
                        : blocked ? new Refused(refusal(item.kind())) : new Passed(content.payload(), null))
                .completeOnTimeout(unreviewed, patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static ChatException refusal(Kind kind) {
        return kind == Kind.TEXT
                ? ErrorCode.SENSITIVE_TEXT.because("the text is not allowed")
                : ErrorCode.SENSITIVE_MEDIA.because("the " + kind.id() + " is not allowed");
    }

    /// Whether there is somebody to be asked about what went out without a verdict.
    boolean canReview() {
        return reviews != null && rules.standard() != null;
    }

    Duration retryAfter() {
        return rules.retryAfter();
    }

    /// Asks about a message that went out without a verdict.
    ///
    /// @return completes when it is settled; with an exception where there is no verdict still
    CompletableFuture<Void> reviewAgain(MessageVerdicts.Unreviewed message) {
        var content = message.content();
        var set = rules.standard();
        var item = Kind.of(content.type())
                .filter(kind -> reviews != null && reviews.knows(kind) && set != null && set.covers(kind))
                .flatMap(kind -> items.of(kind, message.from(), content, null));
        var blocks = item.isEmpty() || reviews == null
                ? CompletableFuture.completedFuture(false)
                : reviews.start(item.get());
        return blocks.thenAccept(
                blocked -> verdicts.settle(message.conversation(), message.sequence(), message.version(), blocked));
    }
}
