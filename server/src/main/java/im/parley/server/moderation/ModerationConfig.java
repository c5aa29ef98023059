package im.parley.server.moderation;

import org.jspecify.annotations.Nullable;

/// Who looks at texts and files, beside the lists of words.
///
/// @param provider `http://…` or `https://…`, the address of a service of the operator's, or `openai:<URL>`, one that
///     speaks OpenAI's API of moderations; null for none
/// @param key what the service asks for as a bearer token; null for nothing
/// @param model what an OpenAI-compatible service calls its model
public record ModerationConfig(
        @Nullable String provider, @Nullable String key, String model) {
    public static final ModerationConfig NONE = new ModerationConfig(null, null, "omni-moderation-latest");

    /// Without the key.
    @Override
    public String toString() {
        return "ModerationConfig[provider=" + provider + "]";
    }
}
