/// The one source of truth of what travels between Parley's server and its clients: operations, pushes, objects,
/// constants, error codes and limits. Web types and the protocol page are generated from here.
///
/// Frames are JSON text over one WebSocket at `/ws?v=1&sdkappid=<number>`:
///
/// ```
/// request   client → server   {"id": 1, "op": "message.send", "body": {…}} response  server → client   {"id": 1,
/// "code": 0, "body": {…}}   or   {"id": 1, "code": 20003, "message": "…"} push      server → client   {"event":
/// "message.received", "body": {…}}
/// ```
@NullMarked
package im.parley.protocol;

import org.jspecify.annotations.NullMarked;
