import { EVENT, type MessagePinned } from "../generated/protocol";
import type * as api from "../api";
import type { Emitter } from "./emitter";
import type { MessageStore } from "./messageStore";
import type { Session } from "./session";
import { ok } from "./ok";

/** Messages that groups keep in view. */
export interface Pins {
  readonly api: api.PinApi;
  changed(push: MessagePinned): void;
}

export function createPins(session: Pick<Session, "call">, emitter: Emitter, store: MessageStore): Pins {
  return {
    changed({ groupID, message: wire, isPinned, operatorInfo }) {
      const message = store.read(wire);
      message.pinnerInfo = isPinned ? { ...operatorInfo } : null;
      const { ID, sequence, random, time, clientTime } = message;
      emitter.emit(EVENT.PINNED_GROUP_MESSAGE_UPDATED, {
        groupID,
        message: isPinned ? message : { ID, sequence, random, time, clientTime },
        isPinned,
        operatorInfo: { ...operatorInfo },
      });
    },
    api: {
      async pinGroupMessage({ groupID, message, isPinned }) {
        await session.call("group.pinMessage", { groupID, id: message.ID, isPinned });
        return ok({});
      },
      async getPinnedGroupMessageList(groupID) {
        const { pinnedList } = await session.call("group.listPinned", { groupID });
        const messageList = pinnedList.map(({ message, pinner }) =>
          Object.assign(store.read(message), { pinnerInfo: { ...pinner } }),
        );
        return ok({ messageList });
      },
    },
  };
}
