package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Rule;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is to be reached under another name than that of its socket.
class PublicNameTest {
    @Test
    @Rule("compat#24")
    void addresses_of_files_have_the_configured_public_name(@TempDir Path data) {
        try (var server = new ChildServer(data, "--public-url", "http://localhost:{port}")) {
            var options = ChatOptions.of(TestServer.APP, "ws://127.0.0.1:" + server.port());
            var ann = new Person("ann", Chat.createAnother(options)).logIn();
            var bob = new Person("bob", Chat.createAnother(options)).logIn();
            var note = FileSource.of("note.txt", 4, new ByteArrayInputStream("note".getBytes(UTF_8)));

            result(ann.chat.sendMessage(
                    ann.chat.createFileMessage(CreateOptions.toUser(bob.userID, new FileContent(note)))));

            assertThat(((FilePayload) bob.awaitMessage().payload()).fileUrl())
                    .startsWith("http://localhost:" + server.port() + "/media/");
            result(ann.chat.destroy());
            result(bob.chat.destroy());
        }
    }
}
