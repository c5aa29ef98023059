package im.parley.server.rest;

import im.parley.protocol.group.GroupMember;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a back end wants to know of members.
///
/// @param names of fields; null: all of them
/// @param keys of custom fields; null: all of them; empty: nothing of them
record MemberFields(@Nullable List<String> names, @Nullable List<String> keys) {
    private static final String OLD_NAME = "ShutUpUntil"; // of MuteUntil, for those who ask by it
    private static final Map<String, Function<GroupMember, Object>> FIELDS = fields();
    private static final Set<String> UNKNOWN_HERE = Set.of("Member_Account", "MsgSeq", "MsgFlag", "LastSendMsgTime");

    private static Map<String, Function<GroupMember, Object>> fields() {
        var fields = new LinkedHashMap<String, Function<GroupMember, Object>>();
        fields.put("Role", GroupMember::role);
        fields.put("JoinTime", GroupMember::joinTime);
        fields.put("NameCard", GroupMember::nameCard);
        fields.put("MuteUntil", GroupMember::muteUntil);
        fields.put(OLD_NAME, GroupMember::muteUntil);
        return fields;
    }

    static void check(@Nullable List<String> names, @Nullable List<String> keys) {
        Fields.check("MemberInfoFilter", names, FIELDS.keySet(), UNKNOWN_HERE);
        Fields.checkKeys("AppDefinedDataFilter_GroupMember", keys);
    }

    Map<String, Object> of(GroupMember member) {
        var told = new LinkedHashMap<String, Object>();
        told.put("Member_Account", member.userID());
        told.putAll(Fields.told(FIELDS, member, names));
        if (names == null) {
            told.remove(OLD_NAME);
        }
        if (keys == null || !keys.isEmpty()) {
            told.put("AppMemberDefinedData", Fields.custom(member.memberCustomField(), keys));
        }
        return told;
    }
}
