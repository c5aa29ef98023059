package im.parley.server.push;

import im.parley.protocol.message.AndroidPushInfo;
import im.parley.protocol.message.ApnsPushInfo;
import im.parley.protocol.message.OfflinePushInfo;
import im.parley.protocol.push.PushVendor;
import im.parley.server.push.PushProvider.About;
import im.parley.server.push.PushProvider.Delivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/// What the tests of providers share.
final class ProviderTests {
    static final OfflinePushInfo INFO = new OfflinePushInfo(
            null,
            null,
            null,
            null,
            "{\"a\":1}",
            new AndroidPushInfo(
                    "ding",
                    null,
                    null,
                    "chat",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    "https://example.com/g.png",
                    null,
                    null),
            new ApnsPushInfo("bell.caf", null, null, "https://example.com/a.png"));

    private ProviderTests() {}

    static KeyPair keys(String algorithm, int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    static String pem(KeyPair keys) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /// The part of a JSON web token, if it was signed with the key.
    static String part(String token, int part, KeyPair keys, String algorithm) throws GeneralSecurityException {
        var parts = token.split("\\.");
        var verifier = Signature.getInstance(algorithm);
        verifier.initVerify(keys.getPublic());
        verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        if (!verifier.verify(Base64.getUrlDecoder().decode(parts[2]))) {
            throw new AssertionError("the signature is wrong");
        }
        return new String(Base64.getUrlDecoder().decode(parts[part]), StandardCharsets.UTF_8);
    }

    static Delivery delivery(PushVendor vendor, String token, OfflinePushInfo info, boolean isCall) {
        return new Delivery(
                1400000001,
                "7-1-" + token.hashCode(),
                new Device(1, 2, "instance", vendor, token, vendor == PushVendor.APNS ? "abcd" : null, "", true),
                Notification.of(vendor, info, "Ann", "hello", "ic_chat"),
                isCall,
                3,
                new About("bob", "C2Cann", "ann", "1-2-3", 1, 1_700_000_000));
    }
}
