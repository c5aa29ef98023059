package im.parley.server.message;

import im.parley.protocol.ConversationId;
import im.parley.protocol.ErrorCode;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Finds the timeline that a caller means and what they may see of it.
public final class Views {
    private final Accounts accounts;
    private final Timelines timelines;
    private final Participants participants;
    private final Settings settings;
    private final Clock clock;

    public Views(Accounts accounts, Timelines timelines, Participants participants, Settings settings, Clock clock) {
        this.accounts = accounts;
        this.timelines = timelines;
        this.participants = participants;
        this.settings = settings;
        this.clock = clock;
    }

    /// Empty where nobody ever wrote, and for the system conversation, which has no notices before there are
    /// groups.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_NOT_FOUND]
    Optional<View> find(Caller caller, ConversationId conversation) {
        return switch (conversation) {
            case ConversationId.C2C(var peer) -> accounts.find(peer).flatMap(account -> find(caller, account));
            case ConversationId.System() -> Optional.empty();
            case ConversationId.Group(var group) ->
                throw ErrorCode.GROUP_NOT_FOUND.because("group \"" + group + "\" does not exist");
        };
    }

    private Optional<View> find(Caller caller, Account peer) {
        return timelines.find(caller.tinyID(), peer.tinyID()).map(conversation -> {
            var me = accounts.get(caller.userID());
            var meLow = me.tinyID() < peer.tinyID();
            var hidden = participants.hidden(caller.tinyID(), conversation);
            return new View(
                    conversation,
                    meLow ? me : peer,
                    meLow ? peer : me,
                    caller.tinyID(),
                    hidden.cleared(),
                    hidden.deleted(),
                    oldestKept());
        });
    }

    /// Milliseconds since 1970 before which messages count as gone; 0 where they are kept for ever.
    public long oldestKept() {
        int days = settings.get(AppSettings.RETENTION_DAYS);
        return days == 0 ? 0 : clock.millis() - Duration.ofDays(days).toMillis();
    }
}
