package im.parley.sdk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import im.parley.protocol.Types;
import im.parley.protocol.media.Media;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A video.
///
/// @param videoUUID names it on the server; empty before it is uploaded
/// @param videoFormat such as `mp4`
/// @param videoSecond its length in whole seconds; 0 where unknown and before it is uploaded
/// @param videoSize bytes
/// @param videoUrl the address to play: that of the server, or before it is uploaded that of the file here
/// @param remoteVideoUrl its address on the server; empty before it is uploaded
/// @param thumbUUID names the picture that stands for it (`createVideoMessage#6`); empty where there is none
/// @param thumbFormat `jpg` or `png`; empty without a picture
/// @param thumbWidth pixels; 0 without a picture
/// @param thumbHeight pixels; 0 without a picture
/// @param thumbSize bytes; 0 without a picture
/// @param thumbUrl address of the picture to show; empty without one
/// @param remoteThumbUrl the picture's address on the server; empty without one
@JsonIgnoreProperties({"videoUrl", "remoteVideoUrl", "thumbUrl", "remoteThumbUrl"}) // neither sent nor believed
@JsonInclude(JsonInclude.Include.NON_EMPTY) // no picture is an absent thumbUUID
public record VideoPayload(
        String videoUUID,
        String videoFormat,
        int videoSecond,
        long videoSize,
        String videoUrl,
        String remoteVideoUrl,
        String thumbUUID,
        String thumbFormat,
        int thumbWidth,
        int thumbHeight,
        long thumbSize,
        String thumbUrl,
        String remoteThumbUrl)
        implements Payload {
    public VideoPayload(
            @Nullable String videoUUID,
            @Nullable String videoFormat,
            int videoSecond,
            long videoSize,
            @Nullable String videoUrl,
            @Nullable String remoteVideoUrl,
            @Nullable String thumbUUID,
            @Nullable String thumbFormat,
            int thumbWidth,
            int thumbHeight,
            long thumbSize,
            @Nullable String thumbUrl,
            @Nullable String remoteThumbUrl) {
        this.videoUUID = Objects.requireNonNullElse(videoUUID, "");
        this.videoFormat = Objects.requireNonNullElse(videoFormat, "");
        this.videoSecond = videoSecond;
        this.videoSize = videoSize;
        this.videoUrl = Objects.requireNonNullElse(videoUrl, "");
        this.remoteVideoUrl = Objects.requireNonNullElse(remoteVideoUrl, "");
        this.thumbUUID = Objects.requireNonNullElse(thumbUUID, "");
        this.thumbFormat = Objects.requireNonNullElse(thumbFormat, "");
        this.thumbWidth = thumbWidth;
        this.thumbHeight = thumbHeight;
        this.thumbSize = thumbSize;
        this.thumbUrl = Objects.requireNonNullElse(thumbUrl, "");
        this.remoteThumbUrl = Objects.requireNonNullElse(remoteThumbUrl, "");
    }

    static VideoPayload of(VideoContent content) {
        var file = content.file();
        Path snapshot = content.snapshot();
        var picture = snapshot == null ? null : FileSource.of(snapshot);
        return new VideoPayload(
                "",
                MediaAddresses.ending(file),
                0,
                file.size(),
                MediaAddresses.local(file),
                "",
                "",
                MediaAddresses.ending(picture),
                0,
                0,
                picture == null ? 0 : picture.size(),
                MediaAddresses.local(picture),
                "");
    }

    static VideoPayload of(Media media) {
        var picture = media.snapshot();
        return new VideoPayload(
                media.uuid(),
                media.format(),
                media.second(),
                media.size(),
                "",
                "",
                picture == null ? "" : picture.uuid(),
                picture == null ? "" : picture.format(),
                picture == null ? 0 : picture.width(),
                picture == null ? 0 : picture.height(),
                picture == null ? 0 : picture.size(),
                "",
                "");
    }

    VideoPayload at(MediaAddresses addresses) {
        var video = addresses.of(videoUUID, "");
        var thumb = addresses.of(thumbUUID, "");
        return new VideoPayload(
                videoUUID,
                videoFormat,
                videoSecond,
                videoSize,
                video,
                video,
                thumbUUID,
                thumbFormat,
                thumbWidth,
                thumbHeight,
                thumbSize,
                thumb,
                thumb);
    }

    /// 2: from an address.
    public int videoDownloadFlag() {
        return MediaAddresses.DOWNLOAD_FLAG;
    }

    /// 2: from an address.
    public int thumbDownloadFlag() {
        return MediaAddresses.DOWNLOAD_FLAG;
    }

    /// The same as [#thumbUrl], as newer apps call it.
    public String snapshotUrl() {
        return thumbUrl;
    }

    /// The same as [#remoteThumbUrl].
    public String remoteSnapshotUrl() {
        return remoteThumbUrl;
    }

    /// The same as [#thumbWidth].
    public int snapshotWidth() {
        return thumbWidth;
    }

    /// The same as [#thumbHeight].
    public int snapshotHeight() {
        return thumbHeight;
    }

    /// The same as [#thumbSize].
    public long snapshotSize() {
        return thumbSize;
    }

    @Override
    public String type() {
        return Types.MSG_VIDEO;
    }
}
