package im.parley.protocol.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What clients make the addresses of files from: `<url>/media/<SDKAppID>/<uuid>?t=<token>`, of an image's
/// smaller ones `<url>/media/<SDKAppID>/<uuid>/thumbnail?t=<token>` and `…/large?t=<token>`.
///
/// @param url the server's public address without a slash at the end; absent: that of the socket
/// @param token the same for all users; ask again before it ends
/// @param expireTime when the token ends, seconds since 1970; a week or more from now when it is given out
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MediaAccess(@Nullable String url, String token, long expireTime) {}
