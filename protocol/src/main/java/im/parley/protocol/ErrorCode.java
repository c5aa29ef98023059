package im.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every number a failed call can carry. Codes below 10000 are raised by the SDKs without asking the server,
/// the others by the server.
///
/// Three ranges belong to the app's own callbacks and are passed through as they come: 10100 to 10200 (group
/// operations), 38000 to 39000 (requests to become friends) and 120001 to 130000 (messages).
public enum ErrorCode {
    // All codes stand together, and docs/errors.md is made from them: they are looked up, not read.

    /// Heartbeat answer: instance was kicked (internal).
    HELLO_ANSWER_KICKED_OUT(1002, false),

    /// SDKAppID missing.
    NO_SDKAPPID(2000, false),

    /// Account type missing (legacy).
    NO_ACCOUNT_TYPE(2001, false),

    /// UserID missing or empty.
    NO_IDENTIFIER(2002, false),

    /// UserSig missing or empty.
    NO_USERSIG(2003, false),

    /// Server gave no tinyID (internal account number).
    NO_TINYID(2022, false),

    /// Server gave no session key.
    NO_A2KEY(2023, false),

    /// Called before login; also logout() when not logged in.
    NOT_LOGGED_IN(2024, false),

    /// Login called again while a login is still running (within 15 s).
    REPEAT_LOGIN(2025, false),

    /// No upload plugin registered.
    COS_UNDETECTED(2040, false),

    /// Upload signature could not be obtained.
    COS_GET_SIG_FAIL(2041, false),

    /// Sending failed (generic).
    MSG_SEND_FAIL(2100, true),

    /// Sending to an AVChatRoom the user has not joined.
    MSG_SEND_FAIL_NOT_IN_AV(2101, false),

    /// Argument is not a Message created by the SDK.
    MSG_INSTANCE_REQUIRED(2105, false),

    /// ConversationType is neither C2C nor GROUP; sending to the system conversation.
    INVALID_CONVERSATION_TYPE(2106, false),

    /// File of 0 bytes.
    MSG_F_IS_EMPTY(2108, false),

    /// The onProgress callback threw.
    MSG_ONPROGRESS_ERR(2109, false),

    /// Revoking failed (generic).
    MSG_REVOKE_FAIL(2110, false),

    /// Deleting failed (not used here: what can be wrong has codes of its own).
    MSG_DELETE_FAIL(2111, false),

    /// Marking all as read failed (generic).
    MSG_UNREAD_ALL_FAIL(2112, false),

    /// No message in the list qualifies (sent by others and needReadReceipt).
    READ_RECEIPT_MSG_LIST_EMPTY(2114, false),

    /// Sending to a topic-enabled Community instead of to one of its topics.
    MSG_SEND_GRP_WITH_TOPIC_FAIL(2115, false),

    /// Group system notices cannot be deleted.
    CANNOT_DELETE_GRP_SYSTEM_NOTICE(2116, false),

    /// Translation failed.
    TRANSLATE_TEXT_FAIL(2117, false),

    /// Speech-to-text failed.
    VOICE_TO_TEXT_FAIL(2118, false),

    /// Audio format not in the supported list.
    UNSUPPORTED_VOICE_FORMAT(2119, false),

    /// No image selected.
    MSG_I_SELECT_F_FIRST(2251, false),

    /// Image type not supported.
    MSG_I_TYPES_LIMIT(2252, false),

    /// Image over the size limit (20 MiB).
    MSG_I_SIZE_LIMIT(2253, false),

    /// Audio upload failed.
    MSG_A_UPLOAD_FAIL(2300, false),

    /// Audio over the size limit (20 MiB).
    MSG_A_SIZE_LIMIT(2301, false),

    /// Video upload failed.
    MSG_V_UPLOAD_FAIL(2350, false),

    /// Video over the size limit (100 MiB).
    MSG_V_SIZE_LIMIT(2351, false),

    /// Video type not supported.
    MSG_V_TYPES_LIMIT(2352, false),

    /// File upload failed.
    MSG_F_UPLOAD_FAIL(2400, false),

    /// No file selected.
    MSG_F_SELECT_F_FIRST(2401, false),

    /// File over the size limit (100 MiB).
    MSG_F_SIZE_LIMIT(2402, false),

