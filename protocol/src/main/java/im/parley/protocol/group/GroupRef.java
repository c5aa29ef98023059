package im.parley.protocol.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Which group a tip or notice is about.
///
/// @param groupName the name then, in tips
/// @param name the same in notices
/// @param groupType in notices
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupRef(
        String groupID,
        @Nullable String groupName,
        @Nullable String name,
        @Nullable String groupType) {}
