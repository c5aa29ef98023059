package im.parley.protocol;

/// The values of `TencentCloudChat.TYPES`, exactly as apps compare them.
public final class Types {

    // message types

    public static final String MSG_AUDIO = "TIMSoundElem";
    public static final String MSG_CUSTOM = "TIMCustomElem";
    public static final String MSG_FACE = "TIMFaceElem";
    public static final String MSG_FILE = "TIMFileElem";
    /// The same as [#MSG_LOCATION].
    public static final String MSG_GEO = "TIMLocationElem";
    public static final String MSG_GRP_SYS_NOTICE = "TIMGroupSystemNoticeElem";
    public static final String MSG_GRP_TIP = "TIMGroupTipElem";
    public static final String MSG_IMAGE = "TIMImageElem";
    public static final String MSG_LOCATION = "TIMLocationElem";
    public static final String MSG_MERGER = "TIMRelayElem";
    /// The same as [#MSG_AUDIO].
    public static final String MSG_SOUND = "TIMSoundElem";
    public static final String MSG_TEXT = "TIMTextElem";
    public static final String MSG_VIDEO = "TIMVideoFileElem";

    // message priority (group messages)

    public static final String MSG_PRIORITY_HIGH = "High";
    public static final String MSG_PRIORITY_LOW = "Low";
    public static final String MSG_PRIORITY_LOWEST = "Lowest";
    public static final String MSG_PRIORITY_NORMAL = "Normal";

    // conversation types

    public static final String CONV_C2C = "C2C";
    public static final String CONV_GROUP = "GROUP";
    public static final String CONV_SYSTEM = "@TIM#SYSTEM";
    public static final String CONV_TOPIC = "TOPIC";

    // at-info types (groupAtInfoList.atTypeArray)

    public static final int CONV_AT_ALL = 2;
    public static final int CONV_AT_ALL_AT_ME = 3;
    public static final int CONV_AT_ME = 1;

    // conversation marks (bit values)

    public static final int CONV_MARK_TYPE_FOLD = 4;
    public static final int CONV_MARK_TYPE_HIDE = 8;
    public static final int CONV_MARK_TYPE_STAR = 1;
    public static final int CONV_MARK_TYPE_UNREAD = 2;

    // at-all user id placeholder

    /// Stands for everybody in an @ list; the spelling is the wire's.
    public static final String MSG_AT_ALL = "__kImSDK_MesssageAtALL__";

    // read-all scopes

    public static final String READ_ALL_C2C_MSG = "readAllC2CMessage";
    public static final String READ_ALL_GROUP_MSG = "readAllGroupMessage";
    public static final String READ_ALL_MSG = "readAllMessage";

    // group types

    public static final String GRP_AVCHATROOM = "AVChatRoom";
    /// The same as [#GRP_MEETING].
    public static final String GRP_CHATROOM = "ChatRoom";
    public static final String GRP_COMMUNITY = "Community";
    public static final String GRP_LIVE = "Live";
    public static final String GRP_MEETING = "ChatRoom";
    /// The same as [#GRP_WORK].
    public static final String GRP_PRIVATE = "Private";
    public static final String GRP_PUBLIC = "Public";
    public static final String GRP_ROOM = "Room";
    public static final String GRP_WORK = "Private";

    // group member roles

    public static final String GRP_MBR_ROLE_ADMIN = "Admin";
    public static final String GRP_MBR_ROLE_CUSTOM = "Custom";
    public static final String GRP_MBR_ROLE_MEMBER = "Member";
    public static final String GRP_MBR_ROLE_OWNER = "Owner";

    // group tip operation types

    public static final int GRP_TIP_BAN_AVCHATROOM_MEMBER = 10;
    public static final int GRP_TIP_GRP_PROFILE_UPDATED = 6;
    public static final int GRP_TIP_MBR_CANCELED_ADMIN = 5;
    public static final int GRP_TIP_MBR_JOIN = 1;
    public static final int GRP_TIP_MBR_KICKED_OUT = 3;
    public static final int GRP_TIP_MBR_PROFILE_UPDATED = 7;
    public static final int GRP_TIP_MBR_QUIT = 2;
    public static final int GRP_TIP_MBR_SET_ADMIN = 4;
    public static final int GRP_TIP_UNBAN_AVCHATROOM_MEMBER = 11;

    // group profile field names

    public static final String GRP_PROFILE_CREATE_TIME = "createTime";
    public static final String GRP_PROFILE_INTRODUCTION = "introduction";
    public static final String GRP_PROFILE_INVITE_OPTION = "inviteOption";
    public static final String GRP_PROFILE_JOIN_OPTION = "joinOption";
    public static final String GRP_PROFILE_LAST_INFO_TIME = "lastInfoTime";
    public static final String GRP_PROFILE_MAX_MEMBER_NUM = "maxMemberNum";
    public static final String GRP_PROFILE_MEMBER_NUM = "memberNum";
    public static final String GRP_PROFILE_MUTE_ALL_MBRS = "muteAllMembers";
    public static final String GRP_PROFILE_NOTIFICATION = "notification";
    public static final String GRP_PROFILE_OWNER_ID = "ownerID";

