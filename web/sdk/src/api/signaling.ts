import type { OfflinePushInfo, TSignaling } from "../generated/protocol";
import type { Response } from "./common";
import type { Message } from "./message";

/** What a signal says. */
export interface SignalingInfo {
  inviteID: string;
  /** Where the invitation was made; empty in C2C. */
  groupID: string;
  inviter: string;
  /** Of an invitation everybody who is asked, of an answer the one who gives it, else those who had not answered. */
  inviteeList: string[];
  /** The app's own text; of a timeout the invitation's. */
  data: string;
  /** An `ACTION_TYPE_…` value of TSignaling. */
  actionType: number;
  /** Of the invitation, in seconds; 0: none. */
  timeout: number;
  businessID: number;
}

/** How somebody is invited. */
export interface InviteOptions {
  userID: string;
  /**
   * The app's own text. With `"excludeFromHistoryMessage":true` in it, the signal neither counts as unread nor is shown as
   * the last message.
   */
  data?: string;
  /** Seconds in which it can be answered, at most 86,400; 0, as without it: no limit. */
  timeout?: number;
  /** Signals go to those who are online now, and are not stored or pushed. */
  onlineUserOnly?: boolean;
  /** How phones show it to those who are not online; OPPO's channel may also be named `androidOPPOChannelID`. */
  offlinePushInfo?: OfflinePushInfo & { androidOPPOChannelID?: string };
}

export interface InviteInGroupOptions extends Omit<InviteOptions, "userID"> {
  groupID: string;
  /** Members of the group, 1 to 200. */
  inviteeList: string[];
}

/** The message that carries the signal, and the invitation's ID beside `data`. */
export type SignalResponse = Response<{ message: Message }> & { inviteID: string };

/** What is common to signaling's events. */
export interface InvitationEvent {
  inviteID: string;
  inviter: string;
  groupID: string;
  data: string;
}

/** What each signaling event carries. */
export interface SignalingEvents {
  /** Somebody invites me; also raised after login for the last five minutes' that I have not read, once each. */
  [TSignaling.NEW_INVITATION_RECEIVED]: InvitationEvent & { inviteeList: string[] };
  /** Somebody else, or another instance of mine, has accepted; in groups all who take part hear of it. */
  [TSignaling.INVITEE_ACCEPTED]: InvitationEvent & { invitee: string };
  [TSignaling.INVITEE_REJECTED]: InvitationEvent & { invitee: string };
  [TSignaling.INVITATION_CANCELLED]: InvitationEvent;
  /** The time is up for those in `inviteeList`; `isSelfTimeout`: I have said so, by `message`. */
  [TSignaling.INVITATION_TIMEOUT]: InvitationEvent & {
    inviteeList: string[];
    isSelfTimeout: boolean;
    message?: Message;
  };
  [TSignaling.INVITATION_MODIFIED]: { inviteID: string; data: string };
}

type Listen<R> = <K extends keyof SignalingEvents>(
  eventName: K,
  handler: (event: { name: K; data: SignalingEvents[K] }) => void,
  context?: unknown,
) => R;

/** Inviting users to what they can accept or reject, such as calls. */
export interface SignalingApi {
  /** Adds a listener; before login, as what arrives without one is lost. */
  addSignalingListener: Listen<void>;
  /** Takes off a listener added with the same name, handler and context. */
  removeSignalingListener: Listen<void>;
  /** Invites a user. Rejects as `sendMessage` does, and with 20001 for oneself. */
  invite(options: InviteOptions): Promise<SignalResponse>;
  /** Invites members of a group. Rejects also with 10004 where one of them is none. */
  inviteInGroup(options: InviteInGroupOptions): Promise<SignalResponse>;
  /** The same at once: the ID is there before the invitation is sent. */
  inviteSync(
    options: InviteOptions,
    success?: (result: { inviteID: string }) => void,
    failure?: (code: number, message: string) => void,
  ): string;
  /** `inviteInGroup` at once, in the same way. */
  inviteInGroupSync(
    options: InviteInGroupOptions,
    success?: (result: { inviteID: string }) => void,
    failure?: (code: number, message: string) => void,
  ): string;
  /** Takes an invitation of mine back. Rejects with 8020 where it has ended, 8011 where it is not mine. */
  cancel(options: { inviteID: string; data?: string }): Promise<SignalResponse>;
  /** Rejects with 8010 where the invitation has ended or I have answered, 8011 where I am not invited. */
  accept(options: { inviteID: string; data?: string }): Promise<SignalResponse>;
  /** Rejects, where it fails, with the same codes as `accept`. */
  reject(options: { inviteID: string; data?: string }): Promise<SignalResponse>;
  /** The signal that a message carries; null: it is an ordinary one. */
  getSignalingInfo(message: Message): SignalingInfo | null;
  /**
   * Replaces the data of an invitation that has not ended. Rejects with 8010 where it has, or is for those online only, and
   * as `modifyMessage` does.
   */
  modifyInvitation(options: { inviteID: string; data: string }): Promise<SignalResponse>;
}
