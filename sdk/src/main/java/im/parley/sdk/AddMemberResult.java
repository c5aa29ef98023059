package im.parley.sdk;

import java.util.List;

/// Who was taken into a group and who was not.
///
/// @param successUserIDList who is in now, or whose invitation waits for approval
/// @param failureUserIDList who did not fit in, or is kept out by the app's back end
/// @param existedUserIDList who was in already
/// @param overLimitUserIDList who is in too many groups already (`addGroupMember#6`)
public record AddMemberResult(
        List<String> successUserIDList,
        List<String> failureUserIDList,
        List<String> existedUserIDList,
        List<String> overLimitUserIDList,
        Group group) {}
