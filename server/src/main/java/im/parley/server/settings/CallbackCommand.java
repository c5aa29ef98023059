package im.parley.server.settings;

import java.util.Arrays;
import java.util.List;

/// What a back end can be asked or told by webhook. Those that ask stand first: what is asked about waits for the
/// answer.
public enum CallbackCommand {
    BEFORE_C2C_MESSAGE("C2C.CallbackBeforeSendMsg"),
    BEFORE_GROUP_MESSAGE("Group.CallbackBeforeSendMsg"),
    BEFORE_CREATE_GROUP("Group.CallbackBeforeCreateGroup"),
    BEFORE_APPLY_JOIN("Group.CallbackBeforeApplyJoinGroup"),
    BEFORE_INVITE_JOIN("Group.CallbackBeforeInviteJoinGroup"),
    BEFORE_CREATE_TOPIC("Group.CallbackBeforeCreateTopic"),
    BEFORE_FRIEND_ADD("Sns.CallbackPrevFriendAdd"),
    BEFORE_FRIEND_RESPONSE("Sns.CallbackPrevFriendResponse"),

    STATE_CHANGE("State.StateChange"),
    PROFILE_SET("Profile.CallbackPortraitSet"),
    FRIEND_ADD("Sns.CallbackFriendAdd"),
    FRIEND_DELETE("Sns.CallbackFriendDelete"),
    BLACKLIST_ADD("Sns.CallbackBlackListAdd"),
    BLACKLIST_DELETE("Sns.CallbackBlackListDelete"),
    AFTER_C2C_MESSAGE("C2C.CallbackAfterSendMsg"),
    AFTER_C2C_READ("C2C.CallbackAfterMsgReport"),
    AFTER_C2C_RECALL("C2C.CallbackAfterMsgWithDraw"),
    AFTER_GROUP_MESSAGE("Group.CallbackAfterSendMsg"),
    GROUP_MESSAGE_EXCEPTION("Group.CallbackSendMsgException"),
    AFTER_GROUP_RECALL("Group.CallbackAfterRecallMsg"),
    AFTER_GROUP_RECEIPT("Group.CallbackAfterReadReceipt"),
    AFTER_CREATE_GROUP("Group.CallbackAfterCreateGroup"),
    AFTER_MEMBER_JOIN("Group.CallbackAfterNewMemberJoin"),
    AFTER_MEMBER_EXIT("Group.CallbackAfterMemberExit"),
    AFTER_MEMBER_CHANGE("Group.CallbackAfterMemberFieldChanged"),
    AFTER_GROUP_FULL("Group.CallbackAfterGroupFull"),
    AFTER_GROUP_DESTROYED("Group.CallbackAfterGroupDestroyed"),
    AFTER_GROUP_CHANGE("Group.CallbackAfterGroupInfoChanged"),
    AFTER_OWNER_CHANGE("Group.CallbackAfterChangeGroupOwner"),
    AFTER_ATTRIBUTES_CHANGE("Group.CallbackAfterGroupAttrChanged"),
    LIVE_MEMBER_STATE("Group.CallbackOnMemberStateChange"),
    AFTER_CREATE_TOPIC("Group.CallbackAfterCreateTopic"),
    AFTER_TOPIC_DESTROYED("Group.CallbackAfterTopicDestroyed"),
    AFTER_TOPIC_CHANGE("Group.CallbackAfterTopicInfoChanged");

    private final String wireName;

    CallbackCommand(String wireName) {
        this.wireName = wireName;
    }

    /// What back ends call it: `CallbackCommand` of the request.
    public String wireName() {
        return wireName;
    }

    /// Whether the answer decides what becomes of it.
    public boolean asks() {
        return ordinal() < STATE_CHANGE.ordinal();
    }

    static final List<String> NAMES =
            Arrays.stream(values()).map(CallbackCommand::wireName).toList();
}
