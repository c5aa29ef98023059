package im.parley.protocol.media;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// What addresses of files are made from at present.
@Op("media.access")
public record GetMediaAccess() implements Operation<MediaAccess> {}
