package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server translates with the real Apertium and understands speech with the real Sphinx.
class AssistTest extends Scenario {
    @TempDir
    private Path folder;

    @BeforeEach
    void on() {
        server.set("message.translation", "provider");
    }

    @AfterEach
    void off() {
        server.set("message.translation", null);
        server.set("message.speechToText", null);
    }

    @Test
    void translations_come_in_the_order_of_the_texts() {
        var ann = signIn("ann");

        assertThat(result(ann.chat.translateText(List.of("Good morning", "", "cats"), "en", "es")))
                .containsExactly("Buenos días", "", "Gatos");
    }

    @Test
    @Rule("translateText#2")
    void without_a_source_language_it_is_found_out() {
        var ann = signIn("ann");

        for (var source : new String[] {null, "", "auto"}) {
            assertThat(result(ann.chat.translateText(List.of("la casa blanca"), source, "en-US")))
                    .containsExactly("The white house");
        }
    }

    @Test
    @Rule("translateText#1")
    void where_it_is_off_it_is_refused_at_once_and_without_a_restart() {
        var ann = signIn("ann");
        server.set("message.translation", "off");

        assertThat(errorOf(ann.chat.translateText(List.of("cats"), "en", "es")).code())
                .isEqualTo(2117);

        server.set("message.translation", "provider");
        assertThat(result(ann.chat.translateText(List.of("cats"), "en", "es"))).containsExactly("Gatos");
    }

    @Test
    void languages_that_are_none_and_too_much_text_are_refused() {
        var ann = signIn("ann");

        assertThat(errorOf(ann.chat.translateText(List.of("cats"), "en", "klingon!")))
                .hasMessageContaining("targetLanguage is \"klingon!\"");
        assertThat(errorOf(ann.chat.translateText(List.of("cats"), "en", "ja")))
                .hasMessageContaining("targetLanguage is \"ja\", expected one of");
        assertThat(errorOf(ann.chat.translateText(Collections.nCopies(51, "cats"), "en", "es"))
                        .code())
                .isEqualTo(2117);
        assertThat(errorOf(ann.chat.translateText(List.of("x".repeat(24_577)), "en", "es")))
                .hasMessageContaining("24577");
        assertThatThrownBy(() -> ann.chat.translateText(List.of(), "en", "es"))
                .hasMessageStartingWith("Params validate failed.");
        assertThatThrownBy(() -> ann.chat.translateText(List.of("cats"), "en", ""))
                .hasMessageStartingWith("Params validate failed.");
    }

    @Test
    void too_many_calls_are_refused_to_this_user_alone() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        server.set("message.translation", "off"); // nothing is run, so that they come fast

        var codes =
                IntStream.range(0, 25)
                        .mapToObj(i -> ann.chat.translateText(List.of("cats"), "en", "es"))
                        .toList()
                        .stream()
                        .map(call -> errorOf(call).code())
                        .toList();

        assertThat(codes).containsOnly(2117, 2996);
        assertThat(Collections.frequency(codes, 2117)).isEqualTo(20);
        assertThat(errorOf(bob.chat.translateText(List.of("cats"), "en", "es")).code())
                .isEqualTo(2117);
    }

    @Test
    void only_sent_audio_has_words() {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var text = ann.send("hi").to(bob);

        assertThatThrownBy(() -> ann.chat.convertVoiceToText(text, null))
                .hasMessageStartingWith("Params validate failed. message.type");
    }

    @Test
    @Rule({
        "convertVoiceToText#1",
        "convertVoiceToText#2",
        "convertVoiceToText#3",
        "convertVoiceToText#4",
        "convertVoiceToText#5"
    })
    void both_sides_read_what_a_recording_says() throws Exception {
        var ann = signIn("ann");
        var bob = signIn("bob");
        var recording = folder.resolve("note.wav");
        var compressed = folder.resolve("note.m4a");
        run("flite", "-voice", "awb", "-t", "good morning", "-o", recording.toString());
        run("ffmpeg", "-loglevel", "error", "-i", recording.toString(), compressed.toString());
        var sent = sendRecording(ann, bob, recording);
        var received = bob.awaitMessage();
        assertThat(errorOf(bob.chat.convertVoiceToText(received, null)).code()).isEqualTo(2118);

        server.set("message.speechToText", "provider");

        assertThat(words(bob.chat.convertVoiceToText(received, null))).isEqualTo("good morning");
        assertThat(words(ann.chat.convertVoiceToText(sent, "en-US"))).isEqualTo("good morning");
        assertThat(words(ann.chat.convertVoiceToText(sendRecording(ann, bob, compressed), null)))
                .isEqualTo("good morning");
        assertThat(errorOf(bob.chat.convertVoiceToText(received, "ja-JP")))
                .hasMessageContaining("language is \"ja-JP\"");
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static Message sendRecording(Person from, Person to, Path file) {
        var message =
                from.chat.createAudioMessage(CreateOptions.of(to.userID, Types.CONV_C2C, AudioContent.of(file, 1000)));
        return result(from.chat.sendMessage(message));
    }

    /// Waits longer than for other results: the first call starts the engine, which reads its model.
    private static String words(CompletableFuture<String> result) throws Exception {
        return result.get(90, TimeUnit.SECONDS);
    }
}
