/** Everything global; what old browsers, workers or mini programs lack is undefined in it. */
export const scope = (typeof globalThis === "undefined" ? self : globalThis) as Partial<typeof globalThis>;

/** A random number of 32 bits; mini programs and React Native have nothing better than `Math.random`. */
export const random32 = (): number =>
  scope.crypto?.getRandomValues(new Uint32Array(1))[0] ?? Math.floor(Math.random() * 2 ** 32);

/** Length in bytes of UTF-8. Each half of a surrogate pair counts two. */
export function utf8Size(text: string): number {
  let size = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    size += code < 0x80 ? 1 : code < 0x800 || (code & 0xf800) === 0xd800 ? 2 : 3;
  }
  return size;
}

/** A deep copy of what is JSON. */
export const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
