package im.parley.server.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.server.metrics.DailyCount;
import im.parley.server.metrics.DailyCounts;
import im.parley.server.metrics.Metrics;
import im.parley.server.operation.Caller;
import im.parley.server.operation.Terminal;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.CallbackCommand;
import im.parley.server.settings.FailurePolicy;
import im.parley.server.settings.SettingValues;
import im.parley.server.settings.Settings;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an app's back end is asked and told. Safe for use by many threads.
public final class Callbacks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Callbacks.class);

    /// Codes of the back end's own that members are told as they are.
    private static final int FIRST_OWN = 10_100;

    private static final int LAST_OWN = 10_200;

    private final Settings settings;
    private final Metrics metrics;
    private final DailyCounts counts;
    private final Clock clock;
    private final CallbackClient client;
    private final CallbackLanes lanes;
    private volatile Set<CallbackCommand> on;

    /// @param counts of calls and of what they tell
    public Callbacks(int sdkAppID, Settings settings, Metrics metrics, DailyCounts counts, Clock clock) {
        this.settings = settings;
        this.metrics = metrics;
        this.counts = counts;
        this.clock = clock;
        this.client = new CallbackClient(sdkAppID, settings, clock);
        this.lanes = new CallbackLanes("app-" + sdkAppID);
        this.on = wanted(settings.values());
        settings.onChange((before, after) -> on = wanted(after));
    }

    static Set<CallbackCommand> wanted(SettingValues settings) {
        var wanted = EnumSet.noneOf(CallbackCommand.class);
        if (!settings.get(AppSettings.CALLBACK_URL).isEmpty()) {
            var names = settings.get(AppSettings.CALLBACK_COMMANDS);
            Arrays.stream(CallbackCommand.values())
                    .filter(command -> names.contains(command.wireName()))
                    .forEach(wanted::add);
        }
        return wanted;
    }

    /// Whether the back end wants to know. All that anything costs while it does not.
    public boolean isOn(CallbackCommand command) {
        return on.contains(command);
    }

    /// Counts what happened, whether the back end wants to know or not.
    public void count(DailyCount what, long number) {
        counts.add(what, number);
    }

    /// Asks the back end and waits for its answer, as long as `callback.timeout` allows.
    ///
    /// @param from what the request came from that is asked about
    /// @param body fills in what the command has of its own
    /// @return empty: it is not asked about this, or gave no answer that can be used and the settings let pass
    /// @throws NoAnswerException the settings do not let pass
    public Optional<Answer> ask(CallbackCommand command, Terminal from, Consumer<ObjectNode> body)
            throws NoAnswerException {
        if (!isOn(command)) {
            return Optional.empty();
        }
        try {
            var answer = Answer.of(client.call(command, from, filled(body)));
            called(command, true);
            return Optional.of(answer);
        } catch (IOException failed) {
            called(command, false);
            passUnanswered(command, String.valueOf(failed.getMessage()));
            return Optional.empty();
        }
    }

    private void called(CallbackCommand command, boolean answered) {
        metrics.called(command.wireName(), answered);
        count(DailyCount.CALLBACKS, 1);
        count(DailyCount.CALLBACKS_ANSWERED, answered ? 1 : 0);
    }

    /// Decides what the back end gave no answer to that can be used: returns if it may go ahead all the same.
    ///
    /// @param why what the back end did
    /// @throws NoAnswerException the settings do not let pass
    void passUnanswered(CallbackCommand command, String why) throws NoAnswerException {
        log.warn("{}: the back end {}", command.wireName(), why);
        if (settings.get(AppSettings.CALLBACK_FAILURE) == FailurePolicy.REFUSE) {
            throw new NoAnswerException("the back end " + why);
        }
    }

    /// Asks whether something may be done in a group, and waits for the answer.
    ///
    /// @return as from [#ask]; it may be done
    /// @throws ChatException [ErrorCode#GROUP_REJECTED_BY_CALLBACK], or a code of the back end's own of 10100 to
    ///     10200
    public Optional<Answer> askInGroup(CallbackCommand command, Caller caller, Consumer<ObjectNode> body) {
        Optional<Answer> answer;
        try {
            answer = ask(command, caller.terminal(), body);
        } catch (NoAnswerException failed) {
            throw ErrorCode.GROUP_REJECTED_BY_CALLBACK.because(failed.getMessage());
        }
        answer.filter(given -> !given.allows()).ifPresent(given -> {
            throw given.code() >= FIRST_OWN && given.code() <= LAST_OWN
                    ? new ChatException(given.code(), given.info())
                    : ErrorCode.GROUP_REJECTED_BY_CALLBACK.because(given.reason());
        });
        return answer;
    }

    /// Tells the back end what happened, after everything that it was told about the same subject before. Never
    /// blocks; while the back end is away for long, what is too much is left out.
    ///
    /// @param subject userID or groupID
    public void tell(CallbackCommand command, Terminal from, String subject, Consumer<ObjectNode> body) {
        if (!isOn(command)) {
            return;
        }
        try {
            var filled = filled(body);
            if (!filled.has("EventTime")) {
                filled.put("EventTime", clock.millis()); // when it happened, however long it waits
            }
            lanes.add(subject, () -> deliver(command, from, filled));
        } catch (RuntimeException failed) { // what it tells of has happened, and must not seem to have failed
            log.error("{}: the back end cannot be told about {}", command.wireName(), subject, failed);
        }
    }

    /// The same with a body that is put together when its turn has come, and may block.
    void tellLater(CallbackCommand command, Terminal from, String subject, Consumer<ObjectNode> body) {
        if (isOn(command)) {
            lanes.add(subject, () -> deliver(command, from, filled(body)));
        }
    }

    /// Tells the back end and waits until it took it, or did not for the second time.
    ///
    /// @return false: the server stops, and it may not have been told
    boolean deliver(CallbackCommand command, Terminal from, ObjectNode body) {
        for (int attempt = 1; ; attempt++) {
            try {
                client.call(command, from, body);
                called(command, true);
                return true;
            } catch (IOException failed) {
                if (Thread.currentThread().isInterrupted()) {
                    return false;
                }
                called(command, false);
                if (attempt == 2) {
                    log.warn("{}: the back end {}; it is not told", command.wireName(), failed.getMessage());
                    return true;
                }
            }
        }
    }

    private static ObjectNode filled(Consumer<ObjectNode> body) {
        var filled = ProtocolJson.mapper().createObjectNode();
        body.accept(filled);
        return filled;
    }

    /// Adds users as an array of objects with one field: `MemberList[{Member_Account}]` and its like.
    ///
    /// @param array `MemberList`
    /// @param field `Member_Account`
    public static void addEach(ObjectNode body, String array, String field, Collection<String> userIDs) {
        var all = body.putArray(array);
        userIDs.forEach(userID -> all.addObject().put(field, userID));
    }

    /// Tells what is still to be told for a short while, then lets go.
    @Override
    public void close() {
        lanes.close();
        client.close();
    }
}
