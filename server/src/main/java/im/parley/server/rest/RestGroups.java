package im.parley.server.rest;

import im.parley.server.community.BackEndTopics;
import im.parley.server.conversation.BackEndConversations;
import im.parley.server.conversation.BackEndReads;
import im.parley.server.group.BackEndGroupLists;
import im.parley.server.group.BackEndGroups;
import im.parley.server.group.BackEndMembers;
import im.parley.server.group.GroupAttributes;
import im.parley.server.group.GroupCounters;

/// What commands about groups and topics, and those who are in them, use.
///
/// @param conversations how members want to hear of groups
/// @param reads how far they have read them
public record RestGroups(
        RestUsers users,
        BackEndGroups groups,
        BackEndGroupLists lists,
        BackEndMembers members,
        GroupAttributes attributes,
        GroupCounters counters,
        BackEndTopics topics,
        BackEndConversations conversations,
        BackEndReads reads) {}
