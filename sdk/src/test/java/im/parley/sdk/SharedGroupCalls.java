package im.parley.sdk;

import static im.parley.sdk.SharedCalls.as;
import static im.parley.sdk.SharedCalls.empty;

import im.parley.sdk.SharedCalls.Arguments;
import im.parley.sdk.SharedCalls.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What scenarios do with groups, what their members share, and topics.
final class SharedGroupCalls {
    static final Map<String, Call> ALL = Map.ofEntries(
            Map.entry("getGroupList", (chat, with) -> chat.getGroupList()),
            Map.entry("createGroup", (chat, with) -> chat.createGroup(creation(with))),
            Map.entry("getGroupProfile", (chat, with) -> as("group", chat.getGroupProfile(with.text("groupID")))),
            Map.entry("updateGroupProfile", (chat, with) -> as("group", chat.updateGroupProfile(update(with)))),
            Map.entry("joinGroup", (chat, with) -> join(chat, with)),
            Map.entry("searchGroupByID", (chat, with) -> as("group", chat.searchGroupByID(with.text()))),
            Map.entry(
                    "changeGroupOwner",
                    (chat, with) -> as("group", chat.changeGroupOwner(with.text("groupID"), with.text("newOwnerID")))),
            Map.entry("quitGroup", (chat, with) -> as("groupID", chat.quitGroup(with.text()))),
            Map.entry("dismissGroup", (chat, with) -> as("groupID", chat.dismissGroup(with.text()))),
            Map.entry("getGroupApplicationList", (chat, with) -> as("applicationList", chat.getGroupApplicationList())),
            Map.entry(
                    "handleGroupApplication",
                    (chat, with) -> as(
                            "group",
                            chat.handleGroupApplication(
                                    (GroupApplication) with.get("application"),
                                    with.text("handleAction"),
                                    with.text("handleMessage")))),
            Map.entry(
                    "initGroupAttributes",
                    (chat, with) -> as(
                            "groupAttributes",
                            chat.initGroupAttributes(with.text("groupID"), with.map("groupAttributes")))),
            Map.entry(
                    "setGroupAttributes",
                    (chat, with) -> as(
                            "groupAttributes",
                            chat.setGroupAttributes(with.text("groupID"), with.map("groupAttributes")))),
            Map.entry(
                    "getGroupAttributes",
                    (chat, with) -> as(
                            "groupAttributes", chat.getGroupAttributes(with.text("groupID"), with.texts("keyList")))),
            Map.entry(
                    "deleteGroupAttributes",
                    (chat, with) ->
                            as("keyList", chat.deleteGroupAttributes(with.text("groupID"), with.texts("keyList")))),
            Map.entry(
                    "setGroupCounters",
                    (chat, with) -> as("counters", chat.setGroupCounters(with.text("groupID"), counters(with)))),
            Map.entry(
                    "increaseGroupCounter",
                    (chat, with) -> counted(
                            chat.increaseGroupCounter(with.text("groupID"), with.text("key"), with.number("value")))),
            Map.entry(
                    "decreaseGroupCounter",
                    (chat, with) -> counted(
                            chat.decreaseGroupCounter(with.text("groupID"), with.text("key"), with.number("value")))),
            Map.entry(
                    "getGroupCounters",
                    (chat, with) -> as("counters", chat.getGroupCounters(with.text("groupID"), with.texts("keyList")))),
            Map.entry(
                    "pinGroupMessage",
                    (chat, with) -> empty(chat.pinGroupMessage(
                            with.text("groupID"), with.message("message"), with.flag("isPinned")))),
            Map.entry(
                    "getPinnedGroupMessageList",
                    (chat, with) -> as("messageList", chat.getPinnedGroupMessageList(with.text()))),
            Map.entry("searchCloudUsers", (chat, with) -> chat.searchCloudUsers(names(with))),
            Map.entry("searchCloudGroups", (chat, with) -> chat.searchCloudGroups(names(with))),
            Map.entry("searchCloudGroupMembers", (chat, with) -> chat.searchCloudGroupMembers(names(with))),
            // Topics
            Map.entry(
                    "getJoinedCommunityList",
                    (chat, with) ->
                            chat.getJoinedCommunityList().thenApply(list -> Map.of("groupList", list.groupList()))),
            Map.entry("createTopicInCommunity", (chat, with) -> {
                var creation = new TopicCreation(with.text("groupID"), with.text("topicName"));
                Optional.ofNullable(with.text("introduction")).ifPresent(creation::introduction);
                return as("topicID", chat.createTopicInCommunity(creation));
            }),
            Map.entry("updateTopicProfile", (chat, with) -> {
                var update = new TopicUpdate(with.text("groupID"), with.text("topicID"));
                Optional.ofNullable(with.text("topicName")).ifPresent(update::topicName);
                Optional.ofNullable(with.text("notification")).ifPresent(update::notification);
                return as("topic", chat.updateTopicProfile(update));
            }),
            Map.entry(
                    "getTopicList",
                    (chat, with) -> with.get("topicIDList") == null
                            ? chat.getTopicList(with.text("groupID"))
                            : chat.getTopicList(with.text("groupID"), with.texts("topicIDList"))),
            Map.entry(
                    "deleteTopicFromCommunity",
                    (chat, with) -> chat.deleteTopicFromCommunity(with.text("groupID"), with.texts("topicIDList"))
                            .thenApply(deletion -> Map.of(
                                    "successTopicList",
                                    deletion.successTopicIDList().stream()
                                            .map(topicID -> Map.of("topicID", topicID))
                                            .toList(),
                                    "failureTopicList",
                                    deletion.failureTopicList()))));

