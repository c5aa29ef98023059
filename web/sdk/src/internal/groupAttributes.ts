import { ErrorCode, EVENT, type AttributesChanged, type AttributesResult } from "../generated/protocol";
import type * as api from "../api";
import type { Emitter } from "./emitter";
import { ChatError } from "./errors";
import { createRate, isRecent } from "./rate";
import type { Session } from "./session";
import { ok } from "./ok";

const MAX_AGE_MS = 30_000; // `getGroupAttributes#4`
const WINDOW_MS = 5_000;

/** The newest that was heard of a group's attributes. */
interface Known {
  readonly version: number;
  readonly attributes: Readonly<Record<string, string>>;
  /** 0: it is too old. */
  heardAt: number;
}

type Methods = "initGroupAttributes" | "setGroupAttributes" | "deleteGroupAttributes" | "getGroupAttributes";

/** Attributes of groups. The newest that were heard of are kept, so that a change can say what it is based on. */
export interface GroupAttributes {
  readonly api: Pick<api.Chat, Methods>;
  changed(push: AttributesChanged): void;
  /** Reads again what may have changed while nobody was listening. */
  catchUp(): void;
  /** Out of a group. */
  forget(groupID: string): void;
  reset(): void;
}

export function createGroupAttributes(session: Pick<Session, "call">, emitter: Emitter): GroupAttributes {
  const known = new Map<string, Known>();
  const admitted = (method: Methods, calls = 10): (() => void) => createRate(method, calls, WINDOW_MS);
  const admitInit = admitted("initGroupAttributes");
  const admitSet = admitted("setGroupAttributes");
  const admitDelete = admitted("deleteGroupAttributes");
  const admitGet = admitted("getGroupAttributes", 20);

  function heard(groupID: string, version: number, attributes: Readonly<Record<string, string>>): Known {
    const before = known.get(groupID);
    const now = before && before.version > version ? before : { version, attributes, heardAt: Date.now() };
    known.set(groupID, now);
    return now;
  }

  async function newest(groupID: string): Promise<Known> {
    const cached = known.get(groupID);
    if (cached && isRecent(cached.heardAt, MAX_AGE_MS)) return cached;
    const read = await session.call("group.getAttributes", { groupID, keyList: [] });
    return tell({ groupID, ...read, updatedKeyList: [], deletedKeyList: [] });
  }

  /**
   * Where a change was overtaken on its way, more than one is told together: then it is worked out anew. What is read
   * may have changed unheard.
   */
  function tell({ groupID, version, attributes, updatedKeyList, deletedKeyList }: AttributesChanged): Known {
    const before = known.get(groupID);
    const now = heard(groupID, version, attributes);
    if (before && before.version >= version) return now;
    const old = before?.attributes;
    const updated = old ? Object.keys(attributes).filter((key) => attributes[key] !== old[key]) : [...updatedKeyList];
    const deleted = old ? Object.keys(old).filter((key) => !(key in attributes)) : [...deletedKeyList];
    if (!updated.length && !deleted.length) return now;
    emitter.emit(EVENT.GROUP_ATTRIBUTES_UPDATED, {
      groupID,
      groupAttributes: { ...attributes },
      updatedKeyList: updated,
      deletedKeyList: deleted,
    });
    return now;
  }

  async function change(
    groupID: string,
    ask: (version: number) => Promise<AttributesResult>,
  ): Promise<AttributesResult> {
    const before = await newest(groupID);
    try {
      const result = await ask(before.version);
      tell({ groupID, ...result });
      return result;
    } catch (error) {
      if (error instanceof ChatError && error.code === ErrorCode.GROUP_ATTRIBUTE_CONFLICT) before.heardAt = 0;
      throw error;
    }
  }

  return {
    changed: tell,
    catchUp: () =>
      known.forEach((it, groupID) => {
        it.heardAt = 0;
        newest(groupID).catch(() => undefined); // the next call for them tries again
      }),
    forget: (groupID) => void known.delete(groupID),
    reset: () => known.clear(),
    api: {
      async initGroupAttributes({ groupID, groupAttributes }) {
        admitInit();
        const attributes = { ...groupAttributes };
        await change(groupID, (version) => session.call("group.initAttributes", { groupID, attributes, version }));
        return ok({ groupAttributes: attributes });
      },
      async setGroupAttributes({ groupID, groupAttributes }) {
        admitSet();
        const attributes = { ...groupAttributes };
        await change(groupID, (version) => session.call("group.setAttributes", { groupID, attributes, version }));
        return ok({ groupAttributes: attributes });
      },
      async deleteGroupAttributes({ groupID, keyList }) {
        admitDelete();
        const { deletedKeyList } = await change(groupID, (version) =>
          session.call("group.deleteAttributes", { groupID, keyList: [...keyList], version }),
        );
        return ok({ keyList: [...deletedKeyList] });
      },
      async getGroupAttributes({ groupID, keyList }) {
        admitGet();
        const { attributes } = await newest(groupID);
        const wanted = Object.entries(attributes).filter(([key]) => !keyList.length || keyList.includes(key));
        return ok({ groupAttributes: Object.fromEntries(wanted) });
      },
    },
  };
}
