import { ErrorCode, EVENT, type CountersChanged, type GroupCounter } from "../generated/protocol";
import type * as api from "../api";
import type { Emitter } from "./emitter";
import { ChatError, checkEnabled } from "./errors";
import { createRate } from "./rate";
import type { Session } from "./session";

const GATE = "group.counters";
const TIMEOUT_MS = 30_000;

type Methods = "setGroupCounters" | "increaseGroupCounter" | "decreaseGroupCounter" | "getGroupCounters";

/** Counters of groups. Which versions were told is kept, so that what was overtaken on its way is not told after. */
export interface GroupCounters {
  readonly api: Pick<api.Chat, Methods>;
  changed(push: CountersChanged): void;
  /** Out of a group. */
  forget(groupID: string): void;
  reset(): void;
}

export function createGroupCounters(
  session: Pick<Session, "call" | "callNow" | "config">,
  emitter: Emitter,
): GroupCounters {
  const told = new Map<string, Map<string, number>>();
  /** `general#9` */
  const writes = createRate(20, 5_000);
  const reads = createRate(20, 5_000);

  function admit(rate: () => boolean, method: string): void {
    checkEnabled(session, GATE);
    if (!rate()) throw new ChatError(ErrorCode.OVER_FREQUENCY_LIMIT, `${method}: more than 20 calls in 5 seconds`);
  }

  function tell(groupID: string, counters: readonly GroupCounter[]): void {
    const versions = told.get(groupID) ?? new Map<string, number>();
    told.set(groupID, versions);
    for (const { key, value, version } of counters) {
      if ((versions.get(key) ?? 0) >= version) continue;
      versions.set(key, version);
      emitter.emit(EVENT.GROUP_COUNTER_UPDATED, { groupID, key, value });
    }
  }

  const byKey = (counters: readonly GroupCounter[]): Record<string, number> =>
    Object.fromEntries(counters.map(({ key, value }) => [key, value]));

  async function add(method: Methods, groupID: string, key: string, value: number) {
    admit(writes, method);
    // not asked again on the next connection: it might be counted twice
    const { counter } = await session.callNow("group.addToCounter", { groupID, key, value }, TIMEOUT_MS);
    tell(groupID, [counter]);
    return { code: 0, data: { groupID, key, value: counter.value, counters: byKey([counter]) } };
  }

  return {
    changed: ({ groupID, counters }) => tell(groupID, counters),
    forget: (groupID) => void told.delete(groupID),
    reset: () => told.clear(),
    api: {
      async setGroupCounters({ groupID, counters }) {
        admit(writes, "setGroupCounters");
        const result = await session.call("group.setCounters", { groupID, counters: { ...counters } });
        tell(groupID, result.counters);
        return { code: 0, data: { counters: byKey(result.counters) } };
      },
      increaseGroupCounter: ({ groupID, key, value }) => add("increaseGroupCounter", groupID, key, value),
      decreaseGroupCounter: ({ groupID, key, value }) => add("decreaseGroupCounter", groupID, key, -value),
      async getGroupCounters({ groupID, keyList = [] }) {
        admit(reads, "getGroupCounters");
        const { counters } = await session.call("group.getCounters", { groupID, keyList: [...keyList] });
        return { code: 0, data: { counters: byKey(counters) } };
      },
    },
  };
}