    private SharedGroupCalls() {}

    private static GroupCreation creation(Arguments with) {
        var creation = new GroupCreation(with.text("name")).type(with.text("type"));
        if (with.get("memberList") != null) {
            creation.members(with.each("memberList").stream()
                    .map(member -> member.text("userID"))
                    .toList());
        }
        Optional.ofNullable(with.text("joinOption")).ifPresent(creation::joinOption);
        return with.get("isSupportTopic") == null ? creation : creation.supportTopic();
    }

    private static GroupUpdate update(Arguments with) {
        var update = new GroupUpdate(with.text("groupID"));
        Optional.ofNullable(with.text("name")).ifPresent(update::name);
        Optional.ofNullable(with.text("introduction")).ifPresent(update::introduction);
        Optional.ofNullable(with.text("joinOption")).ifPresent(update::joinOption);
        return update;
    }

    /// The web SDK has no field for a group that one is not in yet.
    private static CompletableFuture<Map<String, Object>> join(Chat chat, Arguments with) {
        return chat.joinGroup(with.text("groupID"), with.text("applyMessage")).thenApply(result -> {
            var fields = new HashMap<String, Object>(Map.of("status", result.status()));
            Optional.ofNullable(result.group()).ifPresent(group -> fields.put("group", group));
            return fields;
        });
    }

    /// The web SDK says it twice.
    private static CompletableFuture<Map<String, Object>> counted(CompletableFuture<Events.GroupCounter> counter) {
        return counter.thenApply(it -> Map.of(
                "groupID", it.groupID(),
                "key", it.key(),
                "value", it.value(),
                "counters", Map.of(it.key(), it.value())));
    }

    private static Map<String, Long> counters(Arguments with) {
        var counters = new HashMap<String, Long>();
        ((Map<?, ?>) with.get("counters")).forEach((key, value) -> counters.put((String) key, (Long) value));
        return counters;
    }

    private static NameQuery names(Arguments with) {
        var query = NameQuery.of(with.texts("keywordList").toArray(String[]::new));
        return with.get("groupIDList") == null ? query : query.groupIDList(with.texts("groupIDList"));
    }
}
