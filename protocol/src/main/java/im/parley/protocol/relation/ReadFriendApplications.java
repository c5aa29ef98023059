package im.parley.protocol.relation;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// All requests that were sent to the caller so far are read: none of them counts as unread any more.
@Op("friend.readApplications")
public record ReadFriendApplications() implements Operation<RelationChange> {}