    /// Element not sendable: no URL / empty content after upload.
    MSG_F_URL_IS_EMPTY(2403, false),

    /// Not a merged message.
    MSG_MERGER_TYPE_INVALID(2450, false),

    /// Merged message has no downloadKey.
    MSG_MERGER_KEY_INVALID(2451, false),

    /// Download of merged message failed.
    MSG_MERGER_DOWNLOAD_FAIL(2452, false),

    /// Group tips cannot be forwarded.
    MSG_FORWARD_TYPE_INVALID(2453, false),

    /// Payload to forward is not an SDK Message.
    MSG_FORWARD_INVALID_ELEMENTS(2454, false),

    /// Somebody else modified the message first; data.message is the newest.
    MSG_MODIFY_CONFLICT(2480, false),

    /// AVChatRoom messages cannot be modified.
    MSG_MODIFY_DISABLED_IN_AV(2481, false),

    /// No such local conversation.
    CONV_NOT_FOUND(2500, false),

    /// No such user or group.
    USER_OR_GRP_NOT_FOUND(2501, false),

    /// Conversation type not supported by the call (e.g. topic).
    CONV_UN_RECORDED_TYPE(2502, false),

    /// Malformed conversation ID.
    INVALID_CONV_ID(2503, false),

    /// Unknown group type.
    ILLEGAL_GRP_TYPE(2600, false),

    /// Custom group ID does not fit the group type.
    ILLEGAL_GRP_ID(2602, false),

    /// Group not known locally.
    CANNOT_FIND_GRP(2603, false),

    /// AVChatRoom cannot be transferred.
    CANNOT_CHANGE_OWNER_IN_AV(2620, false),

    /// New owner is the caller.
    CANNOT_CHANGE_OWNER_TO_SELF(2621, false),

    /// Caller is not in the group.
    MEMBER_NOT_IN_GRP(2623, false),

    /// Group attributes only for AVChatRoom.
    GROUP_ATTRIBUTES_ONLY_IN_AV(2641, false),

    /// Group attributes before joinGroup.
    GROUP_ATTRIBUTES_BEFORE_JOIN(2642, false),

    /// Join failed with an unknown status.
    JOIN_GRP_FAIL(2660, false),

    /// Nobody can be added to an AVChatRoom.
    CANNOT_ADD_MEMBER_IN_AV(2661, false),

    /// Anonymous join works only for AVChatRoom.
    CANNOT_JOIN_NON_AV_WITHOUT_LOGIN(2662, false),

    /// Caller is not the owner.
    NOT_OWNER(2681, false),

    /// Role change not supported in Work and AVChatRoom.
    CANNOT_SET_MEMBER_ROLE_IN_WORK_AND_AV(2682, false),

    /// Role is not Admin, Member (or Custom in Community).
    INVALID_MEMBER_ROLE(2683, false),

    /// Own role cannot be changed.
    CANNOT_SET_SELF_MEMBER_ROLE(2684, false),

    /// Self cannot be muted.
    CANNOT_MUTE_SELF(2685, false),

    /// AVChatRoom ban without a duration > 0.
    BAN_DURATION_INVALID(2686, false),

    /// Operation not supported in AVChatRoom.
    OPERATION_NOT_SUPPORTED_IN_AV(2687, false),

    /// User is not in the local friend list.
    NOT_MY_FRIEND(2700, false),

    /// User is already a friend.
    ALREADY_MY_FRIEND(2701, false),

    /// Friend group with that name exists.
    FRIEND_GRP_EXISTED(2710, false),

    /// No friend group with that name.
    FRIEND_GRP_NOT_EXIST(2711, false),

    /// No such friend application.
    FRIEND_APPLICATION_NOT_EXIST(2716, false),

    /// Profile field unknown or of a wrong type/value.
    UPDATE_PROFILE_INVALID_PARAM(2721, false),

    /// Nothing to update.
    UPDATE_PROFILE_NO_KEY(2722, false),

    /// Own userID in the list.
    CANNOT_ADD_SELF_TO_BLACKLIST(2742, false),

    /// Network error.
    NETWORK_ERROR(2800, true),

    /// Request timed out; on mini programs: check trusted domains.
    NETWORK_TIMEOUT(2801, true),

    /// Offline.
    NO_NETWORK(2805, true),

