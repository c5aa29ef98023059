package im.parley.server.message;

import im.parley.protocol.RawJson;

/// What a message says.
///
/// @param type a `MSG_…` value
/// @param payload by type, as clients have it
public record Content(String type, RawJson payload) {}
