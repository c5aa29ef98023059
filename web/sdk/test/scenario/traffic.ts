import { expect } from "vitest";
import type { ChatError, Group, Message } from "../../src/index";
import { groupText } from "./group";
import { EVENT, TYPES, until, type Person } from "./person";
import { seeded } from "./trouble";

const IN_FLIGHT = 4;
const PATIENCE_MS = 120_000;

/**
 * People who write to each other and to a group that all are in, without a pause, and what must have come of it in the
 * end whatever happened on the way: every acknowledged message once and in order at its receiver, and no holes.
 * `Traffic` of the Java SDK's tests does the same.
 */
export interface Traffic {
  /** Acknowledged so far. */
  readonly count: number;
  /** What went wrong, if anything did. */
  readonly failure: unknown;
  /** Lets everything come to rest and checks all of it. */
  finish(): Promise<void>;
}

/** Where a message went, the same for both who write to each other. */
const wayOf = ({ from, to, conversationType }: Message): string =>
  conversationType === TYPES.CONV_GROUP ? to : [from, to].sort().join();

/** Of a stretch of traffic after another: the highest sequence of each way before. */
export type Heads = Map<string, number>;

/** @param heads - are those after this stretch when it has finished */
export function traffic(people: readonly Person[], group: Group, seed: number, heads: Heads): Traffic {
  const acked = new Map<string, Map<number, Message>>();
  let isGoing = true;
  let count = 0;
  let failure: unknown;

  async function sendUntilStored(who: Person, message: Message): Promise<void> {
    let send = who.chat.sendMessage(message);
    for (;;) {
      const refusal = await send.then(
        () => undefined,
        (error: unknown) => error as ChatError,
      );
      if (!refusal) break;
      expect(refusal.retryable, `${refusal.code} ${refusal.message}`).toBe(true);
      send = who.chat.resendMessage(message); // as an app does that wants its message out
    }
    const there = acked.get(wayOf(message)) ?? new Map<number, Message>();
    expect(there.has(message.sequence), `another message with sequence ${message.sequence}`).toBe(false);
    acked.set(wayOf(message), there.set(message.sequence, message));
    count++;
  }

  async function write(who: Person, number: number): Promise<void> {
    const random = seeded(seed + number);
    for (let i = 0; isGoing; i++) {
      const to = people[random(people.length)];
      const text = `message ${i}`;
      const message = to === undefined || to === who ? groupText(who, group, text) : who.draft(text, to);
      await sendUntilStored(who, message);
    }
  }

  const writers = people.flatMap((who, i) =>
    Array.from({ length: IN_FLIGHT }, (_, k) =>
      write(who, i * IN_FLIGHT + k).catch((reason: unknown) => {
        failure ??= reason;
        isGoing = false;
      }),
    ),
  );

  const receivedBy = (who: Person): Message[] =>
    who
      .of(EVENT.MESSAGE_RECEIVED)
      .flat()
      .filter(({ type }) => type === TYPES.MSG_TEXT);

  /** By way, in the order of their sequences. */
  function expectedAt({ userID }: Person): Record<string, string[]> {
    const all: Record<string, string[]> = {};
    for (const [way, there] of acked) {
      const isMine = way === group.groupID || way.split(",").includes(userID);
      const ids = [...there]
        .sort(([a], [b]) => a - b)
        .filter(([, { from }]) => isMine && from !== userID)
        .map(([, { ID }]) => ID);
      if (ids.length) all[way] = ids;
    }
    return all;
  }

  return {
    get count() {
      return count;
    },
    get failure() {
      return failure;
    },
    async finish() {
      isGoing = false;
      await Promise.all(writers);
      if (failure !== undefined) throw failure as Error;
      for (const who of people) {
        const expected = expectedAt(who);
        const total = Object.values(expected).flat().length;
        await until(
          () => receivedBy(who).length >= total,
          () => `${who.userID} received ${receivedBy(who).length} of ${total} messages`,
          PATIENCE_MS,
        );
        const received: Record<string, string[]> = {};
        for (const message of receivedBy(who)) (received[wayOf(message)] ??= []).push(message.ID);
        expect(received).toEqual(expected); // once, and in the order of their sequences
      }
      for (const [way, there] of acked) {
        const before = heads.get(way) ?? (way === group.groupID ? 1 : 0); // a tip tells of the group's beginning
        const sequences = [...there.keys()].sort((a, b) => a - b);
        expect(sequences).toEqual(sequences.map((_, i) => before + 1 + i));
        heads.set(way, before + sequences.length);
      }
    },
  };
}
