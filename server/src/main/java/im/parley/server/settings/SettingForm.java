package im.parley.server.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a setting's value is like, for programs that offer it to be edited. What is refused all the same, the setting
/// itself says.
public sealed interface SettingForm {
    /// On or off.
    record Switch() implements SettingForm {}

    /// @param isZeroToo whether 0 may be given although it is below `min`
    record Number(int min, int max, boolean isZeroToo) implements SettingForm {}

    /// One of the options.
    record Choice(List<String> options) implements SettingForm {}

    /// Any of the options, as one text with commas between them.
    record Several(List<String> options) implements SettingForm {}

    /// @param most characters; null: no limit of its own
    record Text(@Nullable Integer most) implements SettingForm {}

    /// A text that is not shown to who looks over the shoulder.
    ///
    /// @param most characters
    record Secret(int most) implements SettingForm {}

    /// Texts, as a list.
    ///
    /// @param most how many
    record Items(int most) implements SettingForm {}

    /// An object.
    record Structure() implements SettingForm {}
}
