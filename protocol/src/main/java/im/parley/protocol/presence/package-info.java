/// Who is online, and what users say they are doing.
@NullMarked
package im.parley.protocol.presence;

import org.jspecify.annotations.NullMarked;
