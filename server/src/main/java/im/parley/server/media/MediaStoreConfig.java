package im.parley.server.media;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a server keeps the bytes of its apps' files.
///
/// @param folder of the data folder; also where bytes wait that are on their way to an S3 store
/// @param s3 null for the folder
/// @param isShared whether other servers may work on the same uploads
public record MediaStoreConfig(Path folder, @Nullable S3Address s3, boolean isShared) {
    /// The store of one app; the caller closes it.
    public BlobStore open(int sdkAppID) {
        return s3 == null
                ? new FolderStore(folder.resolve(String.valueOf(sdkAppID)), isShared)
                : new S3Store(s3, sdkAppID + "/", folder.resolve("passing"));
    }
}
