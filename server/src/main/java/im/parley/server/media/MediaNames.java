package im.parley.server.media;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.media.MediaKind;
import im.parley.protocol.message.MediaPayload;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes and checks what one app signs about files. Safe for use by many threads; never blocks.
///
/// A uuid is a letter for the kind, 16 random bytes and 9 bytes of a signature over both, in base64 for URLs:
/// nobody guesses one, nobody makes one up, and a send is checked without the database.
public final class MediaNames {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int RANDOM_BYTES = 16;
    private static final int RANDOM_CHARACTERS = 22;
    private static final int SIGNATURE_BYTES = 9;
    private static final int RADIX = 36;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec secret;

    /// @param secret the same on every node of the app
    MediaNames(byte[] secret) {
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
    }

    /// Something that nobody guesses, 22 characters.
    String random() {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    /// A new uuid of this kind.
    String uuid(MediaKind kind) {
        var name = letter(kind) + random();
        return name + sign("uuid", name);
    }

    /// Whether this server gave the uuid to a file of this kind.
    public boolean isUuid(MediaKind kind, String uuid) {
        int end = 1 + RANDOM_CHARACTERS;
        return uuid.length() > end
                && uuid.charAt(0) == letter(kind)
                && same(uuid.substring(end), sign("uuid", uuid.substring(0, end)));
    }

    /// Whether this server gave the uuid to any file.
    boolean isUuid(String uuid) {
        return Arrays.stream(MediaKind.values()).anyMatch(kind -> isUuid(kind, uuid));
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#MSG_F_URL_IS_EMPTY] if the payload names a file
    ///     that was never uploaded here, or not as this kind
    public void check(MediaPayload payload) {
        for (var reference : payload.references()) {
            if (!isUuid(reference.kind(), reference.uuid())) {
                throw ErrorCode.MSG_F_URL_IS_EMPTY.because(
                        "no " + reference.kind().wireName() + " \"" + reference.uuid() + "\" was uploaded");
            }
        }
    }

    /// Proves until then that somebody may do this.
    ///
    /// @param expires seconds since 1970
    String token(String what, long expires) {
        return Long.toString(expires, RADIX) + "." + sign(what, Long.toString(expires, RADIX));
    }

    boolean isToken(String what, String token, long now) {
        int dot = token.indexOf('.');
        if (dot < 1 || dot > 12 || !same(token.substring(dot + 1), sign(what, token.substring(0, dot)))) {
            return false;
        }
        return Long.parseLong(token.substring(0, dot), RADIX) > now; // ours, so it is a number
    }

    private String sign(String what, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            var signature = mac.doFinal((what + ' ' + text).getBytes(StandardCharsets.UTF_8));
            return BASE64.encodeToString(Arrays.copyOf(signature, SIGNATURE_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean same(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static char letter(MediaKind kind) {
        return kind.wireName().charAt(0);
    }
}