    // message remind types

    public static final String MSG_REMIND_ACPT_AND_NOTE = "AcceptAndNotify";
    public static final String MSG_REMIND_ACPT_NOT_NOTE = "AcceptNotNotify";
    public static final String MSG_REMIND_DISCARD = "Discard";
    public static final String NOT_RECEIVE_MSG_EXCEPT_AT = "NotReceiveMsgExceptAt";
    public static final String NOT_RECEIVE_OFFLINE_PUSH_EXCEPT_AT = "AcceptNotNotifyExceptAt";
    public static final String RECEIVE_WITH_OFFLINE_PUSH_EXCEPT_AT = "AcceptNotNotifyExceptAt";

    // join options

    public static final String JOIN_OPTIONS_DISABLE_APPLY = "DisableApply";
    public static final String JOIN_OPTIONS_FREE_ACCESS = "FreeAccess";
    public static final String JOIN_OPTIONS_NEED_PERMISSION = "NeedPermission";

    // join status

    public static final String JOIN_STATUS_ALREADY_IN_GROUP = "AlreadyInGroup";
    public static final String JOIN_STATUS_SUCCESS = "JoinedSuccess";
    public static final String JOIN_STATUS_WAIT_APPROVAL = "WaitAdminApproval";

    // invite options

    public static final String INVITE_OPTIONS_DISABLE_INVITE = "DisableInvite";
    public static final String INVITE_OPTIONS_FREE_ACCESS = "FreeAccess";
    public static final String INVITE_OPTIONS_NEED_PERMISSION = "NeedPermission";

    // gender

    public static final String GENDER_FEMALE = "Gender_Type_Female";
    public static final String GENDER_MALE = "Gender_Type_Male";
    public static final String GENDER_UNKNOWN = "Gender_Type_Unknown";

    // allow type (being added as friend)

    public static final String ALLOW_TYPE_ALLOW_ANY = "AllowType_Type_AllowAny";
    public static final String ALLOW_TYPE_DENY_ANY = "AllowType_Type_DenyAny";
    public static final String ALLOW_TYPE_NEED_CONFIRM = "AllowType_Type_NeedConfirm";

    // forbid type (sending friend requests)

    public static final String FORBID_TYPE_NONE = "AdminForbid_Type_None";
    public static final String FORBID_TYPE_SEND_OUT = "AdminForbid_Type_SendOut";

    // friend: add/delete/application/check/relation

    public static final String SNS_ADD_TYPE_BOTH = "Add_Type_Both";
    public static final String SNS_ADD_TYPE_SINGLE = "Add_Type_Single";
    public static final String SNS_APPLICATION_AGREE = "Response_Action_Agree";
    public static final String SNS_APPLICATION_AGREE_AND_ADD = "Response_Action_AgreeAndAdd";
    public static final String SNS_APPLICATION_SENT_BY_ME = "Pendency_Type_SendOut";
    public static final String SNS_APPLICATION_SENT_TO_ME = "Pendency_Type_ComeIn";
    public static final String SNS_APPLICATION_TYPE_BOTH = "Pendency_Type_Both";
    public static final String SNS_CHECK_TYPE_BOTH = "CheckResult_Type_Both";
    public static final String SNS_CHECK_TYPE_SINGLE = "CheckResult_Type_Single";
    public static final String SNS_DELETE_TYPE_BOTH = "Delete_Type_Both";
    public static final String SNS_DELETE_TYPE_SINGLE = "Delete_Type_Single";
    public static final String SNS_TYPE_A_WITH_B = "CheckResult_Type_AWithB";
    public static final String SNS_TYPE_BOTH_WAY = "CheckResult_Type_BothWay";
    public static final String SNS_TYPE_B_WITH_A = "CheckResult_Type_BWithA";
    public static final String SNS_TYPE_NO_RELATION = "CheckResult_Type_NoRelation";

    // kicked-out reasons

    public static final String KICKED_OUT_MULT_ACCOUNT = "multipleAccount";
    public static final String KICKED_OUT_MULT_DEVICE = "multipleDevice";
    public static final String KICKED_OUT_REST_API = "REST_API_Kick";
    public static final String KICKED_OUT_USERSIG_EXPIRED = "userSigExpired";

    // network state

    public static final String NET_STATE_CONNECTED = "connected";
    public static final String NET_STATE_CONNECTING = "connecting";
    public static final String NET_STATE_DISCONNECTED = "disconnected";

    // user status

    public static final int USER_STATUS_OFFLINE = 2;
    public static final int USER_STATUS_ONLINE = 1;
    public static final int USER_STATUS_UNKNOWN = 0;
    public static final int USER_STATUS_UNLOGINED = 3;

    // offline push sounds

    public static final String IOS_OFFLINE_PUSH_DEFAULT_SOUND = "default";
    public static final String IOS_OFFLINE_PUSH_NO_SOUND = "push.no_sound";

    private Types() {}
}
