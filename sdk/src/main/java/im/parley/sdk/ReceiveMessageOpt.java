package im.parley.sdk;

import im.parley.protocol.conversation.ReceiveOption;

/// Whether, or when, the user gets no offline push for any conversation.
///
/// @param messageRemindType [im.parley.protocol.Types#MSG_REMIND_ACPT_NOT_NOTE] within the time that follows,
///     or [im.parley.protocol.Types#MSG_REMIND_ACPT_AND_NOTE]: there is none
/// @param startTime seconds since 1970
/// @param endTime seconds since 1970
/// @param isRepeated whether it repeats each day
public record ReceiveMessageOpt(String messageRemindType, long startTime, long endTime, boolean isRepeated) {
    static ReceiveMessageOpt of(ReceiveOption option) {
        return new ReceiveMessageOpt(
                option.messageRemindType(), option.startTime(), option.endTime(), option.isRepeated());
    }
}
