package im.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserSigTest {
    private static final int APP = 1400000001;
    private static final String KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final Instant ISSUED = Instant.ofEpochSecond(1767225600);
    private static final Duration VALIDITY = Duration.ofSeconds(604800);
    private static final Instant NOW = ISSUED.plusSeconds(60);

    /// Made by an independent implementation.
    private static final String ADMINISTRATOR = "eJw1ytEKgjAYBeB3*W8LnUNdDbqTQNIkMqnuBlvxG1PZZinRuwda5*5857yhzI7eUxng"
            + "QD0Cy6mjVI3DG04spMYGrTPCteZ3sPIhug4l8CAkc4J5cagV8IDFjNIoJmRWNXRoFPCYhKu-WbwDB1IP9oyv9rpIDmNE*yIXdeZXqV8kl7L"
            + "f59tqXDO306k*beDzBe1qNFs_";

    /// Made by an independent implementation, for a user whose name is not ASCII.
    private static final String CHINESE = "eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBws*nrHjWsT3ewBAqWZySnVhQkJmiZGVoYgAB"
            + "hhCZkszcVCUrQ3MzcyMjUzMDA4hoakVBZlGqkpWZgYkFTKw4M13JSskx28W-siAkqSjINyOgyD8zyNA4yacoLc3JtTgwIyTPOdHb3Tgo0DM"
            + "lJzLSVqkWAIqhNEo_";

    @Test
    void signatures_of_other_implementations_are_accepted() {
        assertThat(UserSig.verify(ADMINISTRATOR, APP, KEY, "administrator", NOW))
                .isEqualTo(new UserSig("administrator", APP, ISSUED, ISSUED.plus(VALIDITY)));
        assertThat(UserSig.verify(CHINESE, APP, KEY, "用户_01", NOW).userID()).isEqualTo("用户_01");
    }

    @Test
    void what_is_signed_is_what_others_sign() {
        assertThat(inner(UserSig.mint(APP, KEY, "administrator", ISSUED, VALIDITY)))
                .isEqualTo(inner(ADMINISTRATOR));
        assertThat(inner(ADMINISTRATOR).get("TLS.sig").textValue())
                .isEqualTo("0jxsXiwoZ+DQy52uOMajL/VI/ODYTuNMFVy97tKmImU=");
        assertThat(inner(UserSig.mint(APP, KEY, "用户_01", ISSUED, VALIDITY))
                        .get("TLS.sig")
                        .textValue())
                .isEqualTo("AkDOypTbrRMhPrOiR13bLrffBEsQhTnCaKG3RQIdlYY=");
    }

    @Test
    void a_minted_signature_is_valid_until_it_expires() {
        var sig = UserSig.mint(APP, KEY, "alice", ISSUED, Duration.ofMinutes(1));

        assertThat(UserSig.verify(sig, APP, KEY, "alice", ISSUED.plusSeconds(59))
                        .expires())
                .isEqualTo(ISSUED.plusSeconds(60));
        assertRefused(70001, () -> UserSig.verify(sig, APP, KEY, "alice", ISSUED.plusSeconds(60)));
    }

    @Test
    void a_flipped_character_of_the_inner_signature_is_70009() {
        var forged =
                altered(ADMINISTRATOR, json -> json.put("TLS.sig", "1jxsXiwoZ+DQy52uOMajL/VI/ODYTuNMFVy97tKmImU="));
        assertRefused(70009, () -> UserSig.verify(forged, APP, KEY, "administrator", NOW));
    }

    @Test
    void another_key_is_70009() {
        assertRefused(70009, () -> UserSig.verify(ADMINISTRATOR, APP, KEY + "0", "administrator", NOW));
    }

    @Test
    void another_user_is_70013() {
        assertRefused(70013, () -> UserSig.verify(ADMINISTRATOR, APP, KEY, "alice", NOW));
    }

    @Test
    void another_app_is_70014_with_the_same_key_and_with_its_own() {
        assertRefused(70014, () -> UserSig.verify(ADMINISTRATOR, APP + 1, KEY, "administrator", NOW));
        assertRefused(70014, () -> UserSig.verify(ADMINISTRATOR, APP + 1, "other", "administrator", NOW));
    }

    @Test
    void an_expired_one_of_another_user_says_so_first() {
        assertRefused(70013, () -> UserSig.verify(ADMINISTRATOR, APP, KEY, "alice", NOW.plus(VALIDITY)));
        assertRefused(70001, () -> UserSig.verify(ADMINISTRATOR, APP, KEY, "administrator", NOW.plus(VALIDITY)));
    }

    @Test
    void a_longer_validity_than_what_was_signed_is_70009() {
        var forged = altered(ADMINISTRATOR, json -> json.put("TLS.expire", 604801));
        assertRefused(70009, () -> UserSig.verify(forged, APP, KEY, "administrator", NOW));
    }

    @Test
    void every_cut_is_70003() {
        for (int length = 0; length < ADMINISTRATOR.length(); length++) {
            var cut = ADMINISTRATOR.substring(0, length);
            assertRefused(70003, () -> UserSig.verify(cut, APP, KEY, "administrator", NOW));
        }
    }

    @Test
    void a_userbuf_is_part_of_what_is_signed() throws Exception {
        var buffer = Base64.getEncoder().encodeToString("room".getBytes(StandardCharsets.UTF_8));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var text = "TLS.identifier:alice\nTLS.sdkappid:" + APP + "\nTLS.time:1767225600\nTLS.expire:604800\n"
                + "TLS.userbuf:" + buffer + "\n";
        var signature = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        var plain = UserSig.mint(APP, KEY, "alice", ISSUED, VALIDITY);

        var sig = altered(plain, json -> json.put("TLS.userbuf", buffer).put("TLS.sig", signature));
        assertThat(UserSig.verify(sig, APP, KEY, "alice", NOW).userID()).isEqualTo("alice");

        var without = altered(sig, json -> json.remove("TLS.userbuf"));
        assertRefused(70009, () -> UserSig.verify(without, APP, KEY, "alice", NOW));
    }

    @Test
    void numbers_written_as_text_are_accepted() {
        var sig = altered(
                ADMINISTRATOR,
                json -> json.put("TLS.sdkappid", "1400000001")
                        .put("TLS.time", "1767225600")
                        .put("TLS.expire", "604800"));
        assertThat(UserSig.verify(sig, APP, KEY, "administrator", NOW).issued()).isEqualTo(ISSUED);
    }

    @Test
    void what_inflates_without_end_is_70003() {
        var bomb = new byte[50_000_000];
        assertRefused(70003, () -> UserSig.verify(encode(bomb), APP, KEY, "administrator", NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "1",
                "\"\"",
                "{}",
                "",
                "{\"TLS.ver\":\"1.0\"}",
                "{\"TLS.ver\":2.0}",
                "{\"TLS.ver\":\"2.0\"}",
                "{\"TLS.ver\":\"2.0\",\"TLS.identifier\":1}",
                "not JSON",
                "{\"TLS.ver\":\"2.0\",\"TLS.identifier\":\"administrator\",\"TLS.sdkappid\":1e400}",
                "{\"TLS.ver\":\"2.0\",\"TLS.identifier\":\"administrator\",\"TLS.sdkappid\":-1}",
                "{\"TLS.ver\":\"2.0\",\"TLS.identifier\":\"administrator\",\"TLS.sdkappid\":1.5,\"TLS.time\":1}"
            })
    void other_content_is_70003(String content) {
        var sig = encode(content.getBytes(StandardCharsets.UTF_8));
        assertRefused(70003, () -> UserSig.verify(sig, APP, KEY, "administrator", NOW));
    }

    @Property(tries = 500)
    void any_text_is_refused_with_a_code_of_signatures(@ForAll String text) {
        assertRefusedSomehow(text);
    }

    @Property(tries = 500)
    void any_content_is_refused_with_a_code_of_signatures(@ForAll @Size(max = 300) byte[] content) {
        assertRefusedSomehow(encode(content));
    }

    @Property(tries = 1000)
    void any_changed_character_is_refused_or_changes_nothing(
            @ForAll @IntRange(max = 250) int position, @ForAll @IntRange(min = 32, max = 126) int character) {
        var changed = new StringBuilder(ADMINISTRATOR);
        changed.setCharAt(position % ADMINISTRATOR.length(), (char) character);
        var failure = catchThrowable(() -> UserSig.verify(changed.toString(), APP, KEY, "administrator", NOW));
        if (failure != null) { // spare bits of the last character, for one, mean nothing
            assertIsOfSignatures(failure);
        }
    }

    @Property(tries = 300)
    void any_changed_byte_of_the_content_is_refused(
            @ForAll @IntRange(max = 200) int position, @ForAll @IntRange(min = 1, max = 255) int difference) {
        var content = inner(ADMINISTRATOR).toString().getBytes(StandardCharsets.UTF_8);
        content[position % content.length] ^= (byte) difference;
        assertRefusedSomehow(encode(content));
    }

    private static void assertRefusedSomehow(String sig) {
        var failure = catchThrowable(() -> UserSig.verify(sig, APP, KEY, "administrator", NOW));
        assertThat(failure).as("verified: %s", sig).isNotNull();
        assertIsOfSignatures(failure);
    }

    private static void assertIsOfSignatures(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ChatException.class,
                        refusal -> assertThat(refusal.code()).isIn(70001, 70003, 70009, 70013, 70014));
    }

    private static void assertRefused(int code, Runnable call) {
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(call::run)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static ObjectNode inner(String sig) {
        var compressed = Base64.getDecoder()
                .decode(sig.replace('*', '+').replace('-', '/').replace('_', '='));
        try (var inflater = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return (ObjectNode) ProtocolJson.mapper().readTree(inflater.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String altered(String sig, Consumer<ObjectNode> change) {
        var json = inner(sig);
        change.accept(json);
        return encode(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder()
                .encodeToString(out.toByteArray())
                .replace('+', '*')
                .replace('/', '-')
                .replace('=', '_');
    }
}
