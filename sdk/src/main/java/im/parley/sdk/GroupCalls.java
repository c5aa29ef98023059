package im.parley.sdk;

import im.parley.protocol.group.GroupField;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Passes the calls about groups on to the parts that serve them.
interface GroupCalls
        extends GroupApi, GroupMemberApi, GroupApplicationApi, GroupAttributeApi, GroupCounterApi, TopicApi {
    Parts parts();

    @Override
    default CompletableFuture<GroupList> getJoinedCommunityList() {
        return parts().topics.getJoinedCommunityList();
    }

    @Override
    default CompletableFuture<String> createTopicInCommunity(TopicCreation options) {
        return parts().topics.createTopicInCommunity(options);
    }

    @Override
    default CompletableFuture<TopicDeletion> deleteTopicFromCommunity(String groupID, List<String> topicIDList) {
        return parts().topics.deleteTopicFromCommunity(groupID, topicIDList);
    }

    @Override
    default CompletableFuture<TopicDeletion> deleteTopicFromCommunity(String groupID) {
        return parts().topics.deleteTopicFromCommunity(groupID);
    }

    @Override
    default CompletableFuture<Topic> updateTopicProfile(TopicUpdate options) {
        return parts().topics.updateTopicProfile(options);
    }

    @Override
    default CompletableFuture<TopicList> getTopicList(String groupID) {
        return parts().topics.getTopicList(groupID);
    }

    @Override
    default CompletableFuture<TopicList> getTopicList(String groupID, List<String> topicIDList) {
        return parts().topics.getTopicList(groupID, topicIDList);
    }

    @Override
    default CompletableFuture<GroupList> getGroupList() {
        return parts().groups.getGroupList();
    }

    @Override
    default CompletableFuture<Group> getGroupProfile(String groupID) {
        return parts().groups.getGroupProfile(groupID);
    }

    @Override
    default CompletableFuture<Group> getGroupProfile(String groupID, List<String> groupCustomFieldFilter) {
        return parts().groups.getGroupProfile(groupID, groupCustomFieldFilter);
    }

    @Override
    default CompletableFuture<NewGroup> createGroup(GroupCreation options) {
        return parts().groups.createGroup(options);
    }

    @Override
    default CompletableFuture<String> dismissGroup(String groupID) {
        return parts().groups.dismissGroup(groupID);
    }

    @Override
    default CompletableFuture<Group> updateGroupProfile(GroupUpdate options) {
        return parts().groups.updateGroupProfile(options);
    }

    @Override
    default CompletableFuture<JoinGroupResult> joinGroup(String groupID, @Nullable String applyMessage) {
        return parts().readiness.isOut()
                ? parts().guest.joinGroup(groupID)
                : parts().groups.joinGroup(groupID, applyMessage);
    }

    @Override
    default CompletableFuture<String> quitGroup(String groupID) {
        return parts().readiness.isOut()
                ? parts().guest.quitGroup(groupID)
                : parts().groups.quitGroup(groupID);
    }

    @Override
    default CompletableFuture<Group> searchGroupByID(String groupID) {
        return parts().groups.searchGroupByID(groupID);
    }

    @Override
    default CompletableFuture<Group> changeGroupOwner(String groupID, String newOwnerID) {
        return parts().groups.changeGroupOwner(groupID, newOwnerID);
    }

    @Override
    default CompletableFuture<GroupMemberList> getGroupMemberList(GroupMemberQuery query) {
        return parts().groupMembers.getGroupMemberList(query);
    }

    @Override
    default CompletableFuture<List<GroupMember>> getGroupMemberProfile(
            String groupID, List<String> userIDList, @Nullable List<String> memberCustomFieldFilter) {
        return parts().groupMembers.getGroupMemberProfile(groupID, userIDList, memberCustomFieldFilter);
    }

    @Override
    default CompletableFuture<GroupMemberResult> setGroupMemberMuteTime(String groupID, String userID, long muteTime) {
        return parts().groupMembers.setGroupMemberMuteTime(groupID, userID, muteTime);
    }

    @Override
    default CompletableFuture<GroupMemberResult> setGroupMemberRole(String groupID, String userID, String role) {
        return parts().groupMembers.setGroupMemberRole(groupID, userID, role);
    }

    @Override
    default CompletableFuture<GroupMemberResult> setGroupMemberNameCard(
            String groupID, @Nullable String userID, String nameCard) {
        return parts().groupMembers.setGroupMemberNameCard(groupID, userID, nameCard);
    }

    @Override
    default CompletableFuture<GroupMemberResult> setGroupMemberCustomField(
            String groupID, @Nullable String userID, List<GroupField> memberCustomField) {
        return parts().groupMembers.setGroupMemberCustomField(groupID, userID, memberCustomField);
    }

    @Override
    default CompletableFuture<AddMemberResult> addGroupMember(String groupID, List<String> userIDList) {
        return parts().groupMembers.addGroupMember(groupID, userIDList);
    }

    @Override
    default CompletableFuture<DeleteMemberResult> deleteGroupMember(
            String groupID, List<String> userIDList, @Nullable String reason, @Nullable Integer duration) {
        return parts().groupMembers.deleteGroupMember(groupID, userIDList, reason, duration);
    }

    @Override
    default CompletableFuture<MarkMemberResult> markGroupMemberList(
            String groupID, List<String> userIDList, int markType, boolean enableMark) {
        return parts().groupMembers.markGroupMemberList(groupID, userIDList, markType, enableMark);
    }

    @Override
    default CompletableFuture<Integer> getGroupOnlineMemberCount(String groupID) {
        return parts().readiness.isOut()
                ? parts().guest.getGroupOnlineMemberCount(groupID)
                : parts().groupMembers.getGroupOnlineMemberCount(groupID);
    }

    @Override
    default CompletableFuture<List<GroupApplication>> getGroupApplicationList() {
        return parts().groupApplications.getGroupApplicationList();
    }

    @Override
    default CompletableFuture<Group> handleGroupApplication(
            Message notice, String handleAction, @Nullable String handleMessage) {
        return parts().groupApplications.handleGroupApplication(notice, handleAction, handleMessage);
    }

    @Override
    default CompletableFuture<Group> handleGroupApplication(
            GroupApplication application, String handleAction, @Nullable String handleMessage) {
        return parts().groupApplications.handleGroupApplication(application, handleAction, handleMessage);
    }

    @Override
    default CompletableFuture<Map<String, String>> initGroupAttributes(String groupID, Map<String, String> attributes) {
        return parts().groupAttributes.initGroupAttributes(groupID, attributes);
    }

    @Override
    default CompletableFuture<Map<String, String>> setGroupAttributes(String groupID, Map<String, String> attributes) {
        return parts().groupAttributes.setGroupAttributes(groupID, attributes);
    }

    @Override
    default CompletableFuture<List<String>> deleteGroupAttributes(String groupID, List<String> keyList) {
        return parts().groupAttributes.deleteGroupAttributes(groupID, keyList);
    }

    @Override
    default CompletableFuture<Map<String, String>> getGroupAttributes(String groupID, List<String> keyList) {
        return parts().groupAttributes.getGroupAttributes(groupID, keyList);
    }

    @Override
    default CompletableFuture<Map<String, Long>> setGroupCounters(String groupID, Map<String, Long> counters) {
        return parts().groupCounters.setGroupCounters(groupID, counters);
    }

    @Override
    default CompletableFuture<Events.GroupCounter> increaseGroupCounter(String groupID, String key, long value) {
        return parts().groupCounters.increaseGroupCounter(groupID, key, value);
    }

    @Override
    default CompletableFuture<Events.GroupCounter> decreaseGroupCounter(String groupID, String key, long value) {
        return parts().groupCounters.decreaseGroupCounter(groupID, key, value);
    }

    @Override
    default CompletableFuture<Map<String, Long>> getGroupCounters(String groupID, List<String> keyList) {
        return parts().groupCounters.getGroupCounters(groupID, keyList);
    }
}
