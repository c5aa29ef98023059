/// From an event to the sessions it concerns, on this node and on others: encoded once, handed to each event
/// loop once.
@NullMarked
package im.parley.server.fanout;

import org.jspecify.annotations.NullMarked;
