/** A limit of so many calls within so many milliseconds; each call of the result asks for one more. */
export function createRate(calls: number, withinMs: number): () => boolean {
  let recent: number[] = [];
  return () => {
    const now = Date.now();
    recent = recent.filter((at) => at > now - withinMs);
    if (recent.length >= calls) return false;
    recent.push(now);
    return true;
  };
}
