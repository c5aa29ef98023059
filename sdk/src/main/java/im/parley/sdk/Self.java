package im.parley.sdk;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.FoldedText;
import im.parley.protocol.MessageId;
import im.parley.protocol.Operation;
import im.parley.protocol.Word;
import im.parley.protocol.WrittenTexts;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.settings.ClientConfig;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Who is signed in, and what the server said about itself. Written on the chat's executor, read by any
/// thread.
final class Self {
    private static final long MILLIS_PER_SECOND = 1000;
    private static final long UINT32_END = 1L << Integer.SIZE;

    /// @param tinyID the server's number of the account
    record Account(String userID, long tinyID) {}

    private volatile @Nullable Account account;
    private volatile @Nullable Profile profile;
    private volatile ClientConfig config = new ClientConfig(
            30, 12_288, 15, 500, List.of("message.translation", "message.speechToText"), List.of()); // no provider yet
    private volatile List<Word> localWords = List.of();
    private volatile long clockOffset; // server's clock minus this machine's, milliseconds

    void signedIn(Account newAccount, Profile newProfile, ClientConfig newConfig) {
        account = newAccount;
        profile = newProfile;
        config(newConfig);
    }

    void signedOut() {
        account = null;
        profile = null;
    }

    /// Empty when nobody is signed in.
    String userID() {
        var now = account;
        return now == null ? "" : now.userID();
    }

    boolean isSignedIn() {
        return account != null;
    }

    /// @throws ChatError if somebody signed out in between
    Account account() {
        var now = account;
        if (now == null) {
            throw Readiness.State.LOGGED_OUT.error();
        }
        return now;
    }

    @Nullable
    Profile profile() {
        return profile;
    }

    void profile(Profile newProfile) {
        profile = newProfile;
    }

    ClientConfig config() {
        return config;
    }

    /// @param gate key of the setting that switches the feature
    boolean isEnabled(String gate) {
        return !config.disabled().contains(gate);
    }

    /// @param gate key of the setting that switches the feature
    /// @throws ChatError [ErrorCode#FEATURE_NOT_ENABLED] if it is off (`general#5`)
    void checkEnabled(String gate) {
        if (!isEnabled(gate)) {
            throw new ChatError(ErrorCode.FEATURE_NOT_ENABLED, gate + " is switched off for this app");
        }
    }

    void config(ClientConfig newConfig) {
        if (!newConfig.localWords().equals(config.localWords())) {
            localWords = newConfig.localWords().stream()
                    .flatMap(text -> Word.parse(text).stream())
                    .toList();
        }
        config = newConfig;
    }

    /// @param operation any record of the protocol
    /// @throws ChatError [ErrorCode#PROFANITY_FOUND] if it has something that users may not write
    void checkWritten(Operation<?> operation) {
        var words = localWords;
        if (words.isEmpty()) {
            return;
        }
        for (var text : WrittenTexts.of(operation)) {
            var folded = FoldedText.fold(text);
            words.stream().filter(word -> word.isIn(folded)).findFirst().ifPresent(found -> {
                throw new ChatError(
                        ErrorCode.PROFANITY_FOUND, "the text contains \"" + found.stem() + "\", which is not allowed");
            });
        }
    }

    /// Milliseconds since 1970 on the server's clock.
    long serverTime() {
        return System.currentTimeMillis() + clockOffset;
    }

    /// @param askedAt this machine's clock when the server was asked; the answer is taken to be from half way
    void serverTime(long serverTime, long askedAt) {
        clockOffset = serverTime - (askedAt + System.currentTimeMillis()) / 2;
    }

    /// A new message ID (`create#9`).
    MessageId nextMessageId() {
        return new MessageId(
                account().tinyID(),
                serverTime() / MILLIS_PER_SECOND,
                ThreadLocalRandom.current().nextLong(UINT32_END));
    }
}
