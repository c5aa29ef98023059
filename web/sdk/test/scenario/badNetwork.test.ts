import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { groupOf } from "./group";
import { device, newUserID, person, until } from "./person";
import { proxy } from "./proxy";
import { setting } from "./rest";
import { traffic, type Heads } from "./traffic";

const RUN_MS = 1_000 * Number(process.env["PARLEY_BAD_NETWORK_SECONDS"] ?? 6);
const ROUNDS = Math.min(Math.max(RUN_MS / 2_000, 3), 30);
const PEOPLE = 6;
const MEBIBYTE = 2 ** 20;
/** What a collector leaves behind now and then, and what caches of the chats take until they are full. */
const NOISE = 24 * MEBIBYTE;
/** For each round to come to rest. */
const REST_MS = 130_000;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
function usedMemory(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

// People write to each other over a network that delays, refuses, doubles and breaks their connections, also in the
// middle of a frame. `PARLEY_BAD_NETWORK_SECONDS=600` keeps it up for ten minutes.
test(
  "over a bad network nothing is lost, doubled or reordered, and memory stays flat",
  { timeout: RUN_MS + ROUNDS * REST_MS },
  async () => {
    const seed = Date.now() % 2 ** 31;
    const undo = await setting("message.groupRatePerSecond", 100_000);
    try {
      const net = await proxy();
      const people = await Promise.all(Array.from({ length: PEOPLE }, () => person(newUserID(), device(net.address))));
      const [first, ...others] = people;
      if (!first) throw new Error("nobody");
      const group = await groupOf(first, others, { type: "Public" });
      const heads: Heads = new Map();
      const used: number[] = [];
      let stored = 0;
      for (let round = 0; round < ROUNDS; round++) {
        net.trouble(seed + round);
        net.cut();
        const writing = traffic(people, group, seed + 100 * round, heads);
        const end = Date.now() + RUN_MS / ROUNDS;
        await until(() => writing.failure ?? Date.now() > end, "the end of a round", RUN_MS);
        await until(() => writing.failure ?? writing.count > 0, "a message that was stored", REST_MS);
        net.calm();
        net.cut();
        await writing.finish();
        stored += writing.count;
        people.forEach((it) => it.forget());
        used.push(usedMemory());
      }
      const each = used.map((bytes) => Math.round(bytes / MEBIBYTE)).join();
      process.stdout.write(
        `${stored} messages in ${ROUNDS} rounds over ${net.opened} connections, MiB after each: ${each}\n`,
      );
      expect(net.opened).toBeGreaterThan(PEOPLE * ROUNDS);
      expect((used.at(-1) ?? 0) - (used[ROUNDS >> 1] ?? 0), `seed ${seed}`).toBeLessThan(NOISE);
    } finally {
      await undo();
    }
  },
);
