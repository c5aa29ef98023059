package im.parley.server.media;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.media.Media;
import im.parley.protocol.media.MediaKind;
import im.parley.protocol.media.MediaSnapshot;
import im.parley.protocol.message.ImageInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks into a file that has arrived: is it what its kind asks for, and what belongs to it? What it makes on
/// the way, smaller images and snapshots, goes into the store. Safe for use by many threads.
final class Inspector {
    private static final String THUMBNAIL = "-t";
    private static final String LARGE = "-l";
    private static final String SNAPSHOT = "-s";

    /// What a key may end with that was made for another.
    static final List<String> ENDINGS = List.of("", THUMBNAIL, LARGE, SNAPSHOT);

    private final BlobStore store;
    private final MediaNames names;
    private final Optional<Ffmpeg> ffmpeg;

    Inspector(BlobStore store, MediaNames names, Optional<Ffmpeg> ffmpeg) {
        this.store = store;
        this.names = names;
        this.ffmpeg = ffmpeg;
    }

    /// A file with what was made for it.
    ///
    /// @param snapshot that the server made of a video; otherwise null
    record Found(StoredMedia media, @Nullable StoredMedia snapshot) {}

    /// @param key where the bytes are
    /// @param snapshot that the sender uploaded with a video
    /// @throws im.parley.protocol.ChatException see [im.parley.protocol.media.CompleteUpload]
    Found inspect(Upload upload, String key, byte[] sha256, @Nullable MediaSnapshot snapshot) throws IOException {
        var kind = upload.kind();
        var type = typeOf(key, upload.size());
        var content = new Blob(sha256, key, upload.size(), type);
        check(kind, type);
        return switch (kind) {
            case FILE -> new Found(new StoredMedia(facts(upload, type, 0, null, null), content, null, null), null);
            case IMAGE -> withFile(content, file -> new Found(image(upload, content, file), null));
            case SNAPSHOT ->
                withFile(content, file -> {
                    var size = Images.check(file, type);
                    var info = new ImageInfo(0, content.size(), size.width(), size.height());
                    return new Found(
                            new StoredMedia(facts(upload, type, 0, List.of(info), null), content, null, null), null);
                });
            case AUDIO ->
                withFile(content, file -> {
                    int second = type == FileType.OTHER || type == FileType.SILK ? 0 : seconds(kind, file, type);
                    return new Found(
                            new StoredMedia(facts(upload, type, second, null, null), content, null, null), null);
                });
            case VIDEO -> withFile(content, file -> video(upload, content, file, snapshot));
        };
    }

    private static void check(MediaKind kind, FileType type) {
        var fits = switch (kind) {
            case FILE -> true;
            case IMAGE -> type.isImage();
            case SNAPSHOT -> type == FileType.JPEG || type == FileType.PNG;
            case AUDIO -> type.mayBeAudio();
            case VIDEO -> type.isVideo();
        };
        if (!fits) {
            var expected = switch (kind) {
                case FILE -> "anything";
                case IMAGE -> "jpg, gif, png, bmp or webp";
                case SNAPSHOT -> "jpg or png";
                case AUDIO -> "a recording";
                case VIDEO -> "mp4 or quicktime";
            };
            throw kind.wrongType().because("the content is " + type.contentType() + ", expected " + expected);
        }
    }

    private StoredMedia image(Upload upload, Blob content, Path file) throws IOException {
        var thumbnailFile = Files.createTempFile("parley-media-", ".thumbnail");
        var largeFile = Files.createTempFile("parley-media-", ".large");
        try {
            var sizes = Images.scale(file, content.type(), thumbnailFile, largeFile);
            var thumbnail = store(
                    content.key() + THUMBNAIL, thumbnailFile, sizes.thumbnail().type());
            // one picture of an animation is not the animation, and a GIF holds nothing of a camera's
            var large = content.type() == FileType.GIF
                    ? content
                    : store(content.key() + LARGE, largeFile, sizes.large().type());
            var largeSize = content.type() == FileType.GIF
                    ? sizes.shown()
                    : sizes.large().size();
            var infos = List.of(
                    info(0, content, sizes.shown()),
                    info(1, thumbnail, sizes.thumbnail().size()),
                    info(2, large, largeSize));
            return new StoredMedia(facts(upload, content.type(), 0, infos, null), content, thumbnail, large);
        } finally {
            Files.deleteIfExists(thumbnailFile);
            Files.deleteIfExists(largeFile);
        }
    }

