package im.parley.server.group;

/// What a member may want to do, see [GroupPolicy].
public enum GroupAction {
    /// Name, introduction, notification, avatar, options and custom fields.
    EDIT_PROFILE,
    MUTE_ALL,
    /// Speak while all are muted.
    SPEAK_WHILE_MUTED,
    DISMISS,
    QUIT,
    TRANSFER,
    SET_ROLE,
    /// Put somebody of a lower role out.
    REMOVE_MEMBER,
    /// Mute somebody of a lower role.
    MUTE_MEMBER,
    /// Name cards and fields of somebody of a lower role.
    EDIT_MEMBER,
    DECIDE_APPLICATIONS,
    /// Take users in without asking, where the inviteOption asks for permission.
    INVITE_UNASKED,
    /// Revoke and modify what somebody of a lower role wrote (settled 17).
    MANAGE_MESSAGES,
    /// Live rooms only.
    MARK_MEMBER,
    /// Communities with topics.
    MANAGE_TOPICS
}