    /// Exception inside the SDK.
    UNCAUGHT_ERROR(2903, false),

    /// Unknown experimental API key.
    INVALID_OPERATION(2905, false),

    /// (not used here).
    INVALID_TRTC_CMD(2995, false),

    /// Local rate limit exceeded.
    OVER_FREQUENCY_LIMIT(2996, true),

    /// Internal: unknown command.
    NO_PROTOCOL(2997, false),

    /// Module not bundled (modular ESM build without e.g. GroupModule/SignalingModule).
    NO_MODULE(2998, false),

    /// Text part of every not-ready rejection.
    SDK_IS_NOT_READY(2999, false),

    /// Called while login/initial sync is running.
    LOGGING_IN(3000, false),

    /// Called after a failed login.
    LOGIN_FAILED(3001, false),

    /// Called after being kicked (multi device).
    KICKED_OUT_MULT_DEVICE(3002, false),

    /// Called after being kicked (multi instance).
    KICKED_OUT_MULT_ACCOUNT(3003, false),

    /// Called after signature expiry.
    KICKED_OUT_USERSIG_EXPIRED(3004, false),

    /// Called after logout().
    LOGGED_OUT(3005, false),

    /// Called after a REST kick.
    KICKED_OUT_REST_API(3006, false),

    /// Custom topic ID lacks the @TOPIC# marker.
    ILLEGAL_TOPIC_ID(3021, false),

    /// Feature not enabled for the app (plan gate).
    FEATURE_NOT_ENABLED(3122, false),

    /// Local word filter matched.
    PROFANITY_FOUND(3123, false),

    /// Options missing.
    OPTIONS_IS_EMPTY(3153, false),

    /// Unknown/finished inviteID, or another operation on it is running.
    SIGNALING_INVALID_INVITE_ID(8010, false),

    /// Caller is not the inviter (cancel) / not an invitee (accept, reject).
    SIGNALING_NO_PERMISSION(8011, false),

    /// Invitation exists already.
    SIGNALING_ALREADY_EXISTS(8012, false),

    /// Cancel of an unknown inviteID, or another operation is running.
    INVALID_CANCEL_MESSAGE(8020, false),

    /// Server internal error, retry.
    GROUP_INTERNAL_ERROR(10002, true),

    /// Unknown request command.
    GROUP_UNKNOWN_COMMAND(10003, false),

    /// Invalid parameter.
    GROUP_INVALID_PARAMETERS(10004, false),

    /// Too many accounts in the request.
    GROUP_TOO_MANY_ACCOUNTS(10005, false),

    /// Operation too frequent.
    GROUP_TOO_FREQUENT(10006, true),

    /// No permission for the operation; also: group has invitation disabled (addGroupMember) / caller is no member.
    GROUP_PERMISSION_DENIED(10007, false),

    /// Illegal request.
    GROUP_ILLEGAL_REQUEST(10008, false),

    /// This group type does not let its owner quit.
    GROUP_OWNER_CANNOT_QUIT(10009, false),

    /// Group does not exist or was dismissed.
    GROUP_NOT_FOUND(10010, false),

    /// JSON body cannot be parsed.
    GROUP_JSON_PARSE_ERROR(10011, false),

    /// Operator userID illegal.
    GROUP_ILLEGAL_OPERATOR(10012, false),

    /// Invitee is already a member.
    GROUP_ALREADY_MEMBER(10013, false),

    /// Group is full.
    GROUP_FULL(10014, false),

    /// Group ID illegal / not found.
    GROUP_INVALID_ID(10015, false),

    /// Rejected by a third-party callback.
    GROUP_REJECTED_BY_CALLBACK(10016, false),

    /// Muted, cannot send.
    GROUP_MUTED(10017, false),

    /// Response larger than 1 MB.
    GROUP_RESPONSE_TOO_LARGE(10018, false),

    /// A requested user account does not exist.
    GROUP_ACCOUNT_NOT_FOUND(10019, false),

    /// Group ID is already in use.
    GROUP_ID_IN_USE(10021, false),

    /// Message rate exceeded.
    GROUP_MESSAGE_RATE_EXCEEDED(10023, true),

    /// The application/invitation was already handled.
    GROUP_APPLICATION_ALREADY_HANDLED(10024, false),