    private static ImageInfo info(int type, Blob blob, Images.Size size) {
        return new ImageInfo(type, blob.size(), size.width(), size.height());
    }

    private Found video(Upload upload, Blob content, Path file, @Nullable MediaSnapshot sent) throws IOException {
        int second = seconds(upload.kind(), file, content.type());
        var made = sent == null ? snapshot(content.key() + SNAPSHOT, file) : null;
        var snapshot = sent != null || made == null ? sent : asSnapshot(made.facts());
        return new Found(
                new StoredMedia(facts(upload, content.type(), second, null, snapshot), content, null, null), made);
    }

    private @Nullable StoredMedia snapshot(String key, Path video) throws IOException {
        if (ffmpeg.isEmpty()) {
            return null;
        }
        var file = Files.createTempFile("parley-media-", ".jpg");
        try {
            if (!ffmpeg.get().snapshot(video, file) || Files.size(file) == 0) {
                return null;
            }
            var size = Images.check(file, FileType.JPEG);
            var blob = store(key, file, FileType.JPEG);
            return new StoredMedia(
                    new Media(
                            names.uuid(MediaKind.SNAPSHOT),
                            MediaKind.SNAPSHOT,
                            "snapshot.jpg",
                            blob.size(),
                            FileType.JPEG.format(),
                            0,
                            List.of(info(0, blob, size)),
                            null),
                    blob,
                    null,
                    null);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// What a video's facts say of its picture.
    static MediaSnapshot asSnapshot(Media picture) {
        var infos = picture.imageInfoArray();
        if (infos == null || infos.isEmpty()) {
            throw ErrorCode.MSG_V_UPLOAD_FAIL.because("the snapshot " + picture.uuid() + " is no picture");
        }
        var info = infos.getFirst();
        return new MediaSnapshot(picture.uuid(), picture.format(), picture.size(), info.width(), info.height());
    }

    private int seconds(MediaKind kind, Path file, FileType type) {
        var seconds = Timings.of(file, type, kind == MediaKind.VIDEO, ffmpeg);
        if (seconds.isEmpty()) {
            throw kind.wrongType().because("the " + kind.wireName() + " is broken or cut off");
        }
        return (int) Math.clamp(Math.floor(seconds.getAsDouble()), 0, Integer.MAX_VALUE);
    }

    private Media facts(
            Upload upload,
            FileType type,
            int second,
            @Nullable List<ImageInfo> infos,
            @Nullable MediaSnapshot snapshot) {
        return new Media(
                names.uuid(upload.kind()),
                upload.kind(),
                upload.name(),
                upload.size(),
                type.format(),
                second,
                infos,
                snapshot);
    }

    private FileType typeOf(String key, long size) throws IOException {
        try (var bytes = store.open(key, 0, Math.min(size, FileType.BYTES_NEEDED))) {
            return FileType.of(bytes.readNBytes(FileType.BYTES_NEEDED));
        }
    }

    /// @param key begins with the upload's, so that a crash leaves nothing that is not found again
    private Blob store(String key, Path file, FileType type) throws IOException {
        store.put(key, file);
        try (var bytes = Files.newInputStream(file)) {
            return new Blob(Digests.of(bytes), key, Files.size(file), type);
        }
    }

    private interface Work<T> {
        T run(Path file) throws IOException;
    }

    /// Image readers and ffmpeg want a file of this machine.
    private <T> T withFile(Blob blob, Work<T> work) throws IOException {
        var file = store.file(blob.key());
        if (file.isPresent()) {
            return work.run(file.get());
        }
        var copy = Files.createTempFile("parley-media-", "." + blob.type().format());
        try {
            try (var bytes = store.open(blob.key(), 0, blob.size());
                    var out = Files.newOutputStream(copy)) {
                bytes.transferTo(out);
            }
            return work.run(copy);
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
