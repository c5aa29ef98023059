package im.parley.server.rest;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.message.MessageControlInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What sends to users and to groups have in common.
final class RestSend {
    private static final long UINT32 = 0xffff_ffffL;
    private static final long MAX_LIFE_TIME = 604_800;
    private static final int LIFE_TOO_LONG = 90026;
    private static final String NO_UNREAD = "NoUnread";
    private static final String NO_LAST = "NoLastMsg";
    private static final Set<String> CONTROLS = Set.of(NO_UNREAD, NO_LAST, "WithMuteNotifications");

    private static final String FORBID_BEFORE = "ForbidBeforeSendMsgCallback";
    private static final String FORBID_AFTER = "ForbidAfterSendMsgCallback";
    private static final Set<String> FORBIDDEN = Set.of(FORBID_BEFORE, FORBID_AFTER);

    private RestSend() {}

    /// @param code of the service, for one that is missing or no uint32
    static long random(String field, @Nullable Long random, int code) {
        if (random == null || random < 0 || random > UINT32) {
            throw new ChatException(code, field + " is " + random + ", expected 0 to 4294967295");
        }
        return random;
    }

    /// Whether a message is for who is online, and not stored.
    ///
    /// @param msgLifeTime seconds, 0 to seven days; null: stored
    static boolean isForNow(@Nullable Long msgLifeTime) {
        if (msgLifeTime != null && (msgLifeTime < 0 || msgLifeTime > MAX_LIFE_TIME)) {
            throw new ChatException(
                    LIFE_TOO_LONG, "MsgLifeTime is " + msgLifeTime + ", expected 0 to " + MAX_LIFE_TIME);
        }
        return msgLifeTime != null && msgLifeTime == 0;
    }

    /// @param code of the service, for names that there are none
    static @Nullable MessageControlInfo control(@Nullable List<String> names, int code) {
        if (names == null) {
            return null;
        }
        if (!CONTROLS.containsAll(names)) {
            throw new ChatException(
                    code,
                    "SendMsgControl is " + names + ", expected some of "
                            + CONTROLS.stream().sorted().toList());
        }
        return new MessageControlInfo(names.contains(NO_UNREAD), names.contains(NO_LAST), false);
    }

    /// Whether the back end is not asked about it.
    ///
    /// @param code of the service, for names that there are none
    static boolean forbidsBefore(@Nullable List<String> names, int code) {
        if (names != null && !FORBIDDEN.containsAll(names)) {
            throw new ChatException(
                    code,
                    "ForbidCallbackControl is " + names + ", expected some of "
                            + FORBIDDEN.stream().sorted().toList());
        }
        return names != null && names.contains(FORBID_BEFORE);
    }

    /// Whether the back end is not told of it.
    ///
    /// @param names checked by [#forbidsBefore]
    static boolean forbidsAfter(@Nullable List<String> names) {
        return names != null && names.contains(FORBID_AFTER);
    }

    /// Whether a switch of 0 and 1 is on.
    static boolean isOn(@Nullable Integer flag) {
        return flag != null && flag == 1;
    }

    /// Does what other services number otherwise.
    ///
    /// @param numbers this service's, of the errors that it has numbers of its own for
    static <T> T numbered(Map<ErrorCode, Integer> numbers, Supplier<T> work) {
        try {
            return work.get();
        } catch (ChatException refused) {
            for (var number : numbers.entrySet()) {
                if (number.getKey().number() == refused.code()) {
                    throw new ChatException(number.getValue(), String.valueOf(refused.getMessage()));
                }
            }
            throw refused;
        }
    }
}
