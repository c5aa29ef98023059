package im.parley.sdk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import im.parley.protocol.Types;
import im.parley.protocol.media.Media;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file.
///
/// @param uuid names it on the server; empty before it is uploaded
/// @param fileName its name without folders
/// @param fileSize bytes
/// @param fileUrl where to get it: from the server, or before it is uploaded the file here
/// @param remoteFileUrl its address on the server; empty before it is uploaded
@JsonIgnoreProperties({"fileUrl", "remoteFileUrl"}) // neither sent nor believed
public record FilePayload(String uuid, String fileName, long fileSize, String fileUrl, String remoteFileUrl)
        implements Payload {
    public FilePayload(
            @Nullable String uuid,
            @Nullable String fileName,
            long fileSize,
            @Nullable String fileUrl,
            @Nullable String remoteFileUrl) {
        this.uuid = Objects.requireNonNullElse(uuid, "");
        this.fileName = Objects.requireNonNullElse(fileName, "");
        this.fileSize = fileSize;
        this.fileUrl = Objects.requireNonNullElse(fileUrl, "");
        this.remoteFileUrl = Objects.requireNonNullElse(remoteFileUrl, "");
    }

    static FilePayload of(FileContent content) {
        var file = content.file();
        return file == null
                ? new FilePayload("", "", 0, "", "")
                : new FilePayload("", file.name(), file.size(), MediaAddresses.local(file), "");
    }

    static FilePayload of(Media media) {
        return new FilePayload(media.uuid(), media.name(), media.size(), "", "");
    }

    FilePayload at(MediaAddresses addresses) {
        var address = addresses.of(uuid, "");
        return new FilePayload(uuid, fileName, fileSize, address, address);
    }

    /// 2: from an address.
    public int downloadFlag() {
        return MediaAddresses.DOWNLOAD_FLAG;
    }

    @Override
    public String type() {
        return Types.MSG_FILE;
    }
}
