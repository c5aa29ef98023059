package im.parley.protocol.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields of a group's profile that changed; the others are absent.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangedProfile(
        @Nullable String groupName,
        @Nullable String introduction,
        @Nullable String notification,
        @Nullable String avatar,
        @Nullable String ownerID,
        @Nullable Boolean muteAllMembers,
        @Nullable String joinOption,
        @Nullable String inviteOption,
        @Nullable List<GroupField> groupCustomField) {}
