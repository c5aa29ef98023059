package im.parley.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A UserSig of version 2: the proof, made with the app's secret key, that its holder may sign in as a user until a
/// moment. Back ends make them; clients only carry them.
///
/// @param userID whom it is for
/// @param sdkAppID which app it is for
/// @param issued when it was made, to the second
/// @param expires from when on it is no longer valid
public record UserSig(String userID, int sdkAppID, Instant issued, Instant expires) {
    /// Longest signature that is looked at, in characters and, inflated, in bytes. Real ones have 200 to 400.
    private static final int MAX_SIZE = 16_384;

    /// A new signature as text.
    ///
    /// @param key the app's secret, used as its UTF-8 bytes
    /// @param validity full seconds count
    public static String mint(int sdkAppID, String key, String userID, Instant now, Duration validity) {
        var time = now.getEpochSecond();
        var expire = validity.toSeconds();
        var json = ProtocolJson.mapper()
                .createObjectNode()
                .put("TLS.ver", "2.0")
                .put("TLS.identifier", userID)
                .put("TLS.sdkappid", sdkAppID)
                .put("TLS.expire", expire)
                .put("TLS.time", time)
                .put("TLS.sig", Base64.getEncoder().encodeToString(sign(key, userID, sdkAppID, time, expire, null)));
        return toText(deflate(json.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// Checks a signature completely.
    ///
    /// @throws ChatException [ErrorCode#USER_SIG_MALFORMED], [ErrorCode#USER_SIG_WRONG_KEY],
    ///     [ErrorCode#USER_SIG_OF_ANOTHER_USER], [ErrorCode#USER_SIG_OF_ANOTHER_APP] or
    ///     [ErrorCode#USER_SIG_EXPIRED], looked for in this order
    public static UserSig verify(String userSig, int sdkAppID, String key, String userID, Instant now) {
        var json = parse(userSig);
        var signer = text(json, "TLS.identifier");
        var app = number(json, "TLS.sdkappid");
        var time = number(json, "TLS.time");
        var expire = number(json, "TLS.expire");
        var buffer = json.has("TLS.userbuf") ? text(json, "TLS.userbuf") : null;
        var expected = sign(key, signer, app, time, expire, buffer);
        var signature = text(json, "TLS.sig");
        if (!MessageDigest.isEqual(expected, decode(signature)) || hasSpareBits(signature)) {
            throw (app == sdkAppID ? ErrorCode.USER_SIG_WRONG_KEY : ErrorCode.USER_SIG_OF_ANOTHER_APP)
                    .because("the UserSig is not signed with the key of SDKAppID " + sdkAppID);
        }
        if (!signer.equals(userID)) {
            throw ErrorCode.USER_SIG_OF_ANOTHER_USER.because(
                    "the UserSig is of user \"" + signer + "\", expected \"" + userID + '"');
        }
        if (app != sdkAppID) {
            throw ErrorCode.USER_SIG_OF_ANOTHER_APP.because(
                    "the UserSig is of SDKAppID " + app + ", expected " + sdkAppID);
        }
        var issued = Instant.ofEpochSecond(time);
        var expires = issued.plusSeconds(expire);
        if (!expires.isAfter(now)) {
            throw ErrorCode.USER_SIG_EXPIRED.because("the UserSig expired at " + expires);
        }
        return new UserSig(signer, sdkAppID, issued, expires);
    }

    private static JsonNode parse(String userSig) {
        if (userSig.length() > MAX_SIZE) {
            throw malformed("has " + userSig.length() + " characters, expected at most " + MAX_SIZE);
        }
        if (userSig.length() % 4 != 0) { // the decoder would let missing padding pass
            throw malformed("is cut off: it has " + userSig.length() + " characters, expected a multiple of 4");
        }
        var compressed = decode(userSig.replace('*', '+').replace('-', '/').replace('_', '='));
        try (var inflater = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            var json = inflater.readNBytes(MAX_SIZE + 1);
            if (json.length > MAX_SIZE) {
                throw malformed("inflates to more than " + MAX_SIZE + " bytes");
            }
            var node = ProtocolJson.mapper().readTree(json);
            if (!"2.0".equals(node.path("TLS.ver").asText())) {
                throw malformed("is not of version 2.0");
            }
            return node;
        } catch (IOException broken) {
            throw malformed("is not deflated JSON");
        }
    }

    private static String text(JsonNode json, String field) {
        if (!json.path(field).isTextual()) {
            throw malformed("has no text " + field);
        }
        return json.path(field).textValue();
    }

    private static long number(JsonNode json, String field) {
        var value = json.path(field);
        // some makers write numbers as text; what was signed is the same
        if (value.isTextual() && value.textValue().matches("\\d{1,10}")) {
            return Long.parseLong(value.textValue());
        }
        if (!value.canConvertToLong() || value.longValue() < 0 || value.longValue() > 0xffff_ffffL) {
            throw malformed("has no number " + field);
        }
        return value.longValue();
    }

    private static byte[] sign(
            String key, String userID, long sdkAppID, long time, long expire, @Nullable String buffer) {
        var signed = new StringBuilder("TLS.identifier:" + userID + "\nTLS.sdkappid:" + sdkAppID + "\nTLS.time:" + time
                + "\nTLS.expire:" + expire + "\n");
        if (buffer != null) {
            signed.append("TLS.userbuf:").append(buffer).append('\n');
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    /// Whether bits of the last character, which mean nothing, are set: the same signature written in another
    /// way.
    private static boolean hasSpareBits(String base64) {
        var canonical = Base64.getEncoder().encodeToString(decode(base64));
        return !canonical.replace("=", "").equals(base64.replace("=", ""));
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            throw malformed("is not base64");
        }
    }

    private static byte[] deflate(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory streams do not fail", impossible);
        }
        return out.toByteArray();
    }

    private static String toText(byte[] compressed) {
        return Base64.getEncoder()
                .encodeToString(compressed)
                .replace('+', '*')
                .replace('/', '-')
                .replace('=', '_');
    }

    private static ChatException malformed(String why) {
        return ErrorCode.USER_SIG_MALFORMED.because("the UserSig " + why);
    }
}
