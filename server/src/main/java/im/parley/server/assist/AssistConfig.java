package im.parley.server.assist;

import org.jspecify.annotations.Nullable;

/// Which providers there are.
///
/// @param translation `libretranslate:<URL>`, `apertium` or `apertium:<program>`; null for none
/// @param translationKey what a LibreTranslate service asks for as `api_key`; null for nothing
/// @param speech `openai:<URL>`, `vosk:<folder>` (several as `vosk:en=<folder>,ja=<folder>`) or `sphinx`; null
///     for none
/// @param speechKey what an OpenAI-compatible service asks for as a bearer token; null for nothing
/// @param speechModel what such a service calls its model
public record AssistConfig(
        @Nullable String translation,
        @Nullable String translationKey,
        @Nullable String speech,
        @Nullable String speechKey,
        String speechModel) {
    public static final AssistConfig NONE = new AssistConfig(null, null, null, null, "whisper-1");

    /// Without keys.
    @Override
    public String toString() {
        return "AssistConfig[translation=" + translation + ", speech=" + speech + "]";
    }
}