    /// Group ID in use and the operator owns that group.
    GROUP_ID_IN_USE_BY_OPERATOR(10025, false),

    /// Command disabled for this app.
    GROUP_COMMAND_DISABLED(10026, false),

    /// Message to revoke does not exist.
    GROUP_MESSAGE_NOT_FOUND(10030, false),

    /// Revoke window passed (default 2 min).
    GROUP_REVOKE_WINDOW_PASSED(10031, false),

    /// Message cannot be revoked.
    GROUP_MESSAGE_NOT_REVOCABLE(10032, false),

    /// Group type does not support revoking.
    GROUP_TYPE_NOT_REVOCABLE(10033, false),

    /// Message type cannot be deleted (not used here: all can).
    GROUP_MESSAGE_NOT_DELETABLE(10034, false),

    /// AVChatRoom does not support deleting messages.
    AV_MESSAGE_NOT_DELETABLE(10035, false),

    /// Too many AVChatRooms in the app.
    TOO_MANY_AV_ROOMS(10036, false),

    /// User reached the limit of groups to create/join.
    TOO_MANY_GROUPS_OF_USER(10037, false),

    /// Member count over the limit.
    GROUP_MEMBER_LIMIT(10038, false),

    /// App configured to not allow revoking group messages.
    GROUP_REVOKE_DISABLED(10041, false),

    /// A group's attributes or one of them would be larger, or more, than is allowed.
    GROUP_ATTRIBUTE_LIMIT(10045, false),

    /// Group attribute key does not exist.
    GROUP_ATTRIBUTE_NOT_FOUND(10050, false),

    /// Group attribute write conflict: fetch newest with getGroupAttributes, then retry.
    GROUP_ATTRIBUTE_CONFLICT(10056, true),

    /// Feature needs the feature switched on.
    READ_RECEIPT_NOT_ENABLED(10059, false),

    /// Group does not have read receipts enabled.
    GROUP_READ_RECEIPT_NOT_ENABLED(10060, false),

    /// Read-receipt information of the message not found.
    READ_RECEIPT_NOT_FOUND(10062, false),

    /// Invalid request package.
    MESSAGE_INVALID_REQUEST(20001, false),

    /// Internal auth failed / session key expired (SDK re-logs in).
    MESSAGE_AUTH_EXPIRED(20002, false),

    /// Sender or recipient userID invalid or not registered.
    MESSAGE_INVALID_ID(20003, false),

    /// Server network error.
    MESSAGE_NETWORK_ERROR(20004, true),

    /// Server internal error.
    MESSAGE_INTERNAL_ERROR(20005, true),

    /// Rejected by the app's before-send callback.
    MESSAGE_REJECTED_BY_CALLBACK(20006, false),

    /// Sender is in the recipient's blacklist (only when console "blacklist check" shows failure).
    MESSAGE_BLACKLISTED(20007, false),

    /// Friend check on and the two are not friends.
    MESSAGE_NOT_FRIENDS(20009, false),

    /// Friend check on; sender is not in the recipient's friend list.
    MESSAGE_NOT_PEERS_FRIEND(20010, false),

    /// Friend check on; recipient is not in the sender's friend list.
    MESSAGE_PEER_NOT_FRIEND(20011, false),

    /// Sender is muted for C2C by the app admin.
    MESSAGE_MUTED(20012, false),

    /// Revoke window passed (default 2 min).
    MESSAGE_REVOKE_WINDOW_PASSED(20016, false),

    /// Internal error while revoking (not used here: 20005).
    MESSAGE_REVOKE_ERROR(20018, true),

    /// Message to revoke does not exist.
    MESSAGE_TO_REVOKE_NOT_FOUND(20022, false),

    /// Message was already revoked.
    MESSAGE_ALREADY_REVOKED(20023, false),

    /// Message does not exist.
    MESSAGE_NOT_FOUND(20026, false),

    /// Server-side version conflict of modifyMessage; the SDK translates it to 2480.
    MESSAGE_VERSION_CONFLICT(20027, false),

    /// Extension key conflict (per-key result code, not a rejection); newest value is returned with it.
    EXTENSION_CONFLICT(23001, false),

    /// A call with too many or too large extensions, or more on a message than it can have; nothing was changed.
    EXTENSION_LIMIT(23002, false),

