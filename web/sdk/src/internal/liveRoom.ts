import { ErrorCode, TYPES, type Group as WireGroup, type JoinGroupResult, type Message } from "../generated/protocol";
import { toChatError } from "./errors";
import type { GroupList } from "./groupList";
import type { Logger } from "./logger";
import type { Session } from "./session";

/**
 * The live room that this instance is in, one at most: what is said there comes without a place in an order, is kept
 * nowhere, and missed by who is away.
 */
export interface LiveRoom {
  /** Joins a group of whatever type; what overtakes the answer is kept until it is here. */
  join(groupID: string, applyMessage?: string): Promise<JoinGroupResult>;
  /** Another instance of the user has joined a group. */
  follow(group: WireGroup): void;
  /** The user is in this room, and in the one before no more (`joinGroup#2`). */
  entered(groupID: string): void;
  left(groupID: string): void;
  /** Joins again, on the socket just opened: another node may be behind it. */
  comeBack(): Promise<void>;
  /**
   * Whether this instance is in the place that a message, or news of one, comes from. Only of live rooms it may hear
   * without being in: because the user is, at another instance.
   */
  isHere(wire: Message): boolean;
  /** Whether a message is for this instance now; one from a room that it is about to join is kept until then. */
  concerns(wire: Message): boolean;
  reset(): void;
}

const TIMEOUT_MS = 10_000;

/** @param said - gets what a room shows newcomers and what was said since */
export function createLiveRoom(
  session: Pick<Session, "call" | "callNow">,
  groups: Pick<GroupList, "isIn" | "joined" | "left">,
  log: Logger,
  said: (wires: readonly Message[]) => void,
): LiveRoom {
  const joining = new Map<string, Message[]>();
  let current: string | undefined;

  async function joined(groupID: string, asking: Promise<JoinGroupResult>): Promise<JoinGroupResult> {
    if (!joining.has(groupID)) joining.set(groupID, []);
    try {
      const result = await asking;
      if (result.group) groups.joined(result.group);
      said([...(result.messageList ?? []), ...(joining.get(groupID) ?? [])]);
      return result;
    } finally {
      joining.delete(groupID);
    }
  }

  const isHere = ({ sequence, conversationType, to }: Message): boolean =>
    sequence > 0 || conversationType !== TYPES.CONV_GROUP || to.includes("@TOPIC#") || groups.isIn(to);

  return {
    join: (groupID, applyMessage) =>
      joined(groupID, session.call("group.join", { groupID, applyMessage, isReturn: undefined })),
    follow(group) {
      const { groupID, type } = group;
      const isNew = !groups.isIn(groupID);
      groups.joined(group);
      if (!isNew || type !== TYPES.GRP_AVCHATROOM) return;
      joined(groupID, session.call("group.join", { groupID, applyMessage: undefined, isReturn: true })).catch(() =>
        groups.left(groupID),
      );
    },
    entered(groupID) {
      const before = current;
      current = groupID;
      if (before !== undefined && before !== groupID) groups.left(before);
    },
    left(groupID) {
      if (current === groupID) current = undefined;
    },
    async comeBack() {
      if (current === undefined) return;
      const groupID = current;
      try {
        const request = { groupID, applyMessage: undefined, isReturn: true };
        await joined(groupID, session.callNow("group.join", request, TIMEOUT_MS));
      } catch (failure) {
        const { code, retryable } = toChatError(failure, ErrorCode.UNCAUGHT_ERROR);
        log.info(`Not back in live room ${groupID}: ${code}`);
        if (!retryable && code !== ErrorCode.NETWORK_ERROR && code !== ErrorCode.NETWORK_TIMEOUT) groups.left(groupID);
      }
    },
    isHere,
    concerns(wire) {
      if (isHere(wire)) return true;
      joining.get(wire.to)?.push(wire);
      return false;
    },
    reset() {
      joining.clear();
      current = undefined;
    },
  };
}
