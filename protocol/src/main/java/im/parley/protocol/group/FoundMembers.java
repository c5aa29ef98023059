package im.parley.protocol.group;

import java.util.List;

/// What a search found in one group.
public record FoundMembers(FoundGroup groupInfo, List<FoundMember> memberList) {}
