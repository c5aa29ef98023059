package im.parley.protocol.community;

import com.fasterxml.jackson.annotation.JsonInclude;

/// What a user is in a topic.
///
/// @param muteTime until when the user may not write in this topic, seconds since 1970; absent: they may
public record TopicSelf(
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long muteTime) {}
