package im.parley.sdk;

import im.parley.protocol.Types;
import org.jspecify.annotations.Nullable;

/// What a notice of the system conversation tells the user about a group.
///
/// @param operationType 1 somebody applies, 2 accepted, 3 refused, 4 put out, 5 dismissed, 6 created, 7
///     added, 8 quit on another instance, 9 made admin, 10 no longer admin, 21 banned, 22 unbanned, 23 an
///     invitation to be approved, 255 the app's own
/// @param operatorID who did it
/// @param handleMessage what the applicant, decider or remover said; empty: nothing
/// @param groupProfile which group, as it was called then
/// @param messageKey 1, 23: names the application; null otherwise
/// @param authentication 1, 23: handed back with it; null otherwise
/// @param userDefinedField 255: the app's text; null otherwise
public record GroupSystemNoticePayload(
        int operationType,
        String operatorID,
        String handleMessage,
        GroupReference groupProfile,
        @Nullable String messageKey,
        @Nullable String authentication,
        @Nullable String userDefinedField)
        implements Payload {
    @Override
    public String type() {
        return Types.MSG_GRP_SYS_NOTICE;
    }

    GroupSystemNoticePayload withAddressesOf(im.parley.protocol.message.Message message) {
        return new GroupSystemNoticePayload(
                operationType,
                operatorID,
                handleMessage,
                groupProfile.withAddressesOf(message),
                messageKey,
                authentication,
                userDefinedField);
    }
}
