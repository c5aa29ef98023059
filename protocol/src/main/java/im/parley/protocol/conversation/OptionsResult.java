package im.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a call changed of what its caller keeps about conversations.
///
/// @param changes what the user's other instances get as a push; absent: everything was so already
/// @param failureList conversations for which nothing was done:
///     [im.parley.protocol.ErrorCode#INVALID_CONV_ID] for what names none,
///     [im.parley.protocol.ErrorCode#CONV_NOT_FOUND] where there is no such user, or no such group that the
///     caller is in
public record OptionsResult(
        @Nullable OptionsUpdated changes,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        List<ConversationFailure> failureList) {}
