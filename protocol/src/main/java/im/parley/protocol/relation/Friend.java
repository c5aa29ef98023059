package im.parley.protocol.relation;

import im.parley.protocol.profile.CustomField;
import im.parley.protocol.profile.Profile;
import java.util.List;

/// Somebody on a user's list of friends, with what only this user sees of them.
///
/// @param remark what the user calls them, at most 96 bytes
/// @param groupList names of the user's friend groups that they are in
/// @param source how they came together, `AddSource_Type_` and at most 8 letters; empty where it is not known
/// @param wording what came with the request, at most 256 bytes
/// @param addTime when they came on the list, seconds since 1970
/// @param friendCustomField fields that the setting `friend.customFields` names, sorted by key
/// @param profile theirs, complete
public record Friend(
        String userID,
        String remark,
        List<String> groupList,
        String source,
        String wording,
        long addTime,
        List<CustomField> friendCustomField,
        Profile profile) {
    public Friend {
        groupList = List.copyOf(groupList);
        friendCustomField = List.copyOf(friendCustomField);
    }
}
