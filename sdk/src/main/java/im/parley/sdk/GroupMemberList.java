package im.parley.sdk;

import java.util.List;

/// A page of a group's members.
///
/// @param offset asks for the next page; `0` at the end (`getGroupMemberList#4`)
public record GroupMemberList(List<GroupMember> memberList, String offset) {}
