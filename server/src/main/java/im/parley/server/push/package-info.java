/// Offline push: phones of users who are not online are told of messages (`sendMessage#10`).
///
/// ```
/// log --PushReader--> Selection (who?) --> push_job --PushDispatcher--> Composer (what?) --> PushProvider
///      push_cursor      Wishes, Blocks,                                  Notification         Hook
///                       PushRooms                                        per vendor
/// ```
///
/// What has to be told and how far the log was read are written in one transaction, so nothing is lost or told twice
/// between the log and `push_job`, whoever dies. From there on a notification may come twice, under the same id, when a
/// node dies before it has noted that a vendor took it.
///
/// Tables: `push_device` (whose phones are reached how), `push_state` (since when messages are pushed), `push_cursor`
/// (how far each timeline was read), `push_job` (what has to be told yet, for each vendor apart).
///
/// Each provider has a [PushLane], so that one that hangs holds up no other.
///
/// What others know is asked through [Wishes], [Blocks] and [PushRooms], which they implement.
@NullMarked
package im.parley.server.push;

import org.jspecify.annotations.NullMarked;
