import { ErrorCode, EVENT, TYPES } from "../generated/protocol";
import type * as api from "../api";
import { createConnection } from "./connection";
import type { Emitter } from "./emitter";
import { ChatError, toChatError } from "./errors";
import { groupView } from "./groupView";
import { createHeartbeat, following } from "./heartbeat";
import type { Logger } from "./logger";
import type { AddressOf, ToView } from "./mediaPayload";
import { createMessageStore } from "./messageStore";
import { createRequests } from "./requests";
import type { Pushes } from "./session";
import { ok } from "./ok";

/** Listens in a live room while nobody is signed in (`joinGroup#5`), on a socket of its own. */
export interface Guest extends Pick<api.GroupApi, "joinGroup" | "quitGroup" | "getGroupOnlineMemberCount"> {
  /** Somebody signs in, or nothing is to be heard any more. */
  leave(): void;
}

const TIMEOUT_MS = 10_000;
const HEARTBEAT_S = 30;

export function createGuest(
  platform: Pick<api.Platform, "openSocket" | "watch">,
  url: string,
  emitter: Emitter,
  log: Logger,
  addressOf: AddressOf,
  toView: ToView,
): Guest {
  let current: string | undefined;
  /** Joins under way. */
  let joining = 0;
  let unwatch: (() => void) | undefined;

  const requests = createRequests((text) => connection.send(text));
  const heartbeat = createHeartbeat(
    () => requests.callNow("session.ping", {}, TIMEOUT_MS),
    () => connection.drop("no answer to a ping"),
  );
  const connection = createConnection(platform, url, log, {
    state: (state) => emitter.emit(EVENT.NET_STATE_CHANGE, { state }),
    opened: () => void opened(),
    frame(frame) {
      // the protocol pairs each event with the body that its handler takes
      if ("event" in frame) pushes[frame.event]?.(frame.body as never);
      else requests.answer(frame);
    },
    lost() {
      heartbeat.stop();
      requests.pause();
    },
    refused: leave,
  });
  const store = createMessageStore(
    () => ({ userID: "", tinyID: "" }),
    (id) => ({
      ...{ peerReadSequence: 0, readSequence: 0, sender: undefined },
      subType: id === TYPES.CONV_SYSTEM ? "" : TYPES.GRP_AVCHATROOM,
    }),
    addressOf,
    toView,
  );
  const pushes: Pushes = {
    "message.received"({ message }) {
      // may be sent again over a lost connection
      if (!store.find(message.ID)) emitter.emit(EVENT.MESSAGE_RECEIVED, [store.adopt(message)]);
    },
    "message.revoked": ({ messageList }) =>
      emitter.emit(
        EVENT.MESSAGE_REVOKED,
        messageList.map((wire) => store.adopt(wire)),
      ),
    "group.left": leave,
  };

  /** Goes back after a lost connection. */
  async function opened(): Promise<void> {
    try {
      if (current) {
        const request = { groupID: current, applyMessage: undefined, isReturn: undefined };
        await requests.callNow("group.join", request, TIMEOUT_MS);
      }
      connection.settled();
      heartbeat.start(HEARTBEAT_S);
      requests.resume();
    } catch (failure) {
      const { code, retryable } = toChatError(failure, ErrorCode.UNCAUGHT_ERROR);
      log.info(`Not back in live room ${current}: ${code}`);
      if (retryable) connection.drop("refused for now");
      else if (code !== ErrorCode.NETWORK_ERROR) leave();
    }
  }

  function leave(): void {
    current = undefined;
    unwatch?.();
    unwatch = undefined;
    heartbeat.stop();
    connection.close();
    requests.abort(ErrorCode.NOT_LOGGED_IN, "nobody listens here any more");
    store.clear();
  }

  return {
    async joinGroup({ groupID }) {
      connection.open();
      unwatch ??= platform.watch(following(connection, heartbeat));
      joining++;
      try {
        const request = { groupID, applyMessage: undefined, isReturn: undefined };
        const { status, group } = await requests.call("group.join", request);
        current = groupID;
        return ok({ status, ...(group && { group: groupView(group, "") }) });
      } finally {
        joining--;
        if (!current && !joining) leave();
      }
    },
    async quitGroup(groupID) {
      if (groupID !== current) throw new ChatError(ErrorCode.NOT_LOGGED_IN, "nobody is logged in");
      await requests.call("group.quit", { groupID });
      leave();
      return ok({ groupID });
    },
    async getGroupOnlineMemberCount(groupID) {
      return ok(groupID === current ? await requests.call("group.countOnline", { groupID }) : { memberCount: 0 });
    },
    leave,
  };
}
