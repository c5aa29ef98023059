package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that back ends ban, allow and get addresses of.
class BackEndFileTest extends RestScenario {
    private static final String SERVICE = "im_cos_msg/";
    private final Person ann = signIn("ann");
    private final Person bob = signIn("bob");

    @TempDir
    private Path folder;

    private String uploaded(String name) {
        var content = name.getBytes(StandardCharsets.UTF_8);
        var source = FileSource.of(name, content.length, new ByteArrayInputStream(content));
        var message = ann.chat.createFileMessage(CreateOptions.toUser(bob.userID, new FileContent(source)));
        return ((FilePayload) result(ann.chat.sendMessage(message)).payload()).fileUrl();
    }

    private static int status(String url) {
        try {
            return ((HttpURLConnection) URI.create(url).toURL().openConnection()).getResponseCode();
        } catch (IOException failed) {
            throw new AssertionError(url, failed);
        }
    }

    private void ban(String url) {
        server.call(SERVICE + "forbid_illegal_object", Map.of("RawURL", url));
    }

    private void allow(String url) {
        server.call(SERVICE + "allow_banned_object", Map.of("RawURL", url));
    }

    private JsonNode sign(String... urls) {
        var wanted = new ArrayList<Map<String, ?>>();
        for (var url : urls) {
            wanted.add(Map.of("ResourceID", 7 + wanted.size(), "RawURL", url));
        }
        return server.call(SERVICE + "get_cos_sig", Map.of("RawURLs", wanted)).get("PreSigURLs");
    }

    private static String unsigned(String url) {
        return url.substring(0, url.indexOf('?'));
    }

    @Test
    void nobody_reads_a_banned_file_until_it_is_allowed_again() {
        var url = uploaded("secrets.txt");
        var other = uploaded("another.txt");
        assertThat(status(url)).isEqualTo(200); // and is remembered

        ban(url);
        assertThat(status(url)).isEqualTo(403);
        assertThat(status(other)).isEqualTo(200);
        ban(url);
        assertThat(sign(url, other).findValuesAsText("Status")).containsExactly("1", "0");

        allow(url);
        assertThat(status(url)).isEqualTo(200);
        assertThat(sign(url).findValuesAsText("Status")).containsExactly("0");
    }

    @Test
    void all_sizes_of_an_image_are_banned_with_any_of_them() throws Exception {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(900, 700, BufferedImage.TYPE_INT_RGB), "png", bytes);
        var path = Files.write(folder.resolve("photo.png"), bytes.toByteArray());
        var message = ann.chat.createImageMessage(CreateOptions.toUser(bob.userID, ImageContent.of(path)));
        var sizes = ((ImagePayload) result(ann.chat.sendMessage(message)).payload()).imageInfoArray();
        assertThat(sizes)
                .hasSize(3)
                .allSatisfy(size -> assertThat(status(size.url())).isEqualTo(200));

        var signed = sign(sizes.stream().map(size -> unsigned(size.url())).toArray(String[]::new));
        for (int i = 0; i < 3; i++) {
            assertThat(unsigned(signed.get(i).get("PreSigURL").textValue()))
                    .endsWith(URI.create(sizes.get(i).url()).getPath());
            assertThat(status(signed.get(i).get("PreSigURL").textValue())).isEqualTo(200);
        }
        ban(sizes.getLast().url());
        assertThat(sizes).allSatisfy(size -> assertThat(status(size.url())).isEqualTo(403));
    }

    @Test
    void addresses_are_signed_anew_and_what_is_none_fails_alone() throws Exception {
        var url = uploaded("letter.txt");
        assertThat(status(unsigned(url))).isEqualTo(403);
        var gone = uploaded("gone.txt");
        try (var database = server.database();
                var statement = database.prepareStatement("DELETE FROM media WHERE uuid = ?")) {
            statement.setString(1, unsigned(gone).replaceAll(".*/", ""));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
        var elsewhere = "https://old.example.org:444" + URI.create(url).getPath() + "?t=old";

        var signed = sign(elsewhere, gone, "https://example.org/picture.png", unsigned(url) + "/thumbnail");

        assertThat(signed.findValuesAsText("ResourceID")).containsExactly("7", "8", "9", "10");
        assertThat(signed.findValuesAsText("Code")).containsExactly("0", "0", "60003", "0");
        assertThat(signed.findValuesAsText("Status")).containsExactly("0", "2", "2");
        assertThat(status(signed.at("/0/PreSigURL").textValue())).isEqualTo(200);
        assertThat(signed.at("/1/PreSigURL").textValue()).isEmpty();
        assertThat(signed.at("/2/Desc").textValue()).contains("https://example.org/picture.png");
        assertThat(signed.at("/2").has("Status")).isFalse();
        assertThat(code(SERVICE + "forbid_illegal_object", Map.of("RawURL", gone)))
                .isEqualTo(60003);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"RawURL\":\"\"}",
                "{\"RawURL\":7}",
                "{\"RawURL\":\"not an address\"}",
                "{\"RawURL\":\"http://localhost/media/1400000001/upload/x\"}",
                "{\"RawURL\":\"http://localhost/media/1400000001/faaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
                "{\"RawURL\":\"/media/\"}"
            })
    void what_is_no_file_is_neither_banned_nor_allowed(String request) throws Exception {
        var body = ProtocolJson.mapper().readValue(request, Map.class);
        for (var command : List.of("forbid_illegal_object", "allow_banned_object")) {
            var answer = server.answer(SERVICE + command, body);
            assertThat(answer.get("ErrorCode").asInt()).isEqualTo(60003);
            assertThat(answer.get("ErrorInfo").asText()).contains("RawURL");
        }
    }

    @Test
    void no_list_of_addresses_is_refused() {
        assertThat(code(SERVICE + "get_cos_sig", Map.of())).isEqualTo(60003);
        assertThat(code(SERVICE + "get_cos_sig", Map.of("RawURLs", List.of()))).isEqualTo(60003);
        var many = Collections.nCopies(101, Map.of("RawURL", "x"));
        assertThat(code(SERVICE + "get_cos_sig", Map.of("RawURLs", many))).isEqualTo(60003);
    }
}
