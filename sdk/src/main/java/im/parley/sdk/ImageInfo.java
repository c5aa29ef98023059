package im.parley.sdk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One size of an image.
///
/// @param instanceID the image's uuid; empty before it is uploaded
/// @param type 0 the original, 1 the thumbnail (at most 198 pixels on the shorter side), 2 the large one (720)
/// @param sizeType the same by other numbers: 1 the original, 3 the thumbnail, 2 the large one
/// @param size bytes
/// @param width pixels; 0 before it is uploaded
/// @param height pixels; 0 before it is uploaded
/// @param imageUrl its address on the server; empty before it is uploaded
/// @param url the address to show: that of the server, or before it is uploaded that of the file here
@JsonIgnoreProperties({"instanceID", "sizeType", "imageUrl", "url"}) // neither sent nor believed
public record ImageInfo(
        String instanceID, int type, int sizeType, long size, int width, int height, String imageUrl, String url) {
    private static final int[] SIZE_TYPES = {1, 3, 2};

    public ImageInfo(
            @Nullable String instanceID,
            int type,
            int sizeType,
            long size,
            int width,
            int height,
            @Nullable String imageUrl,
            @Nullable String url) {
        this.instanceID = Objects.requireNonNullElse(instanceID, "");
        this.type = type;
        this.sizeType = type >= 0 && type < SIZE_TYPES.length ? SIZE_TYPES[type] : sizeType;
        this.size = size;
        this.width = width;
        this.height = height;
        this.imageUrl = Objects.requireNonNullElse(imageUrl, "");
        this.url = Objects.requireNonNullElse(url, "");
    }

    static ImageInfo local(int type, long size, String url) {
        return new ImageInfo("", type, 0, size, 0, 0, "", url);
    }

    static ImageInfo of(im.parley.protocol.message.ImageInfo info) {
        return new ImageInfo("", info.type(), 0, info.size(), info.width(), info.height(), "", "");
    }

    ImageInfo at(String uuid, String address) {
        return new ImageInfo(uuid, type, sizeType, size, width, height, address, address);
    }
}
