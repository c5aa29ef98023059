package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/// When users want no offline push at all.
class ReceiveMessageOptTest extends Scenario {
    private static final long DAY = 86_400;

    private static ZonedDateTime at(String local, String zone) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone));
    }

    @Test
    @Rule({"setAllReceiveMessageOpt#1", "setAllReceiveMessageOpt#6", "getAllReceiveMessageOpt#1"})
    void it_is_known_on_all_instances() {
        var ann = signIn("ann");
        var annToo = anotherInstanceOf(ann);
        assertThat(result(ann.chat.getAllReceiveMessageOpt()).messageRemindType())
                .isEqualTo(Types.MSG_REMIND_ACPT_AND_NOTE);

        var set = result(ann.chat.setAllReceiveMessageOpt(
                ReceiveMessageOptions.quiet().from(22, 0, 0).lasting(28_800)));

        assertThat(set.messageRemindType()).isEqualTo(Types.MSG_REMIND_ACPT_NOT_NOTE);
        assertThat(set.isRepeated()).isTrue();
        assertThat(set.endTime() - set.startTime()).isEqualTo(28_800);
        assertThat(ann.await(Events.ALL_RECEIVE_MESSAGE_OPT_UPDATED)).isEqualTo(set);
        assertThat(annToo.await(Events.ALL_RECEIVE_MESSAGE_OPT_UPDATED)).isEqualTo(set);
        var later = anotherInstanceOf(ann);
        assertThat(result(later.chat.getAllReceiveMessageOpt())).isEqualTo(set);
        assertThat(later.pending(Events.ALL_RECEIVE_MESSAGE_OPT_UPDATED)).isZero();

        result(annToo.chat.setAllReceiveMessageOpt(ReceiveMessageOptions.notifying()));
        assertThat(ann.await(Events.ALL_RECEIVE_MESSAGE_OPT_UPDATED).messageRemindType())
                .isEqualTo(Types.MSG_REMIND_ACPT_AND_NOTE);
        assertThatThrownBy(() -> ann.chat.setAllReceiveMessageOpt(
                        ReceiveMessageOptions.quiet().from(24, 0, 0)))
                .hasMessageStartingWith("Params validate failed.");
    }

    @Test
    @Rule({
        "setAllReceiveMessageOpt#2",
        "setAllReceiveMessageOpt#3",
        "setAllReceiveMessageOpt#4",
        "setAllReceiveMessageOpt#7"
    })
    void times_are_of_today_on_this_machines_clock() {
        var now = at("2026-03-28T23:30:00", "Europe/Berlin");
        var night =
                ReceiveMessageOptions.quiet().from(22, 15, 30).lasting(3_600).toWire(now);
        assertThat(night.startTime())
                .isEqualTo(at("2026-03-28T22:15:30", "Europe/Berlin").toEpochSecond());
        assertThat(night.endTime()).isEqualTo(night.startTime() + 3_600);
        assertThat(night.timeZone()).isEqualTo("Europe/Berlin");

        var always = ReceiveMessageOptions.quiet().lasting(3 * DAY).toWire(now);
        assertThat(always.isRepeated()).isTrue();
        assertThat(always.endTime() - always.startTime()).isEqualTo(DAY);

        var once = ReceiveMessageOptions.quiet()
                .from(8, 0, 0)
                .lasting(3 * DAY)
                .once()
                .toWire(now);
        assertThat(once.isRepeated()).isFalse();
        assertThat(once.endTime() - once.startTime()).isEqualTo(3 * DAY);

        // half past two does not come in the night in which clocks are put forward
        var skipped = ReceiveMessageOptions.quiet().from(2, 30, 0).toWire(at("2026-03-29T12:00:00", "Europe/Berlin"));
        assertThat(skipped.startTime())
                .isEqualTo(at("2026-03-29T03:30:00", "Europe/Berlin").toEpochSecond());
        var india = ReceiveMessageOptions.quiet().from(0, 0, 0).toWire(at("2026-03-29T00:10:00", "Asia/Kolkata"));
        assertThat(india.startTime()).isEqualTo(at("2026-03-28T18:30:00", "UTC").toEpochSecond());
        assertThat(ReceiveMessageOptions.quiet()
                        .toWire(at("2026-03-29T00:10:00", "+05:45"))
                        .timeZone())
                .isNull();
    }
}
