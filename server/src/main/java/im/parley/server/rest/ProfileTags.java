package im.parley.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.profile.CustomField;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.profile.UpdateProfile;
import im.parley.server.settings.AppSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The fields of a profile as back ends call them.
final class ProfileTags {
    private static final String NICK = "Tag_Profile_IM_Nick";
    private static final String GENDER = "Tag_Profile_IM_Gender";
    private static final String BIRTHDAY = "Tag_Profile_IM_BirthDay";
    private static final String LOCATION = "Tag_Profile_IM_Location";
    private static final String SIGNATURE = "Tag_Profile_IM_SelfSignature";
    private static final String ALLOW_TYPE = "Tag_Profile_IM_AllowType";
    private static final String LANGUAGE = "Tag_Profile_IM_Language";
    private static final String IMAGE = "Tag_Profile_IM_Image";
    private static final String MESSAGE_SETTINGS = "Tag_Profile_IM_MsgSettings";
    private static final String FORBID_TYPE = "Tag_Profile_IM_AdminForbidType";
    private static final String LEVEL = "Tag_Profile_IM_Level";
    private static final String ROLE = "Tag_Profile_IM_Role";

    /// The service's own codes.
    private static final int UNKNOWN_TAG = 40009;

    private static final int TOO_LONG = 40601;
    private static final int INVALID_VALUE = 40605;

    private static final Map<String, Function<Profile, Object>> STANDARD = new LinkedHashMap<>();

    static {
        STANDARD.put(NICK, Profile::nick);
        STANDARD.put(GENDER, Profile::gender);
        STANDARD.put(BIRTHDAY, Profile::birthday);
        STANDARD.put(LOCATION, Profile::location);
        STANDARD.put(SIGNATURE, Profile::selfSignature);
        STANDARD.put(ALLOW_TYPE, Profile::allowType);
        STANDARD.put(LANGUAGE, Profile::language);
        STANDARD.put(IMAGE, Profile::avatar);
        STANDARD.put(MESSAGE_SETTINGS, profile -> (long) profile.messageSettings());
        STANDARD.put(FORBID_TYPE, Profile::adminForbidType);
        STANDARD.put(LEVEL, Profile::level);
        STANDARD.put(ROLE, Profile::role);
    }

    private ProfileTags() {}

    /// Those of custom fields that profiles may have now.
    static Collection<String> custom(RestApp app) {
        return app.settings().get(AppSettings.PROFILE_CUSTOM_FIELDS);
    }

    static boolean isKnown(@Nullable String tag, Collection<String> custom) {
        return tag != null && (STANDARD.containsKey(tag) || custom.contains(tag));
    }

    static ChatException unknown(@Nullable String tag) {
        return new ChatException(UNKNOWN_TAG, "Tag is " + Check.quote(tag) + ", which profiles do not have");
    }

    /// What of these fields is set.
    static List<ProfileCommands.Item> items(Profile profile, Collection<String> tags) {
        var items = new ArrayList<ProfileCommands.Item>();
        for (var tag : tags) {
            var standard = STANDARD.get(tag);
            var value = standard != null ? standard.apply(profile) : customValue(profile, tag);
            if (value instanceof Long number && number != 0) {
                items.add(new ProfileCommands.Item(tag, LongNode.valueOf(number)));
            } else if (value instanceof String text && !text.isEmpty()) {
                items.add(new ProfileCommands.Item(tag, TextNode.valueOf(text)));
            }
        }
        return items;
    }

    private static String customValue(Profile profile, String tag) {
        return profile.profileCustomField().stream()
                .filter(field -> field.key().equals(tag))
                .map(CustomField::value)
                .findFirst()
                .orElse("");
    }

    /// The change that gives fields these values.
    ///
    /// @param custom tags of custom fields that profiles may have
    /// @throws ChatException naming tag and value
    static UpdateProfile change(List<ProfileCommands.Item> items, Collection<String> custom) {
        var values = new HashMap<String, JsonNode>();
        var fields = new ArrayList<CustomField>();
        for (var item : items) {
            var tag = item.tag();
            if (tag == null || !isKnown(tag, custom)) {
                throw unknown(tag);
            }
            if (item.value() == null) {
                throw invalid(tag, null, "a value");
            }
            if (custom.contains(tag)) {
                fields.add(new CustomField(tag, text(tag, item.value(), Limits.CUSTOM_FIELD_BYTES)));
            } else {
                values.put(tag, item.value());
            }
        }
        try {
            return new UpdateProfile(
                    text(values, NICK, Limits.PROFILE_TEXT_BYTES),
                    text(values, IMAGE, Limits.PROFILE_TEXT_BYTES),
                    text(values, GENDER, Limits.PROFILE_TEXT_BYTES),
                    text(values, SIGNATURE, Limits.PROFILE_TEXT_BYTES),
                    text(values, ALLOW_TYPE, Limits.PROFILE_TEXT_BYTES),
                    number(values, BIRTHDAY),
                    text(values, LOCATION, Limits.PROFILE_LOCATION_BYTES),
                    number(values, LANGUAGE),
                    bit(values, MESSAGE_SETTINGS),
                    text(values, FORBID_TYPE, Limits.PROFILE_TEXT_BYTES),
                    number(values, LEVEL),
                    number(values, ROLE),
                    fields);
        } catch (ChatException refused) {
            if (refused.code() == ErrorCode.UPDATE_PROFILE_INVALID_PARAM.number()) {
                throw new ChatException(INVALID_VALUE, String.valueOf(refused.getMessage()));
            }
            throw refused;
        }
    }

    private static @Nullable String text(Map<String, JsonNode> values, String tag, int most) {
        var value = values.get(tag);
        return value == null ? null : text(tag, value, most);
    }

    private static String text(String tag, JsonNode value, int most) {
        if (!value.isTextual()) {
            throw invalid(tag, value, "a text");
        }
        var text = value.textValue();
        if (Check.utf8Length(text) > most) {
            throw new ChatException(
                    TOO_LONG, tag + " has " + Check.utf8Length(text) + " bytes, expected at most " + most);
        }
        return text;
    }

    private static @Nullable Long number(Map<String, JsonNode> values, String tag) {
        var value = values.get(tag);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw invalid(tag, value, "a whole number");
        }
        return value.longValue();
    }

    private static @Nullable Integer bit(Map<String, JsonNode> values, String tag) {
        var number = number(values, tag);
        if (number != null && number != 0 && number != 1) {
            throw invalid(tag, values.get(tag), "0 or 1");
        }
        return number == null ? null : number.intValue();
    }

    private static ChatException invalid(String tag, @Nullable JsonNode value, String expected) {
        return new ChatException(
                INVALID_VALUE,
                tag + " is " + Check.quote(value == null ? null : value.toString()) + ", expected " + expected);
    }
}
