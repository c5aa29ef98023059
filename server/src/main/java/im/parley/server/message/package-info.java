/// The log: messages are appended to timelines, read back in pages, and announced.
///
/// ```
/// event loop                  writer thread                 publisher thread
/// SendMessageReader,
/// MessageOperations,
/// MessageLog (queue) ───────▶ MessageWriter: resolve
///                             receivers, one statement,
///                             commit ─────────────────────▶ MessagePublisher: ack the sender,
///                                                           push to everybody else (MessageText)
/// ```
///
/// A timeline is one row of `conversation` (its head), a row of `participant` for each of its users and its
/// rows of `message`, numbered from 1 without holes. What happens to a message later — revoking, modifying — goes
/// through [MessageChanges], which numbers the changes of each timeline; what a user deletes for themselves is a row
/// of `message_deletion`. These tables are this package's own; others ask
/// [Timelines] and [MessageHistory].
@NullMarked
package im.parley.server.message;

import org.jspecify.annotations.NullMarked;
