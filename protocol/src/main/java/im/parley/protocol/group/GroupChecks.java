package im.parley.protocol.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the requests about groups check alike.
final class GroupChecks {
    private static final Set<String> JOIN_OPTIONS = Set.of(
            Types.JOIN_OPTIONS_FREE_ACCESS, Types.JOIN_OPTIONS_NEED_PERMISSION, Types.JOIN_OPTIONS_DISABLE_APPLY);
    private static final Set<String> INVITE_OPTIONS = Set.of(
            Types.INVITE_OPTIONS_FREE_ACCESS,
            Types.INVITE_OPTIONS_NEED_PERMISSION,
            Types.INVITE_OPTIONS_DISABLE_INVITE);

    /// Types of groups that can be found by name.
    private static final Set<String> SEARCHED =
            Set.of(Types.GRP_WORK, Types.GRP_PUBLIC, Types.GRP_MEETING, Types.GRP_COMMUNITY);

    private static final Pattern KEY = Pattern.compile("\\d{1,18}");

    private GroupChecks() {}

    /// The ID of a group that exists, as far as can be told from its text.
    static void groupID(@Nullable String groupID) {
        var id = Check.present("groupID", groupID, ErrorCode.GROUP_INVALID_PARAMETERS);
        Check.that(
                Check.isGroupID(id, Limits.TOPIC_ID_BYTES),
                "groupID",
                groupID,
                "1 to " + Limits.TOPIC_ID_BYTES + " printable ASCII characters",
                ErrorCode.GROUP_INVALID_ID);
    }

    /// Lengths as `createGroup#9`, options as the types name them.
    static void profile(
            @Nullable String name,
            @Nullable String introduction,
            @Nullable String notification,
            @Nullable String avatar,
            @Nullable String joinOption,
            @Nullable String inviteOption,
            @Nullable List<GroupField> fields) {
        text("name", name, Limits.GROUP_NAME_BYTES);
        Check.that(name == null || !name.isBlank(), "name", name, "some letters", ErrorCode.GROUP_INVALID_PARAMETERS);
        text("introduction", introduction, Limits.GROUP_TEXT_BYTES);
        text("notification", notification, Limits.GROUP_TEXT_BYTES);
        text("avatar", avatar, Limits.GROUP_AVATAR_BYTES);
        oneOf("joinOption", joinOption, JOIN_OPTIONS);
        oneOf("inviteOption", inviteOption, INVITE_OPTIONS);
        fields("groupCustomField", fields);
    }

    /// Types of groups to look for; null and none pass.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#INVALID_SEARCH]
    static @Nullable List<String> searched(@Nullable List<String> types) {
        if (types == null || types.isEmpty()) {
            return types;
        }
        for (var type : types) {
            Check.that(
                    type != null && SEARCHED.contains(type),
                    "a type of groupTypeList",
                    type,
                    SEARCHED.stream().sorted().toList().toString(),
                    ErrorCode.INVALID_SEARCH);
        }
        return List.copyOf(types);
    }

    /// What names an application; null passes.
    static void messageKey(String field, @Nullable String key) {
        Check.that(
                key == null || KEY.matcher(key).matches(),
                field,
                key,
                "the messageKey of an application",
                ErrorCode.GROUP_INVALID_PARAMETERS);
    }

    static void text(String field, @Nullable String value, int most) {
        Check.bytes(field, value, most, ErrorCode.GROUP_INVALID_PARAMETERS);
    }

    static void oneOf(String field, @Nullable String value, Set<String> allowed) {
        Check.that(
                value == null || allowed.contains(value),
                field,
                value,
                String.join(", ", allowed.stream().sorted().toList()),
                ErrorCode.GROUP_INVALID_PARAMETERS);
    }

    /// Custom fields in themselves; which keys there are, the settings say.
    static void fields(String field, @Nullable List<GroupField> fields) {
        if (fields == null) {
            return;
        }
        for (var one : fields) {
            Check.present("an element of " + field, one, ErrorCode.GROUP_INVALID_PARAMETERS);
            Check.present(field + ".key", one.key(), ErrorCode.GROUP_INVALID_PARAMETERS);
            Check.present(field + ".value", one.value(), ErrorCode.GROUP_INVALID_PARAMETERS);
            text(field + ".key", one.key(), Limits.GROUP_FIELD_KEY_BYTES);
            text(field + ".value", one.value(), Limits.GROUP_FIELD_VALUE_BYTES);
        }
    }

    /// Attributes in themselves (`initGroupAttributes#4`).
    static Map<String, String> attributes(@Nullable Map<String, String> attributes) {
        var given = Check.present("attributes", attributes, ErrorCode.GROUP_INVALID_PARAMETERS);
        given.forEach((key, value) -> {
            key("an attribute's key", key);
            Check.present("attribute " + Check.quote(key), value, ErrorCode.GROUP_INVALID_PARAMETERS);
            Check.storable("attribute " + Check.quote(key), value, ErrorCode.GROUP_INVALID_PARAMETERS);
            limit("the key " + Check.quote(key), Check.utf8Length(key), Limits.ATTRIBUTE_KEY_BYTES);
            limit("attribute " + Check.quote(key), Check.utf8Length(value), Limits.ATTRIBUTE_VALUE_BYTES);
        });
        return Map.copyOf(given);
    }

    private static void limit(String what, int bytes, int most) {
        if (bytes > most) {
            throw ErrorCode.GROUP_ATTRIBUTE_LIMIT.because(what + " has " + bytes + " bytes, expected at most " + most);
        }
    }

    /// Some text that can be stored.
    static void key(String field, @Nullable String key) {
        var text = Check.present(field, key, ErrorCode.GROUP_INVALID_PARAMETERS);
        Check.that(!text.isEmpty(), field, text, "some letters", ErrorCode.GROUP_INVALID_PARAMETERS);
        Check.storable(field, text, ErrorCode.GROUP_INVALID_PARAMETERS);
    }

    static List<String> keys(@Nullable List<String> keys) {
        var given = Check.present("keyList", keys, ErrorCode.GROUP_INVALID_PARAMETERS);
        given.forEach(key -> key("an element of keyList", key));
        return List.copyOf(given);
    }

    static void counter(@Nullable String key) {
        key("a counter's key", key);
        text("a counter's key", key, Limits.COUNTER_KEY_BYTES);
    }

    static void version(@Nullable Long version) {
        Check.that(
                version == null || version >= 0, "version", version, "0 or more", ErrorCode.GROUP_INVALID_PARAMETERS);
    }

    static List<String> users(String field, @Nullable List<String> userIDs, int most) {
        var users = Check.list(field, userIDs, most, ErrorCode.GROUP_INVALID_PARAMETERS);
        users.forEach(user -> Check.userID("an element of " + field, user, ErrorCode.GROUP_INVALID_PARAMETERS));
        return users;
    }
}
