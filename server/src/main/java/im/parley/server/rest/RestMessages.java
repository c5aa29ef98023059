package im.parley.server.rest;

import im.parley.server.group.BackEndGroups;
import im.parley.server.live.LiveBroadcasts;
import im.parley.server.message.BackEndChanges;
import im.parley.server.message.BackEndHistory;
import im.parley.server.message.BackEndImports;
import im.parley.server.message.BackEndMessages;
import im.parley.server.message.MessageRecall;

/// What commands that send, read, change and import messages use.
///
/// @param groups in which messages are imported
public record RestMessages(
        RestUsers users,
        BackEndMessages messages,
        LiveBroadcasts broadcasts,
        MessageRecall recall,
        BackEndHistory history,
        BackEndChanges changes,
        BackEndImports imports,
        BackEndGroups groups) {}
