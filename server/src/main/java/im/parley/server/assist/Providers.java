package im.parley.server.assist;

import im.parley.server.process.ChildProcess;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The providers of one server, made from its configuration. Making them starts nothing and asks nobody.
public final class Providers implements AutoCloseable {
    private static final String PROVIDERS_OF_SPEECH = "expected openai:URL, vosk:FOLDER or sphinx";

    private final @Nullable Translator translator;
    private final @Nullable SpeechToText speech;
    private final @Nullable AudioDecoder decoder;

    private Providers(@Nullable Translator translator, @Nullable SpeechToText speech, @Nullable AudioDecoder decoder) {
        this.translator = translator;
        this.speech = speech;
        this.decoder = decoder;
    }

    /// @throws IllegalArgumentException saying which value cannot be used, and why
    public static Providers of(AssistConfig config) {
        var speech = config.speech();
        return new Providers(
                config.translation() == null ? null : translator(config.translation(), config),
                speech == null ? null : speech(speech, config),
                speech == null ? null : new AudioDecoder(program("ffmpeg", "speech needs ffmpeg")));
    }

    Optional<Translator> translator() {
        return Optional.ofNullable(translator);
    }

    Optional<SpeechToText> speech() {
        return Optional.ofNullable(speech);
    }

    Optional<AudioDecoder> decoder() {
        return Optional.ofNullable(decoder);
    }

    private static Translator translator(String text, AssistConfig config) {
        var parts = text.split(":", 2);
        return switch (parts[0]) {
            case "libretranslate" -> new LibreTranslate(address("translation", text, parts), config.translationKey());
            case "apertium" ->
                new Apertium(program(parts.length > 1 ? parts[1] : "apertium", "translation is \"" + text + "\""));
            default ->
                throw new IllegalArgumentException(
                        "translation is \"" + text + "\", expected libretranslate:URL or apertium");
        };
    }

    private static SpeechToText speech(String text, AssistConfig config) {
        var parts = text.split(":", 2);
        return switch (parts[0]) {
            case "openai" ->
                new OpenAiTranscription(address("speech", text, parts), config.speechKey(), config.speechModel());
            case "vosk" -> vosk(text, parts.length > 1 ? parts[1] : "");
            case "sphinx" -> new Recogniser(engines(text), List.of("sphinx"), Locale.ENGLISH);
            default -> throw new IllegalArgumentException("speech is \"" + text + "\", " + PROVIDERS_OF_SPEECH);
        };
    }

    private static SpeechToText vosk(String text, String models) {
        var byLanguage = new LinkedHashMap<String, Recogniser>();
        for (var model : models.split(",")) {
            var parts = model.split("=", 2);
            var folder = Path.of(parts[parts.length - 1]).toAbsolutePath();
            if (model.isBlank() || !Files.isDirectory(folder)) {
                throw new IllegalArgumentException(
                        "speech is \"" + text + "\", but there is no folder \"" + folder + "\" with a model of Vosk");
            }
            byLanguage.put(
                    parts.length > 1 ? parts[0].strip() : "",
                    new Recogniser(engines(text), List.of("vosk", folder.toString()), null));
        }
        var first = byLanguage.firstEntry().getValue();
        return byLanguage.containsKey("") ? first : new Recognisers(byLanguage, first);
    }

    private static URI address(String key, String text, String[] parts) {
        var address = parts.length > 1 ? parts[1] : "";
        if (!address.matches("https?://[^\\s/]+(/\\S*)?")) {
            throw new IllegalArgumentException(
                    key + " is \"" + text + "\", expected an address such as " + parts[0] + ":http://localhost:5000");
        }
        return URI.create(address);
    }

    private static Path program(String name, String why) {
        return ChildProcess.find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        why + ", but there is no program \"" + name + "\": install it (Debian: apt-get install "
                                + Path.of(name).getFileName() + ")"));
    }

    /// Where the module `speech` is: in the folder `speech` beside the server's jar or, while the server itself
    /// is not in a jar, on its class path.
    private static String engines(String text) {
        var folder = beside();
        if (folder != null && Files.isDirectory(folder)) {
            return folder.resolve("*").toString();
        }
        try {
            Class.forName("im.parley.speech.SpeechWorker", false, Providers.class.getClassLoader());
            return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        } catch (ClassNotFoundException absent) {
            throw new IllegalArgumentException("speech is \"" + text + "\", but the folder "
                    + (folder == null ? "speech" : folder.toString().replace(File.separatorChar, '/'))
                    + " with the engines is missing: ./parley build speech makes it");
        }
    }

    private static @Nullable Path beside() {
        try {
            var source = Providers.class.getProtectionDomain().getCodeSource();
            return source == null ? null : Path.of(source.getLocation().toURI()).resolveSibling("speech");
        } catch (URISyntaxException strange) {
            return null;
        }
    }

    @Override
    public void close() throws Exception {
        if (translator instanceof AutoCloseable open) {
            open.close();
        }
        if (speech instanceof AutoCloseable open) {
            open.close();
        }
    }
}
