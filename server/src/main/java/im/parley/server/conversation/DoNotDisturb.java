package im.parley.server.conversation;

import im.parley.protocol.Types;
import im.parley.protocol.conversation.ReceiveOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// When a user wants no offline push for any conversation (`setAllReceiveMessageOpt`): once, each day or for
/// ever.
///
/// What repeats each day keeps to the hour of the user's time zone, also when clocks change; where none is
/// known, days have 24 hours. It has no first day: who says in the night "from 22 o'clock for eight hours"
/// means this night, too.
final class DoNotDisturb {
    private static final long DAY = 86_400;

    private final boolean isQuiet;
    private final long start;
    private final long end;
    private final boolean isDaily;
    private final @Nullable ZoneId zone;

    DoNotDisturb(ReceiveOption option) {
        isQuiet = option.messageRemindType().equals(Types.MSG_REMIND_ACPT_NOT_NOTE);
        start = option.startTime();
        end = option.endTime();
        isDaily = option.isRepeated();
        zone = zone(option.timeZone());
    }

    /// Null for none, and for a name that this JDK does not know: clients may know newer ones.
    private static @Nullable ZoneId zone(@Nullable String name) {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return null;
        }
    }

    /// Whether pushes are unwanted at this moment.
    boolean isQuietAt(Instant moment) {
        long now = moment.getEpochSecond();
        if (!isQuiet) {
            return false;
        }
        if (!isDaily) {
            return start <= now && now < end;
        }
        if (end - start >= DAY) {
            return start <= now; // setAllReceiveMessageOpt#3
        }
        return zone == null ? Math.floorMod(now - start, DAY) < end - start : isQuietOnItsDay(now, zone);
    }

    /// A time that begins late in the day ends on the next; where that has 23 hours, on the one after it.
    private boolean isQuietOnItsDay(long now, ZoneId in) {
        var hour = Instant.ofEpochSecond(start).atZone(in).toLocalTime();
        LocalDate today = Instant.ofEpochSecond(now).atZone(in).toLocalDate();
        for (int ago = 0; ago <= 2; ago++) {
            long begin = ZonedDateTime.of(today.minusDays(ago), hour, in).toEpochSecond();
            if (begin <= now && now < begin + (end - start)) {
                return true;
            }
        }
        return false;
    }
}
