/// From a frame's text to the method that serves it and back: the explicit table of operations, error
/// replies, and what the layers above and below know of a connection.
@NullMarked
package im.parley.server.operation;

import org.jspecify.annotations.NullMarked;
