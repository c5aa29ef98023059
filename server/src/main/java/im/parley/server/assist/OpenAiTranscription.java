package im.parley.server.assist;

import im.parley.protocol.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A service that speaks OpenAI's API: `POST /audio/transcriptions`, the speech as a WAV file.
final class OpenAiTranscription implements SpeechToText, AutoCloseable {
    private static final ErrorCode FAILED = ErrorCode.VOICE_TO_TEXT_FAIL;

    private final HttpService service;
    private final @Nullable String key;
    private final String model;

    /// @param base such as `http://localhost:8000/v1`
    /// @param key sent as a bearer token; null where the service wants none
    /// @param model what the service calls its model
    OpenAiTranscription(URI base, @Nullable String key, String model) {
        this(base, key, model, LIMIT);
    }

    /// @param limit longest time of one request
    OpenAiTranscription(URI base, @Nullable String key, String model, Duration limit) {
        this.service = new HttpService("the transcription service", base, limit, FAILED);
        this.key = key;
        this.model = model;
    }

    @Override
    public String transcribe(Pcm speech, @Nullable Locale language) {
        var boundary = "parley-" + UUID.randomUUID();
        var body = new ByteArrayOutputStream();
        field(body, boundary, "model", model);
        field(body, boundary, "response_format", "json");
        if (language != null) {
            field(body, boundary, "language", language.getLanguage()); // a language, no region: ISO 639
        }
        write(body, "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"speech.wav\"\r\n");
        write(body, "Content-Type: audio/wav\r\n\r\n");
        body.writeBytes(speech.wav());
        write(body, "\r\n--" + boundary + "--\r\n");
        var request = service.request("/audio/transcriptions")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        var text = service.call(request.build()).path("text");
        if (!text.isTextual()) {
            throw FAILED.because("the transcription service answered without a text");
        }
        return text.asText().strip();
    }

    private static void field(ByteArrayOutputStream body, String boundary, String name, String value) {
        write(body, "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n");
        write(body, value + "\r\n");
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        service.close();
    }
}
