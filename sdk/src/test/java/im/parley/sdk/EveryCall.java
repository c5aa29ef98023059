package im.parley.sdk;

import im.parley.protocol.Types;
import im.parley.protocol.group.GroupField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Each method of a chat, called once with parameters that it takes. [#calls] ends with those after which others
/// are refused.
final class EveryCall {
    record Call(String name, Consumer<Chat> call) {}

    private final List<Call> calls = new ArrayList<>();
    private final Person peer;
    private final Group group;
    private final Message message;
    private final Message recording;
    private final FileSource file;

    /// @param message a text that the caller has received
    /// @param recording the same of a recording
    EveryCall(Person peer, Group group, Message message, Message recording, FileSource file) {
        this.peer = peer;
        this.group = group;
        this.message = message;
        this.recording = recording;
        this.file = file;
        messages();
        attachments();
        conversations();
        groups();
        topics();
        relations();
        signaling();
        instance();
    }

    List<Call> calls() {
        return calls;
    }

    private void call(String name, Consumer<Chat> call) {
        calls.add(new Call(name, call));
    }

    private <P> CreateOptions<P> to(P payload) {
        return CreateOptions.toUser(peer.userID, payload);
    }

    private void messages() {
        var unsent = new TextPayload("hi");
        call("createTextMessage", chat -> chat.createTextMessage(to(unsent)));
        call(
                "createTextAtMessage",
                chat -> chat.createTextAtMessage(
                        CreateOptions.toGroup(group.groupID(), new TextAtContent("hi", List.of(peer.userID)))));
        call("createImageMessage", chat -> chat.createImageMessage(to(new ImageContent(file))));
        call("createAudioMessage", chat -> chat.createAudioMessage(to(new AudioContent(file, 1_000))));
        call("createVideoMessage", chat -> chat.createVideoMessage(to(new VideoContent(file, null))));
        call("createFileMessage", chat -> chat.createFileMessage(to(new FileContent(file))));
        call("createCustomMessage", chat -> chat.createCustomMessage(to(CustomPayload.of("data"))));
        call("createFaceMessage", chat -> chat.createFaceMessage(to(new FacePayload(1, "smile"))));
        call("createLocationMessage", chat -> chat.createLocationMessage(to(new LocationPayload("here", 1, 2))));
        call(
                "createMergerMessage",
                chat -> chat.createMergerMessage(
                        to(new MergerContent(List.of(message), "title", List.of("one"), "too old"))));
        call("createForwardMessage", chat -> chat.createForwardMessage(to(message)));
        call("sendMessage", chat -> chat.sendMessage(chat.createTextMessage(to(unsent))));
        call("sendMessage", chat -> chat.sendMessage(chat.createFileMessage(to(new FileContent(file)))));
        call("resendMessage", chat -> chat.resendMessage(chat.createTextMessage(to(unsent))));
        call("downloadMergerMessage", chat -> chat.downloadMergerMessage(message));
        call("revokeMessage", chat -> chat.revokeMessage(message));
        call("modifyMessage", chat -> chat.modifyMessage(message));
        call("deleteMessage", chat -> chat.deleteMessage(List.of(message)));
        call("getMessageList", chat -> chat.getMessageList(MessageListQuery.newest(message.conversationID())));
        call(
                "getMessageListHopping",
                chat -> chat.getMessageListHopping(MessageHoppingQuery.newest(message.conversationID())));
        call("findMessage", chat -> chat.findMessage(message.id()));
        call("searchCloudMessages", chat -> chat.searchCloudMessages(MessageSearchQuery.keywords("hi")));
        call("translateText", chat -> chat.translateText(List.of("hi"), "en", "es"));
        call("convertVoiceToText", chat -> chat.convertVoiceToText(recording, null));
    }

    private void attachments() {
        var one = List.of(message);
        call("setMessageExtensions", chat -> chat.setMessageExtensions(message, List.of(new Extension("key", "1"))));
        call("getMessageExtensions", chat -> chat.getMessageExtensions(message));
        call("deleteMessageExtensions", chat -> chat.deleteMessageExtensions(message));
        call("addMessageReaction", chat -> chat.addMessageReaction(message, "like"));
        call("removeMessageReaction", chat -> chat.removeMessageReaction(message, "like"));
        call("getMessageReactions", chat -> chat.getMessageReactions(one, 5));
        call("getAllUserListOfMessageReaction", chat -> chat.getAllUserListOfMessageReaction(message, "like", 0, 10));
        call("sendMessageReadReceipt", chat -> chat.sendMessageReadReceipt(one));
        call("getMessageReadReceiptList", chat -> chat.getMessageReadReceiptList(one));
        call(
                "getGroupMessageReadMemberList",
                chat -> chat.getGroupMessageReadMemberList(
                        GroupMessageReadQuery.of(message, GroupMessageReadQuery.READ)));
    }

    private void conversations() {
        var id = message.conversationID();
        var one = List.of(id);
        call("getConversationList", Chat::getConversationList);
        call("getConversationProfile", chat -> chat.getConversationProfile(id));
        call("setMessageRead", chat -> chat.setMessageRead(id));
        call("getTotalUnreadMessageCount", Chat::getTotalUnreadMessageCount);
        call("pinConversation", chat -> chat.pinConversation(id, true));
        call(
                "setMessageRemindType",
                chat -> chat.setMessageRemindType(List.of(peer.userID), Types.MSG_REMIND_ACPT_NOT_NOTE));
        call("markConversation", chat -> chat.markConversation(one, Types.CONV_MARK_TYPE_STAR, true));
        call("setConversationCustomData", chat -> chat.setConversationCustomData(one, "mine"));
        call("setConversationDraft", chat -> chat.setConversationDraft(id, "to be"));
        call("setAllMessageRead", Chat::setAllMessageRead);
        call("setAllReceiveMessageOpt", chat -> chat.setAllReceiveMessageOpt(ReceiveMessageOptions.quiet()));
        call("getAllReceiveMessageOpt", Chat::getAllReceiveMessageOpt);
        call("getConversationGroupList", Chat::getConversationGroupList);
        call("createConversationGroup", chat -> chat.createConversationGroup(one, "work"));
        call("renameConversationGroup", chat -> chat.renameConversationGroup("work", "play"));
        call("addConversationsToGroup", chat -> chat.addConversationsToGroup(one, "play"));
        call("deleteConversationsFromGroup", chat -> chat.deleteConversationsFromGroup(one, "play"));
        call("deleteConversationGroup", chat -> chat.deleteConversationGroup("play"));
        call("clearHistoryMessage", chat -> chat.clearHistoryMessage(id));
        call("deleteConversation", chat -> chat.deleteConversation(id));
    }

    private void groups() {
        var id = group.groupID();
        var users = List.of(peer.userID);
        call("getGroupList", Chat::getGroupList);
        call("getGroupProfile", chat -> chat.getGroupProfile(id));
        call("createGroup", chat -> chat.createGroup(new GroupCreation("Hikers")));
        call("updateGroupProfile", chat -> chat.updateGroupProfile(new GroupUpdate(id).name("Climbers")));
        call("joinGroup", chat -> chat.joinGroup(id));
        call("searchGroupByID", chat -> chat.searchGroupByID(id));
        call("changeGroupOwner", chat -> chat.changeGroupOwner(id, peer.userID));
        call("getGroupOnlineMemberCount", chat -> chat.getGroupOnlineMemberCount(id));
        call("getGroupApplicationList", Chat::getGroupApplicationList);
        call(
                "handleGroupApplication",
                chat -> chat.handleGroupApplication(
                        new GroupApplication(peer.userID, "", id, "", 0, "", "", "proof", "key"), "Agree", null));
        call("getGroupMemberList", chat -> chat.getGroupMemberList(GroupMemberQuery.of(id)));
        call("getGroupMemberProfile", chat -> chat.getGroupMemberProfile(id, users));
        call("addGroupMember", chat -> chat.addGroupMember(id, users));
        call("deleteGroupMember", chat -> chat.deleteGroupMember(id, users));
        call("setGroupMemberMuteTime", chat -> chat.setGroupMemberMuteTime(id, peer.userID, 60));
        call("setGroupMemberRole", chat -> chat.setGroupMemberRole(id, peer.userID, Types.GRP_MBR_ROLE_ADMIN));
        call("setGroupMemberNameCard", chat -> chat.setGroupMemberNameCard(id, null, "Ann"));
        call(
                "setGroupMemberCustomField",
                chat -> chat.setGroupMemberCustomField(id, null, List.of(new GroupField("key", "1"))));
        call("markGroupMemberList", chat -> chat.markGroupMemberList(id, users, 1_000, true));
        call("initGroupAttributes", chat -> chat.initGroupAttributes(id, Map.of("key", "1")));
        call("setGroupAttributes", chat -> chat.setGroupAttributes(id, Map.of("key", "2")));
        call("getGroupAttributes", chat -> chat.getGroupAttributes(id, List.of("key")));
        call("deleteGroupAttributes", chat -> chat.deleteGroupAttributes(id, List.of("key")));
        call("setGroupCounters", chat -> chat.setGroupCounters(id, Map.of("key", 1L)));
        call("increaseGroupCounter", chat -> chat.increaseGroupCounter(id, "key", 1));
        call("decreaseGroupCounter", chat -> chat.decreaseGroupCounter(id, "key", 1));
        call("getGroupCounters", chat -> chat.getGroupCounters(id));
        call("pinGroupMessage", chat -> chat.pinGroupMessage(id, message, true));
        call("getPinnedGroupMessageList", chat -> chat.getPinnedGroupMessageList(id));
        call("searchCloudUsers", chat -> chat.searchCloudUsers(NameQuery.of("ann")));
        call("searchCloudGroups", chat -> chat.searchCloudGroups(NameQuery.of("hike")));
        call("searchCloudGroupMembers", chat -> chat.searchCloudGroupMembers(NameQuery.of("ann")));
        call("quitGroup", chat -> chat.quitGroup(id));
        call("dismissGroup", chat -> chat.dismissGroup(id));
    }

    private void topics() {
        var town = "@TGS#_town";
        var news = town + "@TOPIC#_news";
        call("getJoinedCommunityList", Chat::getJoinedCommunityList);
        call("createTopicInCommunity", chat -> chat.createTopicInCommunity(new TopicCreation(town, "News")));
        call("updateTopicProfile", chat -> chat.updateTopicProfile(new TopicUpdate(town, news).topicName("Old news")));
        call("getTopicList", chat -> chat.getTopicList(town));
        call("deleteTopicFromCommunity", chat -> chat.deleteTopicFromCommunity(town, List.of(news)));
    }

    private void relations() {
        var users = List.of(peer.userID);
        call("getMyProfile", Chat::getMyProfile);
        call("getUserProfile", chat -> chat.getUserProfile(users));
        call("updateMyProfile", chat -> chat.updateMyProfile(new ProfileUpdate().nick("Ann")));
        call("setSelfStatus", chat -> chat.setSelfStatus("busy"));
        call("getUserStatus", chat -> chat.getUserStatus(users));
        call("subscribeUserStatus", chat -> chat.subscribeUserStatus(users));
        call("unsubscribeUserStatus", Chat::unsubscribeUserStatus);
        call("getBlacklist", Chat::getBlacklist);
        call("addToBlacklist", chat -> chat.addToBlacklist(users));
        call("removeFromBlacklist", chat -> chat.removeFromBlacklist(users));
        call("followUser", chat -> chat.followUser(users));
        call("unfollowUser", chat -> chat.unfollowUser(users));
        call("getMyFollowersList", chat -> chat.getMyFollowersList(""));
        call("getMyFollowingList", chat -> chat.getMyFollowingList(""));
        call("getMutualFollowersList", chat -> chat.getMutualFollowersList(""));
        call("getUserFollowInfo", Chat::getUserFollowInfo);
        call("checkFollowType", chat -> chat.checkFollowType(users));
        call("getFriendList", Chat::getFriendList);
        call("addFriend", chat -> chat.addFriend(new AddFriendOptions(peer.userID, "AddSource_Type_Web")));
        call("checkFriend", chat -> chat.checkFriend(users));
        call("getFriendProfile", chat -> chat.getFriendProfile(users));
        call("updateFriend", chat -> chat.updateFriend(new FriendUpdate(peer.userID).remark("the best")));
        call("getFriendApplicationList", Chat::getFriendApplicationList);
        call("acceptFriendApplication", chat -> chat.acceptFriendApplication(peer.userID));
        call("refuseFriendApplication", chat -> chat.refuseFriendApplication(peer.userID));
        call("deleteFriendApplication", chat -> chat.deleteFriendApplication(peer.userID));
        call("setFriendApplicationRead", Chat::setFriendApplicationRead);
        call("getFriendGroupList", Chat::getFriendGroupList);
        call("createFriendGroup", chat -> chat.createFriendGroup("near", users));
        call("addToFriendGroup", chat -> chat.addToFriendGroup("near", users));
        call("removeFromFriendGroup", chat -> chat.removeFromFriendGroup("near", users));
        call("renameFriendGroup", chat -> chat.renameFriendGroup("near", "far"));
        call("deleteFriendGroup", chat -> chat.deleteFriendGroup("far"));
        call("deleteFriend", chat -> chat.deleteFriend(users));
    }

    private void signaling() {
        EventHandler<Object> listener = event -> {};
        var toPeer = InviteOptions.toUser(peer.userID).data("a call");
        var inGroup = InviteOptions.inGroup(group.groupID(), List.of(peer.userID));
        call("addSignalingListener", chat -> chat.addSignalingListener(SignalingEvents.INVITEE_ACCEPTED, listener));
        call("invite", chat -> chat.invite(toPeer));
        call("inviteInGroup", chat -> chat.inviteInGroup(inGroup));
        call("inviteSync", chat -> chat.inviteSync(toPeer, sent -> {}, failure -> {}));
        call("inviteInGroupSync", chat -> chat.inviteInGroupSync(inGroup, sent -> {}, failure -> {}));
        call("accept", chat -> chat.accept("an ID", ""));
        call("reject", chat -> chat.reject("an ID", ""));
        call("cancel", chat -> chat.cancel("an ID", ""));
        call("modifyInvitation", chat -> chat.modifyInvitation("an ID", "video"));
        call("getSignalingInfo", chat -> chat.getSignalingInfo(message));
        call(
                "removeSignalingListener",
                chat -> chat.removeSignalingListener(SignalingEvents.INVITEE_ACCEPTED, listener));
    }

    private void instance() {
        EventHandler<Object> handler = event -> {};
        call("on", chat -> chat.on(Events.KICKED_OUT, handler));
        call("once", chat -> chat.once(Events.KICKED_OUT, handler));
        call("off", chat -> chat.off(Events.KICKED_OUT, handler));
        call("setLogLevel", chat -> chat.setLogLevel(3));
        call("registerPlugin", chat -> chat.registerPlugin(Map.of()));
        call("callExperimentalAPI", chat -> chat.callExperimentalAPI("canIUseModule", null));
        call("getLoginUser", Chat::getLoginUser);
        call("getServerTime", Chat::getServerTime);
        call("isReady", Chat::isReady);
        call("login", chat -> chat.login("somebody", TestServer.userSig("somebody")));
        call("logout", Chat::logout);
        call("destroy", Chat::destroy);
    }
}
