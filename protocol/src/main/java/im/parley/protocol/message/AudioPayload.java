package im.parley.protocol.message;

import im.parley.protocol.media.MediaKind;
import java.util.List;

/// Payload of `MSG_AUDIO`.
///
/// @param uuid the uploaded recording
/// @param second its length in whole seconds (`createAudioMessage#4`)
/// @param size bytes
public record AudioPayload(String uuid, int second, long size) implements MediaPayload {
    public AudioPayload {
        MediaPayload.checkUuid("payload.uuid", uuid);
        MediaPayload.checkNumber("payload.second", second, 0);
        MediaPayload.checkNumber("payload.size", size, 1);
    }

    @Override
    public List<Reference> references() {
        return List.of(new Reference(MediaKind.AUDIO, uuid));
    }
}
