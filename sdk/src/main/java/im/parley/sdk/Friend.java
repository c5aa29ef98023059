package im.parley.sdk;

import im.parley.protocol.profile.CustomField;
import im.parley.protocol.profile.Profile;
import java.util.List;

/// Somebody on the user's list of friends, as they were at one moment; [Events#FRIEND_LIST_UPDATED] brings newer ones.
///
/// @param remark what the user calls them, at most 96 bytes
/// @param groupList names of the user's friend groups that they are in
/// @param source how they came together, `AddSource_Type_` and at most 8 letters; empty where it is not known
/// @param wording what came with the request, at most 256 bytes
/// @param addTime when they came on the list, seconds since 1970
/// @param friendCustomField fields that the setting `friend.customFields` names, sorted by key
/// @param profile theirs, complete
/// @param timestamp when this chat got to know of them as they are, milliseconds since 1970 by its clock; where nothing
///     else has changed, no event tells of a newer one
public record Friend(
        String userID,
        String remark,
        List<String> groupList,
        String source,
        String wording,
        long addTime,
        List<CustomField> friendCustomField,
        Profile profile,
        long timestamp) {
    public Friend {
        groupList = List.copyOf(groupList);
        friendCustomField = List.copyOf(friendCustomField);
    }

    static Friend of(im.parley.protocol.relation.Friend stored, long timestamp) {
        return new Friend(
                stored.userID(),
                stored.remark(),
                stored.groupList(),
                stored.source(),
                stored.wording(),
                stored.addTime(),
                stored.friendCustomField(),
                stored.profile(),
                timestamp);
    }

    Friend with(Profile newer, long now) {
        return new Friend(userID, remark, groupList, source, wording, addTime, friendCustomField, newer, now);
    }

    /// For comparisons: what there is to know of them, whenever that came.
    Friend timeless() {
        return new Friend(userID, remark, groupList, source, wording, addTime, friendCustomField, profile, 0);
    }
}