    /// More than 10 different reactions on one message.
    TOO_MANY_REACTIONS(23005, false),

    /// More than 100 users on one reaction.
    TOO_MANY_REACTION_USERS(23006, false),

    /// Caller already in that reaction.
    ALREADY_REACTED(23007, false),

    /// Reaction does not exist.
    REACTION_NOT_FOUND(23008, false),

    /// Caller is not in that reaction.
    NOT_REACTED(23009, false),

    /// Invalid search parameters.
    INVALID_SEARCH(27003, false),

    /// Parameter error; also: already a friend (add), not a friend (delete/update/get), already/not in blacklist.
    FRIEND_INVALID_PARAMETERS(30001, false),

    /// SDKAppID mismatch.
    FRIEND_APP_MISMATCH(30002, false),

    /// Account does not exist.
    FRIEND_ACCOUNT_NOT_FOUND(30003, false),

    /// Needs app-admin permission (From_Account differs from the caller).
    FRIEND_NEEDS_ADMIN(30004, false),

    /// Text contains a blocked word.
    FRIEND_BLOCKED_WORD(30005, false),

    /// Server internal error.
    FRIEND_INTERNAL_ERROR(30006, true),

    /// Timeout.
    FRIEND_TIMEOUT(30007, true),

    /// Concurrent write conflict.
    FRIEND_WRITE_CONFLICT(30008, true),

    /// App admin forbids this user to send friend requests (FORBID_TYPE_SEND_OUT).
    FRIEND_REQUESTS_FORBIDDEN(30009, false),

    /// Own friend list is full (3000).
    FRIEND_LIST_FULL(30010, false),

    /// Friend groups are at their limit (32).
    FRIEND_GROUPS_FULL(30011, false),

    /// Own pending applications are at their limit (100).
    FRIEND_APPLICATIONS_FULL(30012, false),

    /// Blacklist is full (1000).
    BLACKLIST_FULL(30013, false),

    /// The other's friend list is full.
    PEER_FRIEND_LIST_FULL(30014, false),

    /// The other is in my blacklist: cannot add.
    PEER_IN_MY_BLACKLIST(30515, false),

    /// The other denies every friend request (ALLOW_TYPE_DENY_ANY).
    PEER_DENIES_FRIENDS(30516, false),

    /// Both are on each other's list of friends already.
    ALREADY_FRIENDS(30520, false),

    /// I am in the other's blacklist: cannot add.
    ME_IN_PEERS_BLACKLIST(30525, false),

    /// Request sent, the other must confirm (NOT an error: the promise resolves with data.code 30539).
    FRIEND_NEEDS_CONFIRMATION(30539, false),

    /// Friend requests too frequent.
    FRIEND_REQUESTS_TOO_FREQUENT(30540, true),

    /// No such pending application.
    FRIEND_APPLICATION_NOT_PENDING(30614, false),

    /// User is not a friend (per-user result of friend group operations).
    FRIEND_GROUP_NOT_FRIEND(32216, false),

    /// Parameter error.
    PROFILE_INVALID_PARAMETERS(40001, false),

    /// Account does not exist.
    PROFILE_ACCOUNT_NOT_FOUND(40003, false),

    /// Needs app-admin permission.
    PROFILE_NEEDS_ADMIN(40004, false),

    /// Profile text contains a blocked word.
    PROFILE_BLOCKED_WORD(40005, false),

    /// Server internal error.
    PROFILE_INTERNAL_ERROR(40006, true),

    /// Profile field does not exist or may not be written.
    PROFILE_FIELD_UNKNOWN(40601, false),

    /// Field value has the wrong type.
    PROFILE_FIELD_TYPE(40602, false),

    /// HTTP parse error.
    HTTP_PARSE_ERROR(60002, false),

    /// JSON parse error.
    JSON_PARSE_ERROR(60003, false),

    /// Account or signature wrong in URL/body.
    REST_ACCOUNT_OR_SIGNATURE(60004, false),

    /// Account or signature wrong in URL/body.
    REST_ACCOUNT_OR_SIGNATURE_BODY(60005, false),

    /// SDKAppID invalid.
    SDK_APP_ID_INVALID(60006, false),

    /// REST call rate exceeded.
    REST_RATE_EXCEEDED(60007, true),

