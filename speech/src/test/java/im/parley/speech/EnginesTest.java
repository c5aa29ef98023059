package im.parley.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
    @TempDir
    private Path folder;

    @Test
    void sphinx_understands_english_again_and_again() throws Exception {
        var sphinx = new SphinxEngine();

        assertThat(sphinx.transcribe(speech("good morning"))).isEqualTo("good morning");
        assertThat(sphinx.transcribe(new byte[Engine.RATE])).isEmpty();
        assertThat(sphinx.transcribe(speech("this is a test"))).isEqualTo("this is a test");
    }

    /// By `flite`, at 16,000 samples a second.
    private byte[] speech(String words) throws IOException, InterruptedException {
        var file = folder.resolve("speech.wav");
        var flite = new ProcessBuilder("flite", "-voice", "awb", "-t", words, "-o", file.toString())
                .inheritIO()
                .start();
        assertThat(flite.waitFor()).as("flite, the Debian package of this name").isZero();
        var wav = Files.readAllBytes(file);
        return Arrays.copyOfRange(wav, 44, wav.length);
    }

    /// No model can be had from a package repository; that the native library is there and looks for one can
    /// be seen all the same.
    @Test
    void vosk_says_that_a_folder_holds_no_model() {
        assertThatThrownBy(() -> new VoskEngine(folder.toString())).isInstanceOf(IOException.class);
    }

    @Test
    void words_are_read_from_the_answer_of_vosk() {
        assertThat(VoskEngine.text("{\n  \"text\" : \"你 好 it's\"\n}")).isEqualTo("你 好 it's");
        assertThat(VoskEngine.text("{\"text\" : \"\"}")).isEmpty();
    }

    @Test
    void the_worker_answers_in_order_until_its_input_ends() throws IOException {
        var requests = new ByteArrayOutputStream();
        var to = new DataOutputStream(requests);
        for (var samples : new String[] {"one", "", "两"}) {
            var bytes = samples.getBytes(StandardCharsets.UTF_8);
            to.writeInt(bytes.length);
            to.write(bytes);
        }
        var answers = new ByteArrayOutputStream();

        SpeechWorker.serve(
                samples -> new String(samples, StandardCharsets.UTF_8) + "!",
                new ByteArrayInputStream(requests.toByteArray()),
                answers,
                new AtomicLong());

        var from = new DataInputStream(new ByteArrayInputStream(answers.toByteArray()));
        for (var expected : new String[] {"", "one!", "!", "两!"}) {
            assertThat(new String(from.readNBytes(from.readInt()), StandardCharsets.UTF_8))
                    .isEqualTo(expected);
        }
        assertThat(from.read()).isEqualTo(-1);
    }

    @Test
    void a_request_that_breaks_off_or_is_too_large_ends_the_worker() {
        var broken = new ByteArrayInputStream(new byte[] {0, 0, 0, 9, 1});
        assertThatThrownBy(() -> SpeechWorker.serve(s -> "", broken, new ByteArrayOutputStream(), new AtomicLong()))
                .isInstanceOf(EOFException.class);
        var negative = new ByteArrayInputStream(new byte[] {-1, 0, 0, 0});
        assertThatThrownBy(() -> SpeechWorker.serve(s -> "", negative, new ByteArrayOutputStream(), new AtomicLong()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bytes");
    }
}
