/// Live rooms: groups of the type AVChatRoom, with any number of members who come and go. Who is in one is known
/// by the nodes that they are signed in on; nothing that is said there is stored. The room's profile is a group's
/// like any other's.
///
/// ```
/// live_member    who is in which room, by node; not logged, rows of dead nodes do not count
/// live_sanction  until when somebody is banned or muted
/// live_mark      what the owner marked members with
/// ```
///
/// Whoever removes a user's row tells the room that they left, so that it is told once, whichever node did it.
@NullMarked
package im.parley.server.live;

import org.jspecify.annotations.NullMarked;
