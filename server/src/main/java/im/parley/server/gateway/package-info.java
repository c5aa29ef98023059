/// HTTP and WebSocket: frames in, frames out, limits. Vert.x serves HTTP; a socket that asks for `/ws` is
/// taken out of its hands and handled by a slim Netty pipeline, so that an idle client costs a few KB.
///
/// ```
/// Gateway ─ HttpServers ─ Routes ─┬─ /healthz /readyz /metrics /config.json …   (JSON and text)
///                                 ├─ /v4/service/command                        (RestApi)
///                                 ├─ /                                          (StaticFiles)
///                                 └─ /ws: Handshake, PipelineTakeover → ClientConnection ─ OperationTable
/// ```
@NullMarked
package im.parley.server.gateway;

import org.jspecify.annotations.NullMarked;
