package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import im.parley.protocol.community.TopicIds;
import im.parley.protocol.group.Group;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Of service `group_open_http_svc`: telling of groups, as much as is asked for.
final class GroupInfoCommands {
    private static final int MAX_GROUPS = 50;

    /// Members of one group that are told; `get_group_member_info` tells the others.
    private static final int MAX_MEMBERS = 500;

    private GroupInfoCommands() {}

    static void addTo(RestTable.Area<RestGroups> table) {
        table.on(GroupCommands.SERVICE, "get_group_info", Query.class, GroupInfoCommands::get);
    }

    /// @param groupIDList 1 to 50
    /// @param responseFilter absent: everything but the members
    record Query(
            @JsonProperty("GroupIdList") @Nullable List<String> groupIDList,
            @Nullable Filter responseFilter) {}

    /// What is to be told.
    ///
    /// @param groupBaseInfoFilter names of fields; absent: all of them
    /// @param memberInfoFilter names of fields of members; absent: no members
    /// @param fields keys of custom fields of the group; absent: all of them
    /// @param memberFields keys of custom fields of the members; absent: none
    record Filter(
            @Nullable List<String> groupBaseInfoFilter,
            @Nullable List<String> memberInfoFilter,

            @JsonProperty("AppDefinedDataFilter_Group") @Nullable
            List<String> fields,

            @JsonProperty("AppDefinedDataFilter_GroupMember") @Nullable
            List<String> memberFields) {
        private static final Filter NONE = new Filter(null, null, null, null);

        Filter {
            GroupFields.check(groupBaseInfoFilter);
            MemberFields.check(memberInfoFilter, memberFields);
            Fields.checkKeys("AppDefinedDataFilter_Group", fields);
        }

        private Map<String, Object> of(Group group) {
            var told = GroupFields.told(group, groupBaseInfoFilter);
            told.put("AppDefinedData", Fields.custom(group.groupCustomField(), fields));
            return told;
        }

        /// Null: no members.
        private @Nullable MemberFields members() {
            return memberInfoFilter == null
                    ? null
                    : new MemberFields(memberInfoFilter, memberFields == null ? List.of() : memberFields);
        }
    }

    record Infos(List<Told> groupInfo) {}

    /// One group, or why it cannot be told.
    sealed interface Told permits Info, NotTold {}

    /// @param fields by their names
    record Info(@JsonValue Map<String, Object> fields) implements Told {}

    /// Why a group cannot be told.
    record NotTold(@JsonProperty("GroupId") String groupID, int errorCode, String errorInfo) implements Told {
        static NotTold because(String groupID, ChatException why) {
            return new NotTold(groupID, why.code(), String.valueOf(why.getMessage()));
        }
    }

    private static Infos get(RestGroups area, Query request) {
        var ids = Check.list("GroupIdList", request.groupIDList(), MAX_GROUPS, ErrorCode.GROUP_INVALID_PARAMETERS);
        var filter = request.responseFilter() == null ? Filter.NONE : request.responseFilter();
        return new Infos(ids.stream().map(id -> info(area, id, filter)).toList());
    }

    private static Told info(RestGroups area, String groupID, Filter filter) {
        if (!Check.isGroupID(groupID, Limits.GROUP_ID_BYTES) || TopicIds.isTopic(groupID)) {
            return NotTold.because(
                    groupID, ErrorCode.GROUP_INVALID_ID.because(Check.quote(groupID) + " is no ID of a group"));
        }
        try {
            var group = area.groups().get(groupID);
            var told = new LinkedHashMap<String, Object>();
            told.put("GroupId", groupID);
            told.put("ErrorCode", 0);
            told.put("ErrorInfo", "");
            told.putAll(filter.of(group));
            var fields = filter.members();
            if (fields != null) {
                told.put("MemberList", members(area, group, fields));
            }
            return new Info(told);
        } catch (ChatException refused) {
            return NotTold.because(groupID, refused);
        }
    }

    /// Those who joined first; none of a live room, which keeps no list of who comes and goes.
    private static List<Map<String, Object>> members(RestGroups area, Group group, MemberFields fields) {
        return group.type().equals(Types.GRP_AVCHATROOM)
                ? List.of()
                : area.groups().members(group.groupID(), Set.of(), 0, MAX_MEMBERS).list().stream()
                        .map(fields::of)
                        .toList();
    }
}
