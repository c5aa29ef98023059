package im.parley.sdk;

import im.parley.protocol.Types;
import im.parley.protocol.conversation.SetReceiveOption;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// When the user wants no offline pushes.
///
/// ```java
/// chat.setAllReceiveMessageOpt(ReceiveMessageOptions.quiet().from(22, 0, 0).lasting(28_800)); // each night
/// chat.setAllReceiveMessageOpt(ReceiveMessageOptions.notifying());
/// ```
///
/// @param messageRemindType [Types#MSG_REMIND_ACPT_NOT_NOTE], or [Types#MSG_REMIND_ACPT_AND_NOTE] to end it
///     (`setAllReceiveMessageOpt#6`)
/// @param startHour 0 to 23, on this machine's clock
/// @param startMinute 0 to 59
/// @param startSecond 0 to 59
/// @param duration seconds, 0 or more
/// @param isRepeated true: each day, from that time for that long; from 24 hours on, for ever from today on.
///     false: once, from today's time on
public record ReceiveMessageOptions(
        String messageRemindType, int startHour, int startMinute, int startSecond, long duration, boolean isRepeated) {
    private static final int DAY = 86_400;
    private static final long LONGEST = 100L * 365 * DAY;

    /// No offline pushes, repeated each day from midnight on; how long is to be said.
    public static ReceiveMessageOptions quiet() {
        return new ReceiveMessageOptions(Types.MSG_REMIND_ACPT_NOT_NOTE, 0, 0, 0, 0, true);
    }

    /// Offline pushes at any time.
    public static ReceiveMessageOptions notifying() {
        return new ReceiveMessageOptions(Types.MSG_REMIND_ACPT_AND_NOTE, 0, 0, 0, 0, true);
    }

    public ReceiveMessageOptions from(int hour, int minute, int second) {
        return new ReceiveMessageOptions(messageRemindType, hour, minute, second, duration, isRepeated);
    }

    /// @param seconds how long
    public ReceiveMessageOptions lasting(long seconds) {
        return new ReceiveMessageOptions(messageRemindType, startHour, startMinute, startSecond, seconds, isRepeated);
    }

    /// Not each day.
    public ReceiveMessageOptions once() {
        return new ReceiveMessageOptions(messageRemindType, startHour, startMinute, startSecond, duration, false);
    }

    void check() {
        Params.that(
                Types.MSG_REMIND_ACPT_NOT_NOTE.equals(messageRemindType)
                        || Types.MSG_REMIND_ACPT_AND_NOTE.equals(messageRemindType),
                "messageRemindType",
                messageRemindType,
                "MSG_REMIND_ACPT_AND_NOTE or MSG_REMIND_ACPT_NOT_NOTE");
        Params.that(startHour >= 0 && startHour < 24, "startHour", startHour, "0 to 23");
        Params.that(startMinute >= 0 && startMinute < 60, "startMinute", startMinute, "0 to 59");
        Params.that(startSecond >= 0 && startSecond < 60, "startSecond", startSecond, "0 to 59");
        Params.that(duration >= 0 && duration <= LONGEST, "duration", duration, "0 to " + LONGEST);
    }

    /// What the server is told (`setAllReceiveMessageOpt#7`).
    ///
    /// @param now here
    SetReceiveOption toWire(ZonedDateTime now) {
        if (messageRemindType.equals(Types.MSG_REMIND_ACPT_AND_NOTE)) {
            return new SetReceiveOption(messageRemindType, 0, 0, false, null);
        }
        var start = now.with(LocalTime.of(startHour, startMinute, startSecond)).toEpochSecond();
        var lasts = isRepeated ? Math.min(duration, DAY) : duration; // setAllReceiveMessageOpt#3
        return new SetReceiveOption(messageRemindType, start, start + lasts, isRepeated, zone(now.getZone()));
    }

    /// Null for one without a name that others know.
    private static @Nullable String zone(ZoneId zone) {
        return ZoneId.getAvailableZoneIds().contains(zone.getId()) ? zone.getId() : null;
    }
}
