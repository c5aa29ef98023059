package im.parley.protocol;

/// The values of `TencentCloudChat.TSignaling`: signaling events and action types.
public final class Signaling {

    // events

    public static final String INVITATION_CANCELLED = "ts_invitation_cancelled";
    public static final String INVITATION_MODIFIED = "ts_invitation_modified";
    public static final String INVITATION_TIMEOUT = "ts_invitation_timeout";
    public static final String INVITEE_ACCEPTED = "ts_invitee_accepted";
    public static final String INVITEE_REJECTED = "ts_invitee_rejected";
    public static final String NEW_INVITATION_RECEIVED = "newInvitationReceived";

    // action types

    public static final int ACTION_TYPE_UNKNOWN = 0;
    public static final int ACTION_TYPE_INVITE = 1;
    public static final int ACTION_TYPE_CANCEL_INVITE = 2;
    public static final int ACTION_TYPE_ACCEPT_INVITE = 3;
    public static final int ACTION_TYPE_REJECT_INVITE = 4;
    public static final int ACTION_TYPE_INVITE_TIMEOUT = 5;

    private Signaling() {}
}
