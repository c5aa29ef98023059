/// Sending, paging and receiving messages.
@NullMarked
package im.parley.protocol.message;

import org.jspecify.annotations.NullMarked;
