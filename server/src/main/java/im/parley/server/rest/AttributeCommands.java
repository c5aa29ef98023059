package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.protocol.group.DeleteAttributes;
import im.parley.protocol.group.GetAttributes;
import im.parley.protocol.group.InitAttributes;
import im.parley.protocol.group.SetAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Service `group_open_attr_http_svc`: attributes of groups.
final class AttributeCommands {
    private static final String SERVICE = "group_open_attr_http_svc";

    private AttributeCommands() {}

    static void addTo(RestTable.Area<RestGroups> table) {
        table.on(SERVICE, "get_group_attr", GroupCommands.Named.class, AttributeCommands::get)
                .on(SERVICE, "set_group_attr", Change.class, AttributeCommands::set)
                .on(SERVICE, "modify_group_attr", Change.class, AttributeCommands::modify)
                .on(SERVICE, "delete_group_attr", Change.class, AttributeCommands::delete)
                .on(SERVICE, "clear_group_attr", GroupCommands.Named.class, AttributeCommands::clear);
    }

    /// The one thing whose names begin with small letters.
    ///
    /// @param value of one to delete, absent
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attribute(
            @JsonProperty("key") @Nullable String key,
            @JsonProperty("value") @Nullable String value) {}

    record Attributes(List<Attribute> groupAttrAry) {}

    private static Attributes get(RestGroups area, GroupCommands.Named request) {
        var found = area.attributes()
                .get(area.users().administrator(), new GetAttributes(GroupCommands.group(request.id()), List.of()));
        return new Attributes(found.attributes().entrySet().stream()
                .map(entry -> new Attribute(entry.getKey(), entry.getValue()))
                .toList());
    }

    /// @param groupAttr 1 or more
    record Change(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable List<Attribute> groupAttr) {
        private Map<String, String> values() {
            var values = new HashMap<String, String>();
            for (var attribute : given()) {
                var key = Check.present("key", attribute.key(), ErrorCode.GROUP_INVALID_PARAMETERS);
                var value = Check.present("value", attribute.value(), ErrorCode.GROUP_INVALID_PARAMETERS);
                Check.that(
                        values.putIfAbsent(key, value) == null,
                        "key",
                        key,
                        "each once",
                        ErrorCode.GROUP_INVALID_PARAMETERS);
            }
            return values;
        }

        private List<String> keys() {
            return given().stream()
                    .map(attribute -> Check.present("key", attribute.key(), ErrorCode.GROUP_INVALID_PARAMETERS))
                    .distinct()
                    .toList();
        }

        private List<Attribute> given() {
            return Check.list("GroupAttr", groupAttr, Integer.MAX_VALUE, ErrorCode.GROUP_INVALID_PARAMETERS);
        }
    }

    private static Nothing set(RestGroups area, Change request) {
        var group = GroupCommands.group(request.groupID());
        area.attributes().init(area.users().administrator(), new InitAttributes(group, request.values(), null));
        return Nothing.INSTANCE;
    }

    private static Nothing modify(RestGroups area, Change request) {
        var group = GroupCommands.group(request.groupID());
        area.attributes().set(area.users().administrator(), new SetAttributes(group, request.values(), null));
        return Nothing.INSTANCE;
    }

    private static Nothing delete(RestGroups area, Change request) {
        var group = GroupCommands.group(request.groupID());
        area.attributes().delete(area.users().administrator(), new DeleteAttributes(group, request.keys(), null));
        return Nothing.INSTANCE;
    }

    private static Nothing clear(RestGroups area, GroupCommands.Named request) {
        var group = GroupCommands.group(request.id());
        area.attributes().delete(area.users().administrator(), new DeleteAttributes(group, List.of(), null));
        return Nothing.INSTANCE;
    }
}