    /// Service timeout or bad HTTP format.
    SERVICE_TIMEOUT(60008, true),

    /// Unknown request resource.
    UNKNOWN_REQUEST(60009, false),

    /// Needs app-admin permission.
    NEEDS_ADMIN(60010, false),

    /// SDKAppID rate exceeded.
    APP_RATE_EXCEEDED(60011, true),

    /// SDKAppID missing in URL.
    SDK_APP_ID_MISSING(60012, false),

    /// Account must be a string.
    ACCOUNT_NOT_A_STRING(60015, false),

    /// SDKAppID disabled.
    APP_DISABLED(60016, false),

    /// Request disabled.
    REQUEST_DISABLED(60017, false),

    /// Search too frequent (server; not used here: 2996).
    SEARCH_TOO_FREQUENT(60018, true),

    /// Too frequent, retry later.
    TOO_FREQUENT(60019, true),

    /// Plan missing, expired or not yet active; cloud search: not enabled.
    APP_NOT_ENABLED(60020, false),

    /// REST source IP not allowed.
    SOURCE_IP_NOT_ALLOWED(60021, false),

    /// Server overload: back off.
    SERVER_OVERLOADED(60022, true),

    /// UserSig expired.
    USER_SIG_EXPIRED(70001, false),

    /// UserSig cannot be parsed (truncated).
    USER_SIG_MALFORMED(70003, false),

    /// UserSig made with another app's key.
    USER_SIG_WRONG_KEY(70009, false),

    /// UserSig is of another userID.
    USER_SIG_OF_ANOTHER_USER(70013, false),

    /// UserSig is of another SDKAppID.
    USER_SIG_OF_ANOTHER_APP(70014, false),

    /// No key for the app.
    APP_WITHOUT_KEY(70016, false),

    /// SDKAppID does not exist.
    APP_NOT_FOUND(70020, false),

    /// UserSig verification fails too often, retry in 1 min.
    USER_SIG_FAILS_TOO_OFTEN(70050, true),

    /// Account is blocked (blacklisted) by the app (not used here: accounts are deleted, or muted).
    ACCOUNT_BLOCKED(70051, false),

    /// UserSig was invalidated (REST kick).
    USER_SIG_INVALIDATED(70052, false),

    /// Account is not imported/registered.
    ACCOUNT_NOT_FOUND(70107, false),

    /// Text blocked by moderation; message.hasRiskContent=true.
    SENSITIVE_TEXT(80001, false),

    /// Message body over 12 KB.
    MESSAGE_TOO_LARGE(80002, false),

    /// Media blocked by moderation; message.hasRiskContent=true.
    SENSITIVE_MEDIA(80004, false),

    /// JSON format error.
    REST_JSON_ERROR(90001, false),

    /// To_Account missing or not a string.
    REST_TO_ACCOUNT_MISSING(90003, false),

    /// From_Account missing or unknown.
    REST_FROM_ACCOUNT_UNKNOWN(90008, false),

    /// Needs app-admin permission.
    REST_MESSAGE_NEEDS_ADMIN(90009, false),

    /// Batch over 500 recipients.
    REST_TOO_MANY_RECEIVERS(90011, false),

    /// To_Account unknown.
    REST_TO_ACCOUNT_UNKNOWN(90012, false),

    /// REST call rate exceeded.
    REST_MESSAGE_RATE_EXCEEDED(90031, true),

    /// Server internal error.
    REST_INTERNAL_ERROR(90994, true),

    /// Server internal error.
    INTERNAL_ERROR(91000, true);

    private static final Map<Integer, ErrorCode> BY_NUMBER =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(ErrorCode::number, Function.identity()));

    private final int number;
    private final boolean retryable;

    ErrorCode(int number, boolean retryable) {
        this.number = number;
        this.retryable = retryable;
    }

    /// The number on the wire and in the `code` of a rejected call.
    @JsonValue
    public int number() {
        return number;
    }

    /// Whether the same call, made again a little later, may succeed.
    public boolean retryable() {
        return retryable;
    }

    /// The code with this number; empty for 0, for callback ranges and for unknown numbers.
    public static Optional<ErrorCode> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /// The exception that answers a request with this code.
    ///
    /// @param message names the offending value and what was expected
    public ChatException because(String message) {
        return new ChatException(this, message);
    }
}
