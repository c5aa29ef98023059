package im.parley.protocol.conversation;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.Types;
import org.jspecify.annotations.Nullable;

/// When the caller wants no offline push for any conversation, whatever is set for each
/// (`setAllReceiveMessageOpt#5`).
///
/// Error: [ErrorCode#INVALID_CONV_ID].
///
/// @param messageRemindType [Types#MSG_REMIND_ACPT_NOT_NOTE], or [Types#MSG_REMIND_ACPT_AND_NOTE] for never
/// @param startTime seconds since 1970, up to the year 9999
/// @param endTime seconds since 1970, startTime or later; where it repeats at most 24 hours later
/// @param isRepeated see [ReceiveOption#isRepeated]
/// @param timeZone see [ReceiveOption#timeZone], at most 64 bytes
@Op("conversation.setReceiveOption")
public record SetReceiveOption(
        String messageRemindType,
        long startTime,
        long endTime,
        boolean isRepeated,
        @Nullable String timeZone) implements Operation<OptionsResult> {
    private static final ErrorCode CODE = ErrorCode.INVALID_CONV_ID;
    private static final int DAY = 86_400;
    private static final int ZONE_BYTES = 64;

    public SetReceiveOption {
        Check.that(
                Types.MSG_REMIND_ACPT_NOT_NOTE.equals(messageRemindType)
                        || Types.MSG_REMIND_ACPT_AND_NOTE.equals(messageRemindType),
                "messageRemindType",
                messageRemindType,
                "MSG_REMIND_ACPT_NOT_NOTE or MSG_REMIND_ACPT_AND_NOTE",
                CODE);
        Check.that(
                startTime >= 0 && startTime <= Limits.MAX_SECONDS,
                "startTime",
                startTime,
                "0 to " + Limits.MAX_SECONDS,
                CODE);
        Check.that(
                endTime >= startTime && endTime <= Limits.MAX_SECONDS,
                "endTime",
                endTime,
                "startTime to " + Limits.MAX_SECONDS,
                CODE);
        Check.that(
                !isRepeated || endTime - startTime <= DAY,
                "endTime",
                endTime,
                "at most 24 hours after startTime",
                CODE);
        Check.bytes("timeZone", timeZone, ZONE_BYTES, CODE);
    }
}
