/// Invitations: calls, games, whatever an app wants answered.
@NullMarked
package im.parley.protocol.signaling;

import org.jspecify.annotations.NullMarked;
