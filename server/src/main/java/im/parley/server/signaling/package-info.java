/// Invitations and their timers.
///
/// ```
/// invitation         id │ inviter │ invitees │ pending │ data │ due_at │ ended_at
/// invitation_signal  invitation_id │ message_id │ content │ unsent
/// ```
///
/// What becomes of an invitation is decided by one row: each action takes users out of `pending` under its
/// lock, and in the same transaction writes the signal that tells of it. The signal is then sent as a message
/// in the user's name, by this node or, should that die, by any other; the log stores it once, since its
/// message ID is in the row. Timers are rows, too: whichever node finds one due ends the invitation.
@NullMarked
package im.parley.server.signaling;

import org.jspecify.annotations.NullMarked;
