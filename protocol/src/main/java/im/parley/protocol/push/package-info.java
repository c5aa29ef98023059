/// Offline push: where to reach a user's phone.
@NullMarked
package im.parley.protocol.push;

import org.jspecify.annotations.NullMarked;
