package im.parley.sdk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import im.parley.protocol.Types;
import im.parley.protocol.media.Media;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An image.
///
/// @param uuid names it on the server; empty before it is uploaded
/// @param imageFormat 1 JPG, 2 GIF, 3 PNG, 4 BMP, 255 another
/// @param imageInfoArray the original, the thumbnail, the large one
@JsonIgnoreProperties("url")
public record ImagePayload(String uuid, int imageFormat, List<ImageInfo> imageInfoArray) implements Payload {
    private static final int OTHER_FORMAT = 255;
    private static final Map<String, Integer> FORMATS = Map.of("jpg", 1, "jpeg", 1, "gif", 2, "png", 3, "bmp", 4);
    private static final List<String> SIZES = List.of("", "/thumbnail", "/large");

    public ImagePayload(@Nullable String uuid, int imageFormat, @Nullable List<ImageInfo> imageInfoArray) {
        this.uuid = Objects.requireNonNullElse(uuid, "");
        this.imageFormat = imageFormat;
        this.imageInfoArray = imageInfoArray == null ? List.of() : List.copyOf(imageInfoArray);
    }

    static ImagePayload of(ImageContent content) {
        var file = content.file();
        var size = file == null ? 0 : file.size();
        var url = MediaAddresses.local(file);
        return new ImagePayload(
                "",
                format(MediaAddresses.ending(file)),
                IntStream.range(0, SIZES.size())
                        .mapToObj(type -> ImageInfo.local(type, size, url))
                        .toList());
    }

    static ImagePayload of(Media media) {
        var infos = media.imageInfoArray();
        return new ImagePayload(
                media.uuid(),
                format(media.format()),
                infos == null ? null : infos.stream().map(ImageInfo::of).toList());
    }

    ImagePayload at(MediaAddresses addresses) {
        return new ImagePayload(
                uuid,
                imageFormat,
                imageInfoArray.stream()
                        .map(info -> info.at(uuid, addresses.of(uuid, pathOf(info.type()))))
                        .toList());
    }

    private static String pathOf(int type) {
        return type >= 0 && type < SIZES.size() ? SIZES.get(type) : "";
    }

    private static int format(String name) {
        return FORMATS.getOrDefault(name, OTHER_FORMAT);
    }

    @Override
    public String type() {
        return Types.MSG_IMAGE;
    }
}
