package im.parley.sdk;

import im.parley.protocol.profile.CustomField;
import im.parley.protocol.profile.UpdateProfile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which fields of the user's own profile to change; see [im.parley.protocol.profile.Profile] for their
/// ranges. Fields that are not named stay as they are.
///
/// ```java
/// chat.updateMyProfile(new ProfileUpdate().nick("Ann").gender(Types.GENDER_FEMALE));
/// ```
///
/// Not safe for use by many threads.
public final class ProfileUpdate {
    private @Nullable String nick;
    private @Nullable String avatar;
    private @Nullable String gender;
    private @Nullable String selfSignature;
    private @Nullable String allowType;
    private @Nullable Long birthday;
    private @Nullable String location;
    private @Nullable Long language;
    private @Nullable Integer messageSettings;
    private @Nullable String adminForbidType;
    private @Nullable Long level;
    private @Nullable Long role;
    private final List<CustomField> fields = new ArrayList<>();

    /// Names no field yet.
    public ProfileUpdate() {}

    /// At most 500 bytes of UTF-8.
    public ProfileUpdate nick(String value) {
        nick = value;
        return this;
    }

    /// Address of a picture, at most 500 bytes.
    public ProfileUpdate avatar(String value) {
        avatar = value;
        return this;
    }

    /// A `GENDER_…` value.
    public ProfileUpdate gender(String value) {
        gender = value;
        return this;
    }

    /// At most 500 bytes of UTF-8.
    public ProfileUpdate selfSignature(String value) {
        selfSignature = value;
        return this;
    }

    /// An `ALLOW_TYPE_…` value: who may add the user as a friend.
    public ProfileUpdate allowType(String value) {
        allowType = value;
        return this;
    }

    /// `yyyymmdd` as a number, 0 to 2³² - 1.
    public ProfileUpdate birthday(long value) {
        birthday = value;
        return this;
    }

    /// At most 16 bytes of UTF-8.
    public ProfileUpdate location(String value) {
        location = value;
        return this;
    }

    /// The app's meaning, 0 to 2³² - 1.
    public ProfileUpdate language(long value) {
        language = value;
        return this;
    }

    /// 0 or 1; bit 0 set: wants no messages. For the app to heed: nothing is held up.
    public ProfileUpdate messageSettings(int value) {
        messageSettings = value;
        return this;
    }

    /// A `FORBID_TYPE_…` value.
    public ProfileUpdate adminForbidType(String value) {
        adminForbidType = value;
        return this;
    }

    /// The app's meaning, 0 to 2³² - 1.
    public ProfileUpdate level(long value) {
        level = value;
        return this;
    }

    /// The app's meaning, 0 to 2³² - 1.
    public ProfileUpdate role(long value) {
        role = value;
        return this;
    }

    /// A field that the setting `profile.customFields` names (`updateMyProfile#1`).
    ///
    /// @param key `Tag_Profile_Custom_` and at most 8 letters
    /// @param value at most 500 bytes of UTF-8; empty takes the field away
    public ProfileUpdate customField(String key, String value) {
        fields.add(new CustomField(key, value));
        return this;
    }

    /// @throws im.parley.protocol.ChatException 2721 if a value is out of range, 2722 if no field is named
    UpdateProfile request() {
        return new UpdateProfile(
                nick,
                avatar,
                gender,
                selfSignature,
                allowType,
                birthday,
                location,
                language,
                messageSettings,
                adminForbidType,
                level,
                role,
                fields.isEmpty() ? null : List.copyOf(fields));
    }
}
