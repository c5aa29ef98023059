package im.parley.sdk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import im.parley.protocol.Types;
import im.parley.protocol.media.Media;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A recording.
///
/// @param uuid names it on the server; empty before it is uploaded
/// @param second its length in whole seconds (`createAudioMessage#4`)
/// @param size bytes
/// @param url the address to play: that of the server, or before it is uploaded that of the file here
/// @param remoteAudioUrl its address on the server; empty before it is uploaded
@JsonIgnoreProperties({"url", "remoteAudioUrl"}) // neither sent nor believed
public record AudioPayload(String uuid, int second, long size, String url, String remoteAudioUrl) implements Payload {
    private static final int MILLIS_PER_SECOND = 1000;

    public AudioPayload(
            @Nullable String uuid, int second, long size, @Nullable String url, @Nullable String remoteAudioUrl) {
        this.uuid = Objects.requireNonNullElse(uuid, "");
        this.second = second;
        this.size = size;
        this.url = Objects.requireNonNullElse(url, "");
        this.remoteAudioUrl = Objects.requireNonNullElse(remoteAudioUrl, "");
    }

    static AudioPayload of(AudioContent content) {
        var file = content.file();
        return new AudioPayload("", seconds(content), file.size(), MediaAddresses.local(file), "");
    }

    static AudioPayload of(Media media, AudioContent content) {
        var second = content.duration() == 0 ? media.second() : seconds(content);
        return new AudioPayload(media.uuid(), second, media.size(), "", "");
    }

    private static int seconds(AudioContent content) {
        return Math.clamp(content.duration() / MILLIS_PER_SECOND, 0, Integer.MAX_VALUE);
    }

    AudioPayload at(MediaAddresses addresses) {
        var address = addresses.of(uuid, "");
        return new AudioPayload(uuid, second, size, address, address);
    }

    /// 2: from an address.
    public int downloadFlag() {
        return MediaAddresses.DOWNLOAD_FLAG;
    }

    @Override
    public String type() {
        return Types.MSG_AUDIO;
    }
}
