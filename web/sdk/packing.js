// Names of variables with which a minified script packs well. What is short is settled before: which of the short names a
// variable gets matters too, as what packs a script looks for texts that were there before, and does so better where the
// same variable, say the first parameter next to the same words, has the same name everywhere.
import { variablesOf } from "./scopes.js";

const NAMES = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$"].map((name) => name.charCodeAt(0));
/** How far back gzip looks. */
const WINDOW = 32_768;
/** The shortest repeated text that is packed as one. */
const LEAST = 4;
/** How many signs around a place are looked at, and in how many other places. */
const BEFORE = 18;
const AFTER = 26;
const CONTEXT = 30;
const OTHERS = 400;
const OTHERS_PRICED = 8;
/** How often all variables are gone through, and how many names each may try. */
const VOTES = 8;
const TRIALS = 3;
const ROUNDS = 3;
/** More variables do not change names together, nor any that stand in more places. */
const MOST_TOGETHER = 6;
const MOST_PLACES = 120;

/** Where things stand that have the same key, in order. */
function placesBy(key, places) {
  const found = new Map();
  for (const place of places) {
    const at = key(place);
    if (!found.has(at)) found.set(at, []);
    found.get(at).push(place);
  }
  return found;
}

/** The index of the first place from `place` on. */
function indexFrom(places, place) {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle] < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @returns {string} the same code, as long as before and with each name where it was: its source map stays true */
export function packable(code) {
  const signs = Uint16Array.from(code + " ".repeat(LEAST), (sign) => sign.charCodeAt(0));
  const exchangeable = variablesOf(code).filter(({ isFixed }) => !isFixed);
  const variables = exchangeable.filter(({ name }) => name.length === 1);
  const pairs = exchangeable.filter(({ name }) => name.length === 2);
  const own = new Set(variables);
  for (const it of variables) {
    it.sign = it.name.charCodeAt(0);
    it.others = [...it.rivals].filter((rival) => own.has(rival));
    it.forbidden = new Set([...it.taken, ...[...it.rivals].filter((rival) => !own.has(rival)).map(({ name }) => name)]);
  }
  variables.sort((a, b) => a.places[0] - b.places[0]);
  const placesOf = (all) => all.flatMap((it) => it.places).sort((a, b) => a - b);
  const starts = placesOf(exchangeable);
  const ends = exchangeable
    .flatMap(({ name, places }) => places.map((at) => at + name.length - 1))
    .sort((a, b) => a - b);

  function name(variable, sign) {
    variable.sign = sign;
    for (const place of variable.places) signs[place] = sign;
  }
  const mayBe = (variable, sign) => !variable.forbidden.has(String.fromCharCode(sign));

  // First all vote: what would be the longest text around each place that is somewhere else too?

  const before = (at) => (signs[at - 1] << 16) ^ (signs[at - 2] << 8) ^ signs[at - 3];
  const after = (at) => (signs[at + 1] << 16) ^ (signs[at + 2] << 8) ^ signs[at + 3];
  let byBefore, byAfter, frequency, bitsOf;
  function look() {
    byBefore = placesBy(before, starts);
    byAfter = placesBy(after, ends);
    frequency = new Float64Array(65_536);
    for (const sign of signs) frequency[sign]++;
    bitsOf = frequency.map((n) => Math.min(9, Math.max(4.5, 3.2 - 0.6 * Math.log2((n || 0.01) / code.length))));
  }

  function near(list, place) {
    if (!list) return [];
    const at = indexFrom(list, place);
    return list.slice(Math.max(0, at - OTHERS / 2), at + OTHERS / 2);
  }

  /** About how many bits the same texts on both sides of a name are worth. */
  function worth(left, right) {
    if (left + right + 1 < LEAST) return 0;
    return 7 + 2.4 * (Math.min(left, LEAST) + Math.min(right, LEAST)) + 0.15 * Math.min(left + right, 24);
  }

  /** What each name is worth for a variable, by sign. */
  function votes(variable) {
    const mine = new Set(variable.places);
    const all = new Float64Array(128);
    for (const sign of NAMES) all[sign] = 0.3 * Math.log2(1 + frequency[sign]) * mine.size;
    all[variable.sign] += 0.01;
    for (const place of mine) {
      const best = new Float64Array(128);
      for (const list of [byBefore.get(before(place)), byAfter.get(after(place))]) {
        for (const other of near(list, place)) {
          if (mine.has(other) || Math.abs(other - place) > WINDOW) continue;
          let [left, right] = [0, 0];
          while (left < CONTEXT && left < other && signs[place - 1 - left] === signs[other - 1 - left]) left++;
          while (right < CONTEXT && signs[place + 1 + right] === signs[other + 1 + right]) right++;
          const found = worth(left, right) * (other < place ? 1 : 0.7);
          best[signs[other]] = Math.max(best[signs[other]], found);
        }
      }
      for (const sign of NAMES) all[sign] += best[sign];
    }
    return all;
  }

  function vote() {
    look();
    for (const variable of variables) {
      const all = votes(variable);
      const taken = new Set(variable.others.map(({ sign }) => sign));
      const free = NAMES.filter((sign) => !taken.has(sign) && mayBe(variable, sign));
      name(
        variable,
        free.reduce((best, sign) => (all[sign] > all[best] ? sign : best), variable.sign),
      );
    }
  }

  // Then names are tried out: how many bits do the surroundings take with them?

  const hash = (at) =>
    (Math.imul(signs[at] | (signs[at + 1] << 8), 0x9e3779b1) ^
      Math.imul(signs[at + 2] | (signs[at + 3] << 8), 0x85ebca77)) >>>
    16;
  let byHash;
  const everywhere = Array.from(code, (_, at) => at);

  /** The longest text from here that is somewhere else too, before or after; others gain by it as much as this place. */
  function longest(at, end) {
    let [length, nearest] = [0, 0];
    const list = byHash.get(hash(at)) ?? [];
    const most = Math.min(end - at, 64);
    const here = indexFrom(list, at);
    for (const step of [-1, 1]) {
      let i = step < 0 ? here - 1 : here;
      for (let n = 0; n < OTHERS_PRICED && i >= 0 && i < list.length && length < most; n++, i += step) {
        const other = list[i];
        const distance = Math.abs(other - at);
        if (distance > WINDOW) break;
        if (!distance || signs[other + length] !== signs[at + length]) continue;
        let same = 0;
        while (same < most && signs[other + same] === signs[at + same]) same++;
        if (same > length && same >= LEAST) [length, nearest] = [same, distance];
      }
    }
    return [length, nearest];
  }

  const lengthBits = (length) => (length < 11 ? 3.2 : length < 19 ? 4.6 : length < 35 ? 6.2 : 8);

  /** About how many bits a piece of the code is packed in. */
  function price(start, end) {
    const least = new Float64Array(end - start + 1);
    for (let at = end - 1; at >= start; at--) {
      let bits = bitsOf[signs[at]] + least[at + 1 - start];
      const [length, distance] = longest(at, end);
      const distanceBits = length && 4.2 + Math.max(0, Math.floor(Math.log2(distance)) - 1);
      for (let n = LEAST; n <= length; n++) {
        bits = Math.min(bits, lengthBits(n) + distanceBits + least[at + n - start]);
      }
      least[at - start] = bits;
    }
    return least[0];
  }

  function priceAround(all) {
    let bits = 0;
    for (let i = 0; i < all.length;) {
      const start = Math.max(0, all[i] - BEFORE);
      let end = start;
      while (i < all.length && all[i] - BEFORE <= end + LEAST) end = Math.min(code.length, all[i++] + AFTER);
      bits += price(start, end);
    }
    return bits;
  }

  /** Who changes names when a variable takes one: its rivals with that name take the old one, and so on. */
  function swapping(variable, sign) {
    const swap = (it) => (it.sign === sign ? variable.sign : sign);
    const all = new Set([variable]);
    for (const it of all) {
      if (all.size > MOST_TOGETHER || !mayBe(it, swap(it))) return undefined;
      for (const other of it.others) if (other.sign === swap(it)) all.add(other);
    }
    return { all: [...all], signs: [variable.sign, sign] };
  }

  function swap({ all, signs: [one, other] }) {
    for (const it of all) name(it, it.sign === one ? other : one);
  }

  function improve(variable) {
    const all = votes(variable);
    const trials = NAMES.filter((sign) => sign !== variable.sign)
      .sort((a, b) => all[b] - all[a])
      .slice(0, TRIALS);
    let [best, gain] = [undefined, 0.5];
    for (const sign of trials) {
      const change = swapping(variable, sign);
      const around = change?.all.flatMap((it) => it.places).sort((a, b) => a - b);
      if (!around || around.length > MOST_PLACES) continue;
      const now = priceAround(around);
      swap(change);
      const gained = now - priceAround(around);
      swap(change);
      if (gained > gain) [best, gain] = [change, gained];
    }
    if (best) swap(best);
  }

  // Names of two letters go from one variable to another: in other places each letter ends or begins a longer text.

  /** What each letter is worth for a variable of two, by sign. */
  function votesFor({ places }, list, step) {
    const all = new Float64Array(128);
    for (const place of places) {
      const best = new Float64Array(128);
      for (const other of near(list(place), place)) {
        if (places.includes(other) || Math.abs(other - place) > WINDOW) continue;
        let same = 0;
        while (same < CONTEXT && signs[place + step * (same + 1)] === signs[other + step * (same + 1)]) same++;
        best[signs[other]] = Math.max(best[signs[other]], worth(same, 0));
      }
      for (const sign of NAMES) all[sign] += best[sign];
    }
    return all;
  }

  function rename(variable, to) {
    variable.name = to;
    for (const place of variable.places) for (const i of [0, 1]) signs[place + i] = to.charCodeAt(i);
  }
  const mayTake = (variable, { name: to }, from) =>
    !variable.taken.has(to) && [...variable.rivals].every((rival) => rival === from || rival.name !== to);

  function exchange(one, other) {
    const { name: names } = one;
    rename(one, other.name);
    rename(other, names);
  }

  function improvePair(pair) {
    const first = votesFor(pair, (place) => byBefore.get(before(place)), -1);
    const ending = { places: pair.places.map((place) => place + 1) };
    const last = votesFor(ending, (place) => byAfter.get(after(place)), 1);
    const value = ({ name: it }) => first[it.charCodeAt(0)] + last[it.charCodeAt(1)];
    const trials = pairs
      .filter((it) => it !== pair && mayTake(pair, it, it) && mayTake(it, pair, pair))
      .sort((a, b) => value(b) - value(a))
      .slice(0, TRIALS);
    let [best, gain] = [undefined, 0.5];
    for (const other of trials) {
      const around = placesOf([pair, other]);
      const now = priceAround(around);
      exchange(pair, other);
      const gained = now - priceAround(around);
      exchange(pair, other);
      if (gained > gain) [best, gain] = [other, gained];
    }
    if (best) exchange(pair, best);
  }

  for (let n = 0; n < VOTES; n++) vote();
  for (let n = 0; n < ROUNDS; n++) {
    look();
    byHash = placesBy(hash, everywhere);
    for (const pair of pairs) improvePair(pair);
    for (const variable of n % 2 ? variables.toReversed() : variables) improve(variable);
  }
  const packed = Array.from(signs.subarray(0, code.length), (sign) => String.fromCharCode(sign)).join("");
  if (meaning(packed) !== meaning(code)) throw new Error("variables were mixed up");
  return packed;
}

/** The same for scripts that differ in names only: which places belong together. */
const meaning = (code) =>
  variablesOf(code)
    .map((it) => it.places.join())
    .sort()
    .join(";");
