/// Who is signed in where: sign-in, the rules on how many instances a user may have, kicks, and the local
/// registry that events find their sockets through.
///
/// Tables: `session`, one row per signed-in instance in the whole cluster, and `node`, one row per
/// running process, whose heartbeat says whether its session rows still mean anything.
/// ```
/// node(name, incarnation, alive_until)  1 ── n  session(tiny_id, instance_id, node, connection_id, platform,
/// signed_in_at)
/// ```
@NullMarked
package im.parley.server.session;

import org.jspecify.annotations.NullMarked;
