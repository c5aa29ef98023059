import { EVENT, type CountersChanged, type GroupCounter } from "../generated/protocol";
import type * as api from "../api";
import type { Emitter } from "./emitter";
import { createRate, isRecent } from "./rate";
import type { Session } from "./session";
import { ok } from "./ok";

const GATE = "group.counters";
const TIMEOUT_MS = 30_000;
const MAX_AGE_MS = 30_000; // `getGroupCounters#4`

type Methods = "setGroupCounters" | "increaseGroupCounter" | "decreaseGroupCounter" | "getGroupCounters";

/** The newest that was heard of a group's counters, of all of them since they were last read. */
interface Known {
  readAt: number;
  readonly newest: Map<string, GroupCounter>;
}

/** Counters of groups. Which versions were told is kept, so that what was overtaken on its way is not told after. */
export interface GroupCounters {
  readonly api: Pick<api.Chat, Methods>;
  changed(push: CountersChanged): void;
  /** Reads again what was read, and may have changed while nobody was listening. */
  catchUp(): void;
  /** Out of a group. */
  forget(groupID: string): void;
  reset(): void;
}

export function createGroupCounters(
  session: Pick<Session, "call" | "callNow" | "config">,
  emitter: Emitter,
): GroupCounters {
  const told = new Map<string, Map<string, number>>();
  const known = new Map<string, Known>();
  const admitWrite = createRate("group counters", 20, 5_000, session, GATE);
  const admitRead = createRate("getGroupCounters", 20, 5_000, session, GATE);

  function hear(groupID: string, counters: readonly GroupCounter[]): Known {
    const heard = known.get(groupID) ?? { readAt: 0, newest: new Map<string, GroupCounter>() };
    known.set(groupID, heard);
    for (const it of counters) if (it.version > (heard.newest.get(it.key)?.version ?? 0)) heard.newest.set(it.key, it);
    return heard;
  }

  async function all(groupID: string): Promise<GroupCounter[]> {
    const cached = known.get(groupID);
    if (cached && isRecent(cached.readAt, MAX_AGE_MS)) return [...cached.newest.values()];
    const { counters } = await session.call("group.getCounters", { groupID, keyList: [] });
    if (cached?.readAt) {
      const isNews = ({ key, version }: GroupCounter): boolean => version > (cached.newest.get(key)?.version ?? 0);
      tell(groupID, counters.filter(isNews)); // it has changed unheard
    }
    const heard = hear(groupID, counters);
    heard.readAt = Date.now();
    return [...heard.newest.values()];
  }

  function tell(groupID: string, counters: readonly GroupCounter[]): void {
    const versions = told.get(groupID) ?? new Map<string, number>();
    told.set(groupID, versions);
    hear(groupID, counters);
    for (const { key, value, version } of counters) {
      if ((versions.get(key) ?? 0) >= version) continue;
      versions.set(key, version);
      emitter.emit(EVENT.GROUP_COUNTER_UPDATED, { groupID, key, value });
    }
  }

  const byKey = (counters: readonly GroupCounter[]): Record<string, number> =>
    Object.fromEntries(counters.map(({ key, value }) => [key, value]));

  async function add(groupID: string, key: string, value: number) {
    admitWrite();
    // not asked again on the next connection: it might be counted twice
    const { counter } = await session.callNow("group.addToCounter", { groupID, key, value }, TIMEOUT_MS);
    tell(groupID, [counter]);
    return ok({ groupID, key, value: counter.value, counters: byKey([counter]) });
  }

  return {
    catchUp: () =>
      known.forEach((it, groupID) => {
        if (!it.readAt) return;
        it.readAt = 1; // long ago
        all(groupID).catch(() => undefined); // the next call for them tries again
      }),
    changed: ({ groupID, counters }) => tell(groupID, counters),
    forget(groupID) {
      told.delete(groupID);
      known.delete(groupID);
    },
    reset() {
      told.clear();
      known.clear();
    },
    api: {
      async setGroupCounters({ groupID, counters }) {
        admitWrite();
        const result = await session.call("group.setCounters", { groupID, counters: { ...counters } });
        tell(groupID, result.counters);
        return ok({ counters: byKey(result.counters) });
      },
      increaseGroupCounter: ({ groupID, key, value }) => add(groupID, key, value),
      decreaseGroupCounter: ({ groupID, key, value }) => add(groupID, key, -value),
      async getGroupCounters({ groupID, keyList = [] }) {
        admitRead();
        const counters = await all(groupID);
        const wanted = counters.filter(({ key }) => !keyList.length || keyList.includes(key));
        return ok({ counters: byKey(wanted) });
      },
    },
  };
}
