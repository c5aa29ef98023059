package im.parley.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.profile.CustomField;
import im.parley.protocol.relation.Friend;
import im.parley.protocol.relation.UpdateFriend;
import im.parley.server.relation.FriendUpdate;
import im.parley.server.rest.ProfileCommands.Item;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What users keep about their friends as back ends call it.
final class FriendTags {
    private static final String GROUP = "Tag_SNS_IM_Group";
    private static final String REMARK = "Tag_SNS_IM_Remark";
    private static final Map<String, Function<Friend, JsonNode>> STANDARD = Map.of(
            GROUP,
            friend -> array(friend.groupList()),
            REMARK,
            friend -> TextNode.valueOf(friend.remark()),
            "Tag_SNS_IM_AddSource",
            friend -> TextNode.valueOf(friend.source()),
            "Tag_SNS_IM_AddWording",
            friend -> TextNode.valueOf(friend.wording()),
            "Tag_SNS_IM_AddTime",
            friend -> LongNode.valueOf(friend.addTime()));

    private FriendTags() {}

    private static ArrayNode array(List<String> texts) {
        var array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /// The tags that all friends have, sorted.
    static List<String> standard() {
        return STANDARD.keySet().stream().sorted().toList();
    }

    /// Those of custom fields that friends may have now.
    static Collection<String> custom(Settings settings) {
        return settings.get(AppSettings.FRIEND_CUSTOM_FIELDS);
    }

    static boolean isKnown(String tag, Collection<String> custom) {
        return STANDARD.containsKey(tag) || custom.contains(tag);
    }

    /// What of these fields is set.
    static List<Item> items(Friend friend, Collection<String> tags) {
        var items = new ArrayList<Item>();
        for (var tag : tags) {
            var standard = STANDARD.get(tag);
            var value = standard != null ? standard.apply(friend) : custom(friend, tag);
            if (!(value.isTextual() && value.textValue().isEmpty() || value.isArray() && value.isEmpty())) {
                items.add(new Item(tag, value));
            }
        }
        return items;
    }

    private static JsonNode custom(Friend friend, String tag) {
        return friend.friendCustomField().stream()
                .filter(field -> field.key().equals(tag))
                .map(field -> TextNode.valueOf(field.value()))
                .findFirst()
                .orElse(TextNode.valueOf(""));
    }

    /// The change that gives fields these values.
    ///
    /// @param custom tags of custom fields that friends may have
    /// @throws ChatException [Sns#BAD_PARAMETER], naming tag and value
    static FriendUpdate change(String userID, List<Item> items, Collection<String> custom) {
        @Nullable String remark = null;
        @Nullable List<String> groups = null;
        var fields = new ArrayList<CustomField>();
        for (var item : Check.elements("SnsItem", items, Sns.BAD_PARAMETER)) {
            var tag = Check.present("Tag", item.tag(), Sns.BAD_PARAMETER);
            if (tag.equals(REMARK)) {
                remark = text(tag, item.value());
            } else if (tag.equals(GROUP)) {
                groups = texts(item.value());
            } else if (custom.contains(tag)) {
                fields.add(new CustomField(tag, text(tag, item.value())));
            } else {
                throw Sns.BAD_PARAMETER.because("Tag is " + Check.quote(tag) + ", expected " + GROUP + ", " + REMARK
                        + " or a field that the setting " + AppSettings.FRIEND_CUSTOM_FIELDS.key() + " names");
            }
        }
        return new FriendUpdate(new UpdateFriend(userID, remark, fields), groups);
    }

    static String text(String tag, @Nullable JsonNode value) {
        if (value == null || !value.isTextual()) {
            throw Sns.BAD_PARAMETER.because(tag + " is " + value + ", expected a text");
        }
        return value.textValue();
    }

    private static List<String> texts(@Nullable JsonNode value) {
        if (value == null || !value.isArray()) {
            throw Sns.BAD_PARAMETER.because(GROUP + " is " + value + ", expected a list of names");
        }
        var texts = new ArrayList<String>();
        value.forEach(name -> texts.add(text("a name in " + GROUP, name)));
        return texts;
    }
}
