/// Events between the nodes of one app: within the process, or over NATS.
@NullMarked
package im.parley.server.bus;

import org.jspecify.annotations.NullMarked;
