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
import im.parley.server.settings.Settings;
import im.parley.server.users.ProfileTag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fields of a profile as back ends call them.
final class ProfileTags {
    /// The service's own codes.
    private static final int UNKNOWN_TAG = 40009;

    private static final int TOO_LONG = 40601;
    private static final int INVALID_VALUE = 40605;

    private static final Map<String, ProfileTag> STANDARD =
            Arrays.stream(ProfileTag.values()).collect(Collectors.toUnmodifiableMap(ProfileTag::wireName, tag -> tag));

    private ProfileTags() {}

    /// Those of custom fields that profiles may have now.
    static Collection<String> custom(Settings settings) {
        return settings.get(AppSettings.PROFILE_CUSTOM_FIELDS);
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
            var value = standard != null ? standard.of(profile) : customValue(profile, tag);
            if (value instanceof Number number && number.longValue() != 0) {
                items.add(new ProfileCommands.Item(tag, LongNode.valueOf(number.longValue())));
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
                    text(values, ProfileTag.NICK, Limits.PROFILE_TEXT_BYTES),
                    text(values, ProfileTag.IMAGE, Limits.PROFILE_TEXT_BYTES),
                    text(values, ProfileTag.GENDER, Limits.PROFILE_TEXT_BYTES),
                    text(values, ProfileTag.SIGNATURE, Limits.PROFILE_TEXT_BYTES),
                    text(values, ProfileTag.ALLOW_TYPE, Limits.PROFILE_TEXT_BYTES),
                    number(values, ProfileTag.BIRTHDAY),
                    text(values, ProfileTag.LOCATION, Limits.PROFILE_LOCATION_BYTES),
                    number(values, ProfileTag.LANGUAGE),
                    bit(values, ProfileTag.MESSAGE_SETTINGS),
                    text(values, ProfileTag.FORBID_TYPE, Limits.PROFILE_TEXT_BYTES),
                    number(values, ProfileTag.LEVEL),
                    number(values, ProfileTag.ROLE),
                    fields);
        } catch (ChatException refused) {
            if (refused.code() == ErrorCode.UPDATE_PROFILE_INVALID_PARAM.number()) {
                throw new ChatException(INVALID_VALUE, String.valueOf(refused.getMessage()));
            }
            throw refused;
        }
    }

    private static @Nullable String text(Map<String, JsonNode> values, ProfileTag tag, int most) {
        var value = values.get(tag.wireName());
        return value == null ? null : text(tag.wireName(), value, most);
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

    private static @Nullable Long number(Map<String, JsonNode> values, ProfileTag tag) {
        var value = values.get(tag.wireName());
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw invalid(tag.wireName(), value, "a whole number");
        }
        return value.longValue();
    }

    private static @Nullable Integer bit(Map<String, JsonNode> values, ProfileTag tag) {
        var number = number(values, tag);
        if (number != null && number != 0 && number != 1) {
            throw invalid(tag.wireName(), values.get(tag.wireName()), "0 or 1");
        }
        return number == null ? null : number.intValue();
    }

    private static ChatException invalid(String tag, @Nullable JsonNode value, String expected) {
        return new ChatException(
                INVALID_VALUE,
                tag + " is " + Check.quote(value == null ? null : value.toString()) + ", expected " + expected);
    }
}
