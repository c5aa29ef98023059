package im.parley.server.media;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256.
final class Digests {
    private static final int PIECE = 128 * 1024;

    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Reads the stream to its end.
    static byte[] of(InputStream bytes) throws IOException {
        var digest = sha256();
        var piece = new byte[PIECE];
        for (int n = bytes.read(piece); n >= 0; n = bytes.read(piece)) {
            digest.update(piece, 0, n);
        }
        return digest.digest();
    }
}
