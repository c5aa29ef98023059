package im.parley.speech;

import java.io.IOException;
import java.util.regex.Pattern;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.Recognizer;

/// Vosk with a model from a folder, of whatever language that model is.
final class VoskEngine implements Engine {
    /// The only field of its answer, `{"text" : "…"}`; words have no quotes and no escapes.
    private static final Pattern TEXT = Pattern.compile("\"text\"\\s*:\\s*\"([^\"]*)\"");

    private final Model model;

    /// @throws IOException if there is no model in the folder
    VoskEngine(String folder) throws IOException {
        LibVosk.setLogLevel(LogLevel.WARNINGS);
        model = new Model(folder);
    }

    @Override
    public String transcribe(byte[] samples) throws IOException {
        try (var recogniser = new Recognizer(model, RATE)) {
            var words = new StringBuilder();
            if (recogniser.acceptWaveForm(samples, samples.length)) {
                words.append(text(recogniser.getResult())).append(' ');
            }
            return words.append(text(recogniser.getFinalResult())).toString().strip();
        }
    }

    static String text(String json) {
        var found = TEXT.matcher(json);
        return found.find() ? found.group(1) : "";
    }
}
