/// Who is online. A user's status follows from their sessions on living nodes and from one row: a change
/// travels on the bus once to each node that has somebody who subscribed, and is written to all of them
/// together a moment later.
///
/// Table `presence`: one row per user who has ever signed in, written when they first do, when they sign
/// out, and when their custom status changes. That somebody's socket went away, or their node died, needs
/// no row: they are offline because they have no session and have not signed out.
/// ```
/// presence(tiny_id, signed_in, custom_status, left_at)
/// ```
@NullMarked
package im.parley.server.presence;

import org.jspecify.annotations.NullMarked;
