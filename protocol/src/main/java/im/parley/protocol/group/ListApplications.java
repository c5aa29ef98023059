package im.parley.protocol.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What waits for a decision in all groups that the caller manages (`getGroupApplicationList#2`), the newest
/// first.
///
/// Errors: [ErrorCode#GROUP_INVALID_PARAMETERS]; [ErrorCode#OVER_FREQUENCY_LIMIT] for more than 15 first pages a
/// second.
///
/// @param before the last messageKey of the page before; absent: the first page
/// @param count 1 or more, cut to 100
@Op("group.listApplications")
public record ListApplications(@Nullable String before, int count) implements Operation<ListApplications.Result> {
    public ListApplications {
        Check.that(count >= 1, "count", count, "1 or more", ErrorCode.GROUP_INVALID_PARAMETERS);
        GroupChecks.messageKey("before", before);
    }

    public record Result(List<GroupApplication> applicationList, boolean isCompleted) {}
}
