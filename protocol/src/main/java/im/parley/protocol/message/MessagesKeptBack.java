package im.parley.protocol.message;

import im.parley.protocol.Push;

/// Messages were stored in a group or topic of which the user only wants to hear what calls them by name
/// (`setMessageRemindType#7`). Sent every few seconds while there are any, as the setting
/// `topic.atOnlyNotifyInterval` says.
///
/// @param message the newest; what was stored before it and has not come was kept back, too
@Push("message.keptBack")
public record MessagesKeptBack(Message message) {}
