package im.parley.server.rest;

import im.parley.protocol.group.Group;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What back ends may want to know of groups.
final class GroupFields {
    private static final String OLD_NAME = "ShutUpAllMember"; // of MuteAllMember, for those who ask by it
    private static final Map<String, Function<Group, Object>> FIELDS = fields();

    /// What they may ask for and there is nothing to tell of.
    private static final Set<String> UNKNOWN_HERE = Set.of("GroupId", "LastMsgTime", "Appid");

    private GroupFields() {}

    private static Map<String, Function<Group, Object>> fields() {
        var fields = new LinkedHashMap<String, Function<Group, Object>>();
        fields.put("Type", Group::type);
        fields.put("Name", Group::name);
        fields.put("Introduction", Group::introduction);
        fields.put("Notification", Group::notification);
        fields.put("FaceUrl", Group::avatar);
        fields.put("Owner_Account", Group::ownerID);
        fields.put("CreateTime", Group::createTime);
        fields.put("InfoSeq", Group::infoSequence);
        fields.put("LastInfoTime", Group::lastInfoTime);
        fields.put("NextMsgSeq", Group::nextMessageSeq);
        fields.put("MemberNum", Group::memberCount);
        fields.put("MaxMemberNum", Group::maxMemberCount);
        fields.put("ApplyJoinOption", Group::joinOption);
        fields.put("InviteJoinOption", Group::inviteOption);
        fields.put("MuteAllMember", group -> group.muteAllMembers() ? "On" : "Off");
        fields.put(OLD_NAME, group -> group.muteAllMembers() ? "On" : "Off");
        fields.put("SupportTopic", group -> group.isSupportTopic() ? 1 : 0);
        return fields;
    }

    /// @param names of fields; null: all of them
    static void check(@Nullable List<String> names) {
        Fields.check("GroupBaseInfoFilter", names, FIELDS.keySet(), UNKNOWN_HERE);
    }

    /// @param names of fields; null: all of them
    static Map<String, Object> told(Group group, @Nullable List<String> names) {
        var told = Fields.told(FIELDS, group, names);
        if (names == null) {
            told.remove(OLD_NAME);
        }
        return told;
    }
}
