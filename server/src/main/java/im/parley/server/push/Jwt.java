package im.parley.server.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import im.parley.protocol.ProtocolJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

/// Signed tokens by which vendors know who asks (RFC 7515).
enum Jwt {
    /// RSA.
    RS256("RSA", "SHA256withRSA"),
    /// An elliptic curve.
    ES256("EC", "SHA256withECDSAinP1363Format");

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String kind;
    private final String algorithm;

    Jwt(String kind, String algorithm) {
        this.kind = kind;
        this.algorithm = algorithm;
    }

    /// @param pem PKCS 8 between `-----BEGIN PRIVATE KEY-----` and `-----END PRIVATE KEY-----`
    /// @throws IllegalArgumentException if that is no key of this kind
    PrivateKey key(String pem) {
        try {
            var text = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
            return KeyFactory.getInstance(kind)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException("there is no private key of the kind " + kind + " in PKCS 8", wrong);
        }
    }

    String sign(Map<String, Object> header, Map<String, Object> claims, PrivateKey key) {
        try {
            var signed = encode(header) + '.' + encode(claims);
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + algorithm, impossible);
        }
    }

    private static String encode(Map<String, Object> json) {
        try {
            return BASE64.encodeToString(ProtocolJson.mapper().writeValueAsBytes(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps can be written", impossible);
        }
    }
}
