package im.parley.sdk;

import im.parley.protocol.group.GroupField;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Passes the calls about groups on to the parts that serve them.
interface GroupCalls
        extends GroupApi, GroupMemberApi, GroupApplicationApi, GroupAttributeApi, GroupCounterApi, TopicApi {
    Groups groups();

    GroupMembers groupMembers();

    GroupApplications groupApplications();

    GroupAttributes groupAttributes();

    GroupCounters groupCounters();

    Topics topics();

    @Override
    default CompletableFuture<GroupList> getJoinedCommunityList() {
        return topics().getJoinedCommunityList();
    }

    @Override
    default CompletableFuture<String> createTopicInCommunity(TopicCreation options) {
        return topics().createTopicInCommunity(options);
    }

    @Override
    default CompletableFuture<TopicDeletion> deleteTopicFromCommunity(String groupID, List<String> topicIDList) {
        return topics().deleteTopicFromCommunity(groupID, topicIDList);
    }

    @Override
    default CompletableFuture<TopicDeletion> deleteTopicFromCommunity(String groupID) {
        return topics().deleteTopicFromCommunity(groupID);
    }

    @Override
    default CompletableFuture<Topic> updateTopicProfile(TopicUpdate options) {
        return topics().updateTopicProfile(options);
    }

    @Override
    default CompletableFuture<TopicList> getTopicList(String groupID) {
        return topics().getTopicList(groupID);
    }

    @Override
    default CompletableFuture<TopicList> getTopicList(String groupID, List<String> topicIDList) {
        return topics().getTopicList(groupID, topicIDList);
    }

    @Override
    default CompletableFuture<GroupList> getGroupList() {
        return groups().getGroupList();
    }

    @Override
    default CompletableFuture<Group> getGroupProfile(String groupID) {
        return groups().getGroupProfile(groupID);
    }

    @Override
    default CompletableFuture<Group> getGroupProfile(String groupID, List<String> groupCustomFieldFilter) {
        return groups().getGroupProfile(groupID, groupCustomFieldFilter);
    }

    @Override
    default CompletableFuture<NewGroup> createGroup(GroupCreation options) {
        return groups().createGroup(options);
    }

    @Override
    default CompletableFuture<String> dismissGroup(String groupID) {
        return groups().dismissGroup(groupID);
    }

    @Override
    default CompletableFuture<Group> updateGroupProfile(GroupUpdate options) {
        return groups().updateGroupProfile(options);
    }

    @Override
    default CompletableFuture<JoinGroupResult> joinGroup(String groupID, @Nullable String applyMessage) {
        return groups().joinGroup(groupID, applyMessage);
    }

    @Override
    default CompletableFuture<String> quitGroup(String groupID) {
        return groups().quitGroup(groupID);
    }

    @Override
    default CompletableFuture<Group> searchGroupByID(String groupID) {
        return groups().searchGroupByID(groupID);
    }

    @Override
    default CompletableFuture<Group> changeGroupOwner(String groupID, String newOwnerID) {
        return groups().changeGroupOwner(groupID, newOwnerID);
    }

    @Override
    default CompletableFuture<GroupMemberList> getGroupMemberList(GroupMemberQuery query) {
        return groupMembers().getGroupMemberList(query);
    }

    @Override
    default CompletableFuture<List<GroupMember>> getGroupMemberProfile(
            String groupID, List<String> userIDList, @Nullable List<String> memberCustomFieldFilter) {
        return groupMembers().getGroupMemberProfile(groupID, userIDList, memberCustomFieldFilter);
    }

    @Override
    default CompletableFuture<GroupMemberResult> setGroupMemberMuteTime(String groupID, String userID, long muteTime) {
        return groupMembers().setGroupMemberMuteTime(groupID, userID, muteTime);
    }

    @Override
    default CompletableFuture<GroupMemberResult> setGroupMemberRole(String groupID, String userID, String role) {
        return groupMembers().setGroupMemberRole(groupID, userID, role);
    }

    @Override
    default CompletableFuture<GroupMemberResult> setGroupMemberNameCard(
            String groupID, @Nullable String userID, String nameCard) {
        return groupMembers().setGroupMemberNameCard(groupID, userID, nameCard);
    }

    @Override
    default CompletableFuture<GroupMemberResult> setGroupMemberCustomField(
            String groupID, @Nullable String userID, List<GroupField> memberCustomField) {
        return groupMembers().setGroupMemberCustomField(groupID, userID, memberCustomField);
    }

    @Override
    default CompletableFuture<AddMemberResult> addGroupMember(String groupID, List<String> userIDList) {
        return groupMembers().addGroupMember(groupID, userIDList);
    }

    @Override
    default CompletableFuture<DeleteMemberResult> deleteGroupMember(
            String groupID, List<String> userIDList, @Nullable String reason, @Nullable Integer duration) {
        return groupMembers().deleteGroupMember(groupID, userIDList, reason, duration);
    }

    @Override
    default CompletableFuture<MarkMemberResult> markGroupMemberList(
            String groupID, List<String> userIDList, int markType, boolean enableMark) {
        return groupMembers().markGroupMemberList(groupID, userIDList, markType, enableMark);
    }

    @Override
    default CompletableFuture<Integer> getGroupOnlineMemberCount(String groupID) {
        return groupMembers().getGroupOnlineMemberCount(groupID);
    }

    @Override
    default CompletableFuture<List<GroupApplication>> getGroupApplicationList() {
        return groupApplications().getGroupApplicationList();
    }

    @Override
    default CompletableFuture<Group> handleGroupApplication(
            Message notice, String handleAction, @Nullable String handleMessage) {
        return groupApplications().handleGroupApplication(notice, handleAction, handleMessage);
    }

    @Override
    default CompletableFuture<Group> handleGroupApplication(
            GroupApplication application, String handleAction, @Nullable String handleMessage) {
        return groupApplications().handleGroupApplication(application, handleAction, handleMessage);
    }

    @Override
    default CompletableFuture<Map<String, String>> initGroupAttributes(String groupID, Map<String, String> attributes) {
        return groupAttributes().initGroupAttributes(groupID, attributes);
    }

    @Override
    default CompletableFuture<Map<String, String>> setGroupAttributes(String groupID, Map<String, String> attributes) {
        return groupAttributes().setGroupAttributes(groupID, attributes);
    }

    @Override
    default CompletableFuture<List<String>> deleteGroupAttributes(String groupID, List<String> keyList) {
        return groupAttributes().deleteGroupAttributes(groupID, keyList);
    }

    @Override
    default CompletableFuture<Map<String, String>> getGroupAttributes(String groupID, List<String> keyList) {
        return groupAttributes().getGroupAttributes(groupID, keyList);
    }

    @Override
    default CompletableFuture<Map<String, Long>> setGroupCounters(String groupID, Map<String, Long> counters) {
        return groupCounters().setGroupCounters(groupID, counters);
    }

    @Override
    default CompletableFuture<Events.GroupCounter> increaseGroupCounter(String groupID, String key, long value) {
        return groupCounters().increaseGroupCounter(groupID, key, value);
    }

    @Override
    default CompletableFuture<Events.GroupCounter> decreaseGroupCounter(String groupID, String key, long value) {
        return groupCounters().decreaseGroupCounter(groupID, key, value);
    }

    @Override
    default CompletableFuture<Map<String, Long>> getGroupCounters(String groupID, List<String> keyList) {
        return groupCounters().getGroupCounters(groupID, keyList);
    }
}
