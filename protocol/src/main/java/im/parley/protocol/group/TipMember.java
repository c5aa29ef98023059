package im.parley.protocol.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A member whom a tip concerns.
///
/// @param muteTime 7: seconds of the mute; 0: it ended
/// @param reason 3: why they were put out
/// @param role 4, 5: the role now
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TipMember(
        String userID,
        String nick,
        String avatar,
        @Nullable Long muteTime,
        @Nullable String reason,
        @Nullable String role) {}
