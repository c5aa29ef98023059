/// Signing in and out, heartbeats and what ends a session.
@NullMarked
package im.parley.protocol.session;

import org.jspecify.annotations.NullMarked;
