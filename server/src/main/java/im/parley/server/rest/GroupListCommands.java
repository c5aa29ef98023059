package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.group.SelfInfo;
import im.parley.server.conversation.BackEndConversations.Own;
import im.parley.server.group.BackEndGroupLists.Joined;
import im.parley.server.group.BackEndGroupLists.Wanted;
import im.parley.server.users.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Of service `group_open_http_svc`: which groups there are, and how many of their members are online.
final class GroupListCommands {
    private static final int MAX_JOINED = 5_000;
    private static final int MAX_GROUPS = 10_000;

    private GroupListCommands() {}

    static void addTo(RestTable.Area<RestGroups> table) {
        table.on(GroupCommands.SERVICE, "get_joined_group_list", JoinedQuery.class, GroupListCommands::joined)
                .on(GroupCommands.SERVICE, "get_appid_group_list", AllQuery.class, GroupListCommands::all)
                .on(
                        GroupCommands.SERVICE,
                        "get_online_member_num",
                        GroupCommands.Named.class,
                        GroupListCommands::online);
    }

    /// @param account userID of the member
    /// @param limit 1 to 5000; absent: 5000
    /// @param offset how many to leave out; absent: none
    /// @param groupType absent: all
    /// @param withHugeGroups 1: also live rooms that they are in now
    /// @param supportTopic 1: communities whose conversations are topics; absent or 0: all others
    /// @param responseFilter absent: nothing but the groups' IDs
    record JoinedQuery(
            @JsonProperty("Member_Account") @Nullable String account,
            @Nullable Integer limit,
            @Nullable Integer offset,
            @Nullable String groupType,
            @Nullable Integer withHugeGroups,
            @Nullable Integer supportTopic,
            @Nullable Filter responseFilter) {
        JoinedQuery {
            GroupCommands.checkPage(limit, MAX_JOINED, offset);
        }

        private Wanted wanted() {
            return new Wanted(
                    groupType == null ? null : GroupCommands.clientType(groupType),
                    RestSend.isOn(supportTopic),
                    RestSend.isOn(withHugeGroups));
        }
    }

    /// What is to be told.
    ///
    /// @param groupBaseInfoFilter names of fields; absent: none
    /// @param selfInfoFilter names of fields of the member; absent: none
    record Filter(
            @Nullable List<String> groupBaseInfoFilter,
            @Nullable List<String> selfInfoFilter) {
        private static final Map<String, Function<Self, Object>> FIELDS = fields();
        private static final Filter NONE = new Filter(null, null);

        Filter {
            GroupFields.check(groupBaseInfoFilter);
            Fields.check("SelfInfoFilter", selfInfoFilter, FIELDS.keySet(), Set.of());
        }

        private static Map<String, Function<Self, Object>> fields() {
            var fields = new LinkedHashMap<String, Function<Self, Object>>();
            fields.put("Role", self -> self.info().role());
            fields.put("JoinTime", self -> self.info().joinTime());
            fields.put("MsgFlag", self -> self.own().remindType());
            fields.put("MsgSeq", self -> self.own().readSequence());
            return fields;
        }

        private Map<String, Object> of(Joined joined, Own own) {
            var told = new LinkedHashMap<String, Object>();
            told.put("GroupId", joined.group().groupID());
            if (groupBaseInfoFilter != null) {
                told.putAll(GroupFields.told(joined.group(), groupBaseInfoFilter));
            }
            if (selfInfoFilter != null) {
                var info = Objects.requireNonNull(joined.group().selfInfo(), "who joined is in");
                told.put("SelfInfo", Fields.told(FIELDS, new Self(info, own), selfInfoFilter));
            }
            return told;
        }
    }

    /// A member as the group and as they themselves keep it.
    private record Self(SelfInfo info, Own own) {}

    record JoinedGroups(
            int totalCount, @JsonProperty("GroupIdList") List<Map<String, Object>> list) {}

    private static JoinedGroups joined(RestGroups area, JoinedQuery request) {
        var userID = Check.userID("Member_Account", request.account(), ErrorCode.GROUP_INVALID_PARAMETERS);
        var user = area.users().sender(userID, ErrorCode.GROUP_ACCOUNT_NOT_FOUND);
        var filter = request.responseFilter() == null ? Filter.NONE : request.responseFilter();
        int offset = request.offset() == null ? 0 : request.offset();
        int limit = request.limit() == null ? MAX_JOINED : request.limit();
        var page = GroupCommands.numbered(() -> area.lists().joined(user, request.wanted(), offset, limit));
        var own = own(area, user, page.list(), filter);
        var told = new ArrayList<Map<String, Object>>();
        page.list().forEach(joined -> told.add(filter.of(joined, own.getOrDefault(joined.timeline(), Own.NOTHING))));
        return new JoinedGroups(page.total(), told);
    }

    private static Map<Long, Own> own(RestGroups area, Account user, List<Joined> groups, Filter filter) {
        return filter.selfInfoFilter() == null
                ? Map.of()
                : area.conversations()
                        .own(user, groups.stream().map(Joined::timeline).toList());
    }

    /// @param limit 1 to 10000; absent: 10000
    /// @param next of the page before; absent or 0: the first page
    /// @param groupType absent: all
    record AllQuery(
            @Nullable Integer limit,
            @Nullable Long next,
            @Nullable String groupType) {
        AllQuery {
            GroupCommands.checkPage(limit, MAX_GROUPS, null);
            Check.that(next == null || next >= 0, "Next", next, "0 or more", ErrorCode.GROUP_INVALID_PARAMETERS);
        }
    }

    /// @param next asks for the next page; 0: there is none
    record AllGroups(
            long totalCount, @JsonProperty("GroupIdList") List<GroupCommands.Named> list, long next) {}

    private static AllGroups all(RestGroups area, AllQuery request) {
        var type = request.groupType() == null ? null : GroupCommands.clientType(request.groupType());
        long after = request.next() == null ? 0 : request.next();
        int limit = request.limit() == null ? MAX_GROUPS : request.limit();
        var page = GroupCommands.numbered(() -> area.lists().all(type, after, limit));
        return new AllGroups(
                page.total(),
                page.groupIDs().stream().map(GroupCommands.Named::new).toList(),
                page.next());
    }

    record Online(int onlineMemberNum) {}

    private static Online online(RestGroups area, GroupCommands.Named request) {
        return new Online(area.lists().online(GroupCommands.group(request.id())));
    }
}
