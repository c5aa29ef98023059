package im.parley.server.assist;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.assist.TranslateText;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A service that speaks LibreTranslate's API: `GET /languages` once, then `POST /translate`.
final class LibreTranslate implements Translator, AutoCloseable {
    private static final ErrorCode FAILED = ErrorCode.TRANSLATE_TEXT_FAIL;

    private final HttpService service;
    private final @Nullable String key;
    private volatile @Nullable JsonNode languages;

    /// @param base such as `http://localhost:5000`
    /// @param key the service's `api_key`; null where it wants none
    LibreTranslate(URI base, @Nullable String key) {
        this(base, key, LIMIT);
    }

    /// @param limit longest time of one request
    LibreTranslate(URI base, @Nullable String key, Duration limit) {
        this.service = new HttpService("the translation service", base, limit, FAILED);
        this.key = key;
    }

    @Override
    public List<String> translate(List<String> texts, @Nullable Locale source, Locale target) {
        var from = source == null ? TranslateText.AUTO : code("sourceLanguage", source);
        var body = ProtocolJson.mapper()
                .createObjectNode()
                .put("source", from)
                .put("target", code("targetLanguage", target))
                .put("format", "text");
        var list = body.putArray("q");
        texts.forEach(list::add);
        if (key != null) {
            body.put("api_key", key);
        }
        var answer = service.call(service.request("/translate")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
        return translations(answer.path("translatedText"), texts.size());
    }

    private static List<String> translations(JsonNode answer, int expected) {
        var texts = new ArrayList<String>();
        answer.forEach(text -> texts.add(text.asText()));
        if (!answer.isArray() || texts.size() != expected) {
            throw FAILED.because("the translation service answered with " + texts.size()
                    + " texts, expected an array of " + expected);
        }
        return texts;
    }

    private String code(String field, Locale wanted) {
        var codes = new TreeSet<String>();
        languages().forEach(language -> codes.add(language.path("code").asText()));
        return Languages.match(wanted, codes)
                .orElseThrow(() ->
                        FAILED.because(field + " is \"" + wanted.toLanguageTag() + "\", expected one of " + codes));
    }

    private JsonNode languages() {
        var known = languages;
        if (known == null) {
            known = service.call(service.request("/languages").GET().build());
            languages = known;
        }
        return known;
    }

    @Override
    public void close() {
        service.close();
    }
}
