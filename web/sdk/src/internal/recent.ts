/** What is known of the newest messages, by message and by something of it. */
export interface Recent<V> {
  /** May be written to. */
  of(messageID: string): Map<string, V>;
}

/** Most messages; as many as are held. */
const CAPACITY = 10_000;

export function createRecent<V>(): Recent<V> {
  const messages = new Map<string, Map<string, V>>();
  return {
    of(messageID) {
      let known = messages.get(messageID);
      if (!known) {
        messages.set(messageID, (known = new Map<string, V>()));
        const [oldest] = messages.keys();
        if (messages.size > CAPACITY && oldest) messages.delete(oldest);
      }
      return known;
    },
  };
}
