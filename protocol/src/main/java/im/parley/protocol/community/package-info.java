/// Topics: the conversations of a community that has them.
@NullMarked
package im.parley.protocol.community;

import org.jspecify.annotations.NullMarked;
