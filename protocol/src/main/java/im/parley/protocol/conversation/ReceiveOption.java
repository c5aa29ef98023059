package im.parley.protocol.conversation;

import org.jspecify.annotations.Nullable;

/// Whether, or when, a user wants no offline push for any conversation (`setAllReceiveMessageOpt`).
///
/// @param messageRemindType [im.parley.protocol.Types#MSG_REMIND_ACPT_NOT_NOTE] within the time that follows,
///     or [im.parley.protocol.Types#MSG_REMIND_ACPT_AND_NOTE]: there is none
/// @param startTime seconds since 1970
/// @param endTime seconds since 1970, excluded
/// @param isRepeated whether it repeats each day; then a time of 24 hours goes on for ever
/// @param timeZone the IANA name of where the user's days are, which keeps a repeated time at its hour when
///     clocks change; absent: days of 24 hours
public record ReceiveOption(
        String messageRemindType,
        long startTime,
        long endTime,
        boolean isRepeated,
        @Nullable String timeZone) {}
