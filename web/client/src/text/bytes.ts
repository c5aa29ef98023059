const encoder = new TextEncoder();

/** Length of a text in bytes of UTF-8, the unit of the server's limits. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}
