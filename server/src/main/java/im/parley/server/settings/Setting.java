package im.parley.server.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Word;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The definition of a setting. One object per key, see [AppSettings].
///
/// @param <T> type of its value
public final class Setting<T> {
    private static final int MAX_ADDRESS = 1_000;

    private final String key;
    private final T byDefault;
    private final Format<T> format;
    private final String meaning;

    private Setting(String key, T byDefault, Format<T> format, String meaning) {
        this.key = key;
        this.byDefault = byDefault;
        this.format = format;
        this.meaning = meaning;
    }

    /// @param form what may be given, for programs
    /// @param range the same in words
    /// @param read empty for what is out of range
    private record Format<T>(
            SettingForm form, String range, Function<JsonNode, Optional<T>> read, Function<T, JsonNode> write) {}

    /// A whole number from `min` to `max`.
    static Setting<Integer> integer(String key, int min, int max, int byDefault, String meaning) {
        return new Setting<>(
                key,
                byDefault,
                new Format<>(
                        new SettingForm.Number(min, max, false),
                        min + " to " + max,
                        json -> whole(json).filter(n -> n >= min && n <= max),
                        IntNode::valueOf),
                meaning);
    }

    /// A whole number from `min` to `max`, or 0.
    static Setting<Integer> integerOrZero(String key, int min, int max, int byDefault, String meaning) {
        return new Setting<>(
                key,
                byDefault,
                new Format<>(
                        new SettingForm.Number(min, max, true),
                        "0 or " + min + " to " + max,
                        json -> whole(json).filter(n -> n == 0 || n >= min && n <= max),
                        IntNode::valueOf),
                meaning);
    }

    /// On or off.
    static Setting<Boolean> flag(String key, boolean byDefault, String meaning) {
        return new Setting<>(
                key,
                byDefault,
                new Format<>(
                        new SettingForm.Switch(),
                        "true or false",
                        json -> json.isBoolean() ? Optional.of(json.booleanValue()) : Optional.empty(),
                        BooleanNode::valueOf),
                meaning);
    }

    /// Names that begin alike.
    ///
    /// @param prefix which each begins with, before 1 to 8 letters
    /// @param most how many there may be
    static Setting<List<String>> names(String key, String prefix, int most, String meaning) {
        var form = Pattern.compile(Pattern.quote(prefix) + "[A-Za-z]{1,8}");
        return new Setting<>(
                key,
                List.of(),
                new Format<>(
                        new SettingForm.Items(most),
                        "a list of at most " + most + " names, each " + prefix + " and 1 to 8 letters",
                        json -> texts(json)
                                .filter(names -> names.size() <= most
                                        && names.stream()
                                                .allMatch(name ->
                                                        form.matcher(name).matches())),
                        Setting::array),
                meaning);
    }

    /// The keys of custom fields.
    ///
    /// @param most how many there may be
    /// @param bytes longest key
    static Setting<List<String>> keys(String key, int most, int bytes, String meaning) {
        return new Setting<>(
                key,
                List.of(),
                new Format<>(
                        new SettingForm.Items(most),
                        "a list of at most " + most + " keys of 1 to " + bytes + " bytes",
                        json -> texts(json)
                                .filter(keys -> keys.size() <= most
                                        && keys.stream()
                                                .allMatch(one -> !one.isBlank() && Check.utf8Length(one) <= bytes)),
                        Setting::array),
                meaning);
    }

    /// Words that are looked for in texts, see [Word].
    ///
    /// @param most how many there may be
    static Setting<List<String>> words(String key, int most, String meaning) {
        return new Setting<>(
                key,
                List.of(),
                new Format<>(
                        new SettingForm.Items(most),
                        "a list of at most " + most + " words of 1 to " + Word.MAX_BYTES
                                + " bytes, or a text of them with commas between",
                        json -> split(json)
                                .filter(words -> words.size() <= most
                                        && words.stream()
                                                .allMatch(
                                                        word -> Word.parse(word).isPresent())),
                        Setting::array),
                meaning);
    }

    /// Rules of moderation by their IDs.
    static Setting<Map<String, ModerationRules>> ruleSets(String key, String meaning) {
        return new Setting<>(
                key,
                Map.of(),
                new Format<>(
                        new SettingForm.Structure(),
                        "an object of at most " + ModerationRules.MAX_SETS
                                + " sets of rules by ID, such as {\"strict\": {"
                                + "\"kinds\": [\"text\"], \"words\": [\"spam\"], \"onViolation\": \"mask\"}}, of "
                                + ModerationRules.MAX_WORDS + " words together",
                        ModerationRules::readAll,
                        ModerationRules::writeAll),
                meaning);
    }

    private static Optional<List<String>> texts(JsonNode json) {
        var texts = new ArrayList<String>();
        for (var element : json) {
            if (element.isTextual()) {
                texts.add(element.textValue());
            }
        }
        return json.isArray() && texts.size() == json.size()
                ? Optional.of(texts.stream().distinct().toList())
                : Optional.empty();
    }

