package im.parley.sdk;

import static im.parley.sdk.SharedCalls.as;

import im.parley.protocol.group.GroupField;
import im.parley.sdk.SharedCalls.Arguments;
import im.parley.sdk.SharedCalls.Call;
import java.util.Map;

/// What scenarios do with members of groups.
final class SharedMemberCalls {
    static final Map<String, Call> ALL = Map.ofEntries(
            Map.entry(
                    "getGroupMemberList",
                    (chat, with) -> chat.getGroupMemberList(query(with))
                            .thenApply(
                                    page -> Map.of("memberList", page.memberList(), "offset", offset(page.offset())))),
            Map.entry(
                    "getGroupMemberProfile",
                    (chat, with) -> as(
                            "memberList", chat.getGroupMemberProfile(with.text("groupID"), with.texts("userIDList")))),
            Map.entry(
                    "addGroupMember",
                    (chat, with) -> chat.addGroupMember(with.text("groupID"), with.texts("userIDList"))),
            Map.entry(
                    "deleteGroupMember",
                    (chat, with) -> chat.deleteGroupMember(
                            with.text("groupID"), with.texts("userIDList"), with.text("reason"), null)),
            Map.entry(
                    "setGroupMemberMuteTime",
                    (chat, with) -> chat.setGroupMemberMuteTime(
                            with.text("groupID"), with.text("userID"), with.number("muteTime"))),
            Map.entry(
                    "setGroupMemberRole",
                    (chat, with) ->
                            chat.setGroupMemberRole(with.text("groupID"), with.text("userID"), with.text("role"))),
            Map.entry(
                    "setGroupMemberNameCard",
                    (chat, with) -> chat.setGroupMemberNameCard(
                            with.text("groupID"), with.text("userID"), with.text("nameCard"))),
            Map.entry(
                    "setGroupMemberCustomField",
                    (chat, with) -> chat.setGroupMemberCustomField(
                            with.text("groupID"),
                            with.text("userID"),
                            with.each("memberCustomField").stream()
                                    .map(field -> new GroupField(field.text("key"), field.text("value")))
                                    .toList())),
            Map.entry(
                    "markGroupMemberList",
                    (chat, with) -> chat.markGroupMemberList(
                            with.text("groupID"),
                            with.texts("userIDList"),
                            with.smallNumber("markType"),
                            with.flag("enableMark"))),
            Map.entry(
                    "getGroupOnlineMemberCount",
                    (chat, with) -> as("memberCount", chat.getGroupOnlineMemberCount(with.text()))));

    private SharedMemberCalls() {}

    /// Communities have a text, the others a number.
    private static Object offset(String offset) {
        return offset.matches("\\d+") ? (Object) Long.valueOf(offset) : offset;
    }

    private static GroupMemberQuery query(Arguments with) {
        var query = GroupMemberQuery.of(with.text("groupID"));
        return with.text("role") == null ? query : query.withRole(with.text("role"));
    }
}
