package im.parley.protocol.profile;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.Types;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Changes the given fields of the caller's own profile, see [Profile] for their ranges (`updateMyProfile#3`,
/// `updateMyProfile#4`). The user's other instances and those who have the user on their list of friends get
/// [ProfileUpdated].
///
/// Errors: [ErrorCode#UPDATE_PROFILE_INVALID_PARAM] for a value out of range and for a key that the setting
/// `profile.customFields` does not name (`updateMyProfile#1`), [ErrorCode#UPDATE_PROFILE_NO_KEY] when nothing
/// is given.
///
/// @param profileCustomField at most 20, values of at most 500 bytes; an empty value takes the field away
@Op("profile.update")
public record UpdateProfile(
        @Nullable String nick,
        @Nullable String avatar,
        @Nullable String gender,
        @Nullable String selfSignature,
        @Nullable String allowType,
        @Nullable Long birthday,
        @Nullable String location,
        @Nullable Long language,
        @Nullable Integer messageSettings,
        @Nullable String adminForbidType,
        @Nullable Long level,
        @Nullable Long role,
        @Nullable List<CustomField> profileCustomField)
        implements Operation<UpdateProfile.Result> {
    private static final Set<String> GENDERS = Set.of(Types.GENDER_MALE, Types.GENDER_FEMALE, Types.GENDER_UNKNOWN);
    private static final Set<String> ALLOW_TYPES =
            Set.of(Types.ALLOW_TYPE_ALLOW_ANY, Types.ALLOW_TYPE_NEED_CONFIRM, Types.ALLOW_TYPE_DENY_ANY);
    private static final Set<String> FORBID_TYPES = Set.of(Types.FORBID_TYPE_NONE, Types.FORBID_TYPE_SEND_OUT);
    private static final long UINT32 = 0xffff_ffffL;

    public UpdateProfile {
        text("nick", nick, Limits.PROFILE_TEXT_BYTES);
        text("avatar", avatar, Limits.PROFILE_TEXT_BYTES);
        text("selfSignature", selfSignature, Limits.PROFILE_TEXT_BYTES);
        text("location", location, Limits.PROFILE_LOCATION_BYTES);
        oneOf("gender", gender, GENDERS);
        oneOf("allowType", allowType, ALLOW_TYPES);
        oneOf("adminForbidType", adminForbidType, FORBID_TYPES);
        uint("birthday", birthday, UINT32);
        uint("language", language, UINT32);
        uint("level", level, UINT32);
        uint("role", role, UINT32);
        uint("messageSettings", messageSettings == null ? null : messageSettings.longValue(), 1);
        profileCustomField = fields(profileCustomField);
        if (nick == null
                && avatar == null
                && gender == null
                && selfSignature == null
                && allowType == null
                && birthday == null
                && location == null
                && language == null
                && messageSettings == null
                && adminForbidType == null
                && level == null
                && role == null
                && profileCustomField == null) {
            throw ErrorCode.UPDATE_PROFILE_NO_KEY.because("no field of the profile is given");
        }
    }

    /// None is the same as nothing given.
    private static @Nullable List<CustomField> fields(@Nullable List<CustomField> given) {
        if (given == null || given.isEmpty()) {
            return null;
        }
        var code = ErrorCode.UPDATE_PROFILE_INVALID_PARAM;
        var fields = Check.list("profileCustomField", given, Limits.PROFILE_CUSTOM_FIELDS, code);
        for (var field : fields) {
            Check.present("key", field.key(), code);
            Check.present("the value of " + field.key(), field.value(), code);
            Check.bytes("the value of " + field.key(), field.value(), Limits.CUSTOM_FIELD_BYTES, code);
        }
        return fields;
    }

    private static void text(String field, @Nullable String value, int max) {
        Check.bytes(field, value, max, ErrorCode.UPDATE_PROFILE_INVALID_PARAM);
    }

    private static void oneOf(String field, @Nullable String value, Set<String> allowed) {
        Check.that(
                value == null || allowed.contains(value),
                field,
                value,
                "one of " + String.join(", ", allowed.stream().sorted().toList()),
                ErrorCode.UPDATE_PROFILE_INVALID_PARAM);
    }

    private static void uint(String field, @Nullable Long value, long max) {
        Check.that(
                value == null || value >= 0 && value <= max,
                field,
                value,
                "0 to " + max,
                ErrorCode.UPDATE_PROFILE_INVALID_PARAM);
    }

    /// @param profile the whole profile after the change
    public record Result(Profile profile) {}
}
