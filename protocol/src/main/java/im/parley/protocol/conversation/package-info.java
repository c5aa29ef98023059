/// One user's view on the timelines they take part in.
@NullMarked
package im.parley.protocol.conversation;

import org.jspecify.annotations.NullMarked;
