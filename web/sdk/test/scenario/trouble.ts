/** Numbers from 0 up to `below`, the same for the same seed. */
export type Random = (below: number) => number;

/** Mulberry32: small, and even enough for the weather. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const LONGEST_LIFE_MS = 3_000;
const LONGEST_DELAY_MS = 40;

/**
 * What befalls one connection of a bad network: it is slow, it ends in the middle of a frame or without a word, and
 * what one side says once may reach the other twice. `Trouble` of the Java SDK's tests does the same.
 */
export interface Trouble {
  /** Nothing becomes of it at all. */
  readonly isRefused: boolean;
  /** The server gets all of it a second time, over a connection whose answers go nowhere. */
  readonly isDoubled: boolean;
  /** Its end goes unnoticed by both sides. */
  readonly endsSilently: boolean;
  /** Waits as long as bytes take and says how many of them get through: fewer when the connection ends with them. */
  carried(count: number): Promise<number>;
}

export function trouble(network: Random): Trouble {
  const random = seeded(network(2 ** 32));
  const oneOf = (many: number): boolean => random(many) === 0;
  const end = performance.now() + random(LONGEST_LIFE_MS);
  return {
    endsSilently: oneOf(12),
    isRefused: oneOf(10),
    isDoubled: oneOf(6),
    async carried(count) {
      const delay = oneOf(4) ? random(LONGEST_DELAY_MS) : 0;
      const passing = performance.now() < end ? count : random(count);
      if (delay) await new Promise((resolve) => setTimeout(resolve, delay)); // is what is tested
      return passing;
    },
  };
}
