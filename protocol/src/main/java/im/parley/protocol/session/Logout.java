package im.parley.protocol.session;

import im.parley.protocol.Nothing;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Signs this instance out; other instances of the user are not touched (`logout#2`). The server then closes the
/// socket.
///
/// Error: [im.parley.protocol.ErrorCode#NOT_LOGGED_IN].
@Op("session.logout")
public record Logout() implements Operation<Nothing> {}