    private static JsonNode array(List<String> texts) {
        var array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /// One of the enum's constants, in small letters.
    static <E extends Enum<E>> Setting<E> choice(String key, Class<E> type, E byDefault, String meaning) {
        var names = new LinkedHashMap<String, E>();
        Arrays.stream(type.getEnumConstants()).forEach(constant -> names.put(smallLetters(constant), constant));
        return new Setting<>(
                key,
                byDefault,
                new Format<>(
                        new SettingForm.Choice(List.copyOf(names.keySet())),
                        quoted(names.keySet()),
                        json -> Optional.ofNullable(names.get(json.asText())),
                        value -> TextNode.valueOf(smallLetters(value))),
                meaning);
    }

    /// The name of a file or picture in an app; may be empty, and is by default.
    ///
    /// @param most its longest, in characters
    static Setting<String> name(String key, int most, String meaning) {
        var form = Pattern.compile("[A-Za-z0-9_./-]{0," + most + "}");
        return new Setting<>(
                key,
                "",
                new Format<>(
                        new SettingForm.Text(most),
                        "at most " + most + " letters, digits, _, -, . and /",
                        json -> json.isTextual()
                                        && form.matcher(json.textValue()).matches()
                                ? Optional.of(json.textValue())
                                : Optional.empty(),
                        TextNode::valueOf),
                meaning);
    }

    /// A web address that is called; empty, the default, for none.
    static Setting<String> webAddress(String key, String meaning) {
        return new Setting<>(
                key,
                "",
                new Format<>(
                        new SettingForm.Text(MAX_ADDRESS),
                        "a URL with http:// or https:// of at most " + MAX_ADDRESS + " characters, or \"\"",
                        json -> json.isTextual() && isWebAddress(json.textValue())
                                ? Optional.of(json.textValue())
                                : Optional.empty(),
                        TextNode::valueOf),
                meaning);
    }

    private static boolean isWebAddress(String text) {
        if (text.isEmpty()) {
            return true;
        }
        try {
            var uri = new URI(text);
            return text.length() <= MAX_ADDRESS
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getFragment() == null;
        } catch (URISyntaxException none) {
            return false;
        }
    }

    /// A secret of visible ASCII characters; empty, the default, for none.
    ///
    /// @param most its longest
    static Setting<String> secret(String key, int most, String meaning) {
        var form = Pattern.compile("[!-~]{0," + most + "}");
        return new Setting<>(
                key,
                "",
                new Format<>(
                        new SettingForm.Secret(most),
                        "at most " + most + " visible ASCII characters",
                        json -> json.isTextual()
                                        && form.matcher(json.textValue()).matches()
                                ? Optional.of(json.textValue())
                                : Optional.empty(),
                        TextNode::valueOf),
                meaning);
    }

    /// One of some texts.
    static Setting<String> oneOf(String key, List<String> texts, String byDefault, String meaning) {
        return new Setting<>(
                key,
                byDefault,
                new Format<>(
                        new SettingForm.Choice(texts),
                        quoted(texts),
                        json -> Optional.of(json.asText()).filter(texts::contains),
                        TextNode::valueOf),
                meaning);
    }

    /// Network addresses; empty for any.
    static Setting<AddressRanges> addresses(String key, String meaning) {
        return new Setting<>(
                key,
                AddressRanges.ANY,
                new Format<>(
                        new SettingForm.Text(null),
                        "addresses and ranges such as \"10.0.0.0/8, 2001:db8::7\"",
                        json -> json.isTextual() ? AddressRanges.parse(json.textValue()) : Optional.empty(),
                        ranges -> TextNode.valueOf(ranges.text())),
                meaning);
    }

    /// Any of the names, in their order and with commas between; also as a JSON array.
    static Setting<Set<String>> names(String key, List<String> allowed, List<String> byDefault, String meaning) {
        return new Setting<>(
                key,
                new LinkedHashSet<>(byDefault),
                new Format<>(
                        new SettingForm.Several(allowed),
                        quoted(allowed) + ", several with commas between, or none",
                        json -> split(json)
                                .filter(allowed::containsAll)
                                .map(names -> allowed.stream()
                                        .filter(names::contains)
                                        .collect(Collectors.toCollection(LinkedHashSet::new))),
                        names -> TextNode.valueOf(String.join(",", names))),
                meaning);
    }

    private static Optional<List<String>> split(JsonNode json) {
        if (json.isArray()) {
            return texts(json);
        }
        return json.isTextual()
                ? Optional.of(Arrays.stream(json.textValue().split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList())
                : Optional.empty();
    }

    /// The name by which operators know it, such as `login.maxWebInstances`.
    public String key() {
        return key;
    }

    /// Its value while nothing else is stored.
    public T byDefault() {
        return byDefault;
    }

    /// What [#byDefault] is as JSON.
    public JsonNode defaultJson() {
        return write(byDefault);
    }

    /// What it decides, with the unit of its value.
    public String meaning() {
        return meaning;
    }

    /// What may be given, for programs that offer it to be edited.
    public SettingForm form() {
        return format.form;
    }

    /// The same in words.
    public String range() {
        return format.range;
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#JSON_PARSE_ERROR] naming key, value and range
    public T read(JsonNode json) {
        return format.read
                .apply(json)
                .orElseThrow(() -> ErrorCode.JSON_PARSE_ERROR.because(
                        "setting " + key + " is " + quote(json) + ", expected " + format.range));
    }

    /// The value, or empty for what is out of range.
    Optional<T> tryToRead(JsonNode json) {
        return format.read.apply(json);
    }

    /// The value as JSON; the opposite of [#read].
    public JsonNode write(T value) {
        return format.write.apply(value);
    }

    private static Optional<Integer> whole(JsonNode json) {
        return json.isIntegralNumber() && json.canConvertToInt() ? Optional.of(json.intValue()) : Optional.empty();
    }

    private static String quoted(Collection<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(", "));
    }

    private static String smallLetters(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String quote(JsonNode json) {
        var text = json.toString();
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }
}
