package im.parley.server.moderation;

import im.parley.server.settings.AppSettings;
import im.parley.server.settings.ModerationRules;
import im.parley.server.settings.SettingValues;
import im.parley.server.settings.ViolationPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The settings of moderation at one moment, ready for use. Immutable.
///
/// @param localWords what nobody may write
/// @param standard for messages that name no rules; null: moderation is off
/// @param sets rules by the IDs that messages name
/// @param patience how long a send waits for a verdict
/// @param retryAfter how old a message without a verdict is when it is asked about again
record Rules(
        WordList localWords,
        @Nullable RuleSet standard,
        Map<String, RuleSet> sets,
        Duration patience,
        Duration retryAfter) {

    /// @param kinds what is looked at
    record RuleSet(Set<String> kinds, WordList words, ViolationPolicy onViolation) {
        static RuleSet of(ModerationRules rules) {
            return new RuleSet(rules.kinds(), new WordList(rules.words()), rules.onViolation());
        }

        boolean covers(Kind kind) {
            return kinds.contains(kind.id());
        }
    }

    static Rules of(SettingValues values) {
        var kinds = values.get(AppSettings.MODERATION);
        var sets = new HashMap<String, RuleSet>();
        if (!kinds.isEmpty()) {
            values.get(AppSettings.MODERATION_SETS).forEach((id, rules) -> sets.put(id, RuleSet.of(rules)));
        }
        return new Rules(
                new WordList(values.get(AppSettings.LOCAL_WORDS)),
                kinds.isEmpty()
                        ? null
                        : RuleSet.of(new ModerationRules(
                                kinds, values.get(AppSettings.MODERATION_WORDS), values.get(AppSettings.ON_VIOLATION))),
                Map.copyOf(sets),
                Duration.ofMillis(values.get(AppSettings.MODERATION_WAIT)),
                Duration.ofSeconds(values.get(AppSettings.MODERATION_RETRY)));
    }

    /// Whether two moments are the same as far as these rules go.
    static boolean isSame(SettingValues before, SettingValues after) {
        return List.of(
                        AppSettings.MODERATION,
                        AppSettings.MODERATION_WORDS,
                        AppSettings.ON_VIOLATION,
                        AppSettings.MODERATION_SETS,
                        AppSettings.LOCAL_WORDS,
                        AppSettings.MODERATION_WAIT,
                        AppSettings.MODERATION_RETRY)
                .stream()
                .allMatch(setting -> before.get(setting).equals(after.get(setting)));
    }

    /// Whether nothing is looked at.
    boolean isOff() {
        return standard == null && localWords.isEmpty();
    }

    /// The rules for a message; null: moderation is off.
    ///
    /// @param id null or unknown: the standard
    @Nullable
    RuleSet set(@Nullable String id) {
        var named = id == null ? null : sets.get(id);
        return named == null ? standard : named;
    }
}
