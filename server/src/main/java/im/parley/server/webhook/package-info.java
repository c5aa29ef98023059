/// What back ends are asked before it happens and told afterwards, by HTTP calls to the one address that an app has
/// set.
///
/// ```
/// message.AskedSends ──→ SendCallbacks ─┐ asks            ┌─ CallbackClient (HTTP)
/// group, relation, … ───────────────────┴→ Callbacks ─────┤
/// message.LogFollowers → SentMessages ──── tells ─────────┘
/// session.SessionListener → StateCallbacks, users.ProfileService → ProfileCallbacks,
/// message.ChangeListener → MessageStateCallbacks: tell, too
/// ```
///
/// Whoever is asked about holds only what is asked about: other sends and other users go on. What is told is told
/// in order for each user, group or topic, and once more if the back end did not take it. Messages are read from
/// the committed log, how far is kept in the table `callback_cursor`: none is left out, whichever node dies; then
/// the last ones may be told again.
@NullMarked
package im.parley.server.webhook;

import org.jspecify.annotations.NullMarked;
