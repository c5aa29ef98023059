import {
  ErrorCode,
  EVENT,
  type Extension,
  type ExtensionOutcome,
  type ExtensionsDeleted,
  type ExtensionsUpdated,
} from "../generated/protocol";
import type * as api from "../api";
import { checkEnabled } from "./errors";
import type { Emitter } from "./emitter";
import { createRecent } from "./recent";
import type { Session } from "./session";
import type { Updates } from "./updates";
import { ok } from "./ok";

const GATE = "message.extensions";

/** What is known of a key. */
interface Known {
  /** To be named when it is changed; 0: there is no such key. */
  readonly version: number;
  /** The newest change of it that was heard of: older ones come too late. */
  readonly change: number;
}

const shown = ({ key, value }: Extension): api.Extension => ({ key, value });

const NOTHING: Known = { version: 0, change: 0 };

type Methods = "setMessageExtensions" | "getMessageExtensions" | "deleteMessageExtensions";

/** Extensions of messages, and which version of each key this instance has heard of. */
export interface Extensions {
  readonly api: Pick<api.Chat, Methods>;
  updated(push: ExtensionsUpdated): void;
  deleted(push: ExtensionsDeleted): void;
  /**
   * What is on a message that was changed while this instance was away.
   *
   * @param change - of the message
   * @param after - the last one that was known before
   */
  missed(id: string, change: number, after: number, now: readonly Extension[]): void;
}

export function createExtensions(
  session: Pick<Session, "call" | "config">,
  emitter: Emitter,
  updates: Pick<Updates, "attached">,
): Extensions {
  const recent = createRecent<Known>();

  /** The version of a key is the change that set it. */
  function updated(id: string, extensions: readonly Extension[], after = 0): void {
    const versions = recent.of(id);
    const news = extensions.filter(({ key, version }) => (versions.get(key)?.change ?? after) < version);
    for (const { key, version } of news) versions.set(key, { version, change: version });
    if (!news.length) return;
    emitter.emit(EVENT.MESSAGE_EXTENSIONS_UPDATED, { messageID: id, extensions: news.map(shown) });
  }

  function deleted({ id, change, keyList }: Omit<ExtensionsDeleted, "conversationID">): void {
    const versions = recent.of(id);
    const news = keyList.filter((key) => (versions.get(key) ?? NOTHING).change < change);
    for (const key of news) versions.set(key, { version: 0, change });
    if (news.length) emitter.emit(EVENT.MESSAGE_EXTENSIONS_DELETED, { messageID: id, keyList: news });
  }

  /** Takes over from a conflict what somebody else made of a key, unless something newer was heard of meanwhile. */
  function learn(versions: Map<string, Known>, { code, key, version }: ExtensionOutcome, named: number): void {
    const old = versions.get(key) ?? NOTHING;
    if (code === ErrorCode.EXTENSION_CONFLICT && (version > old.change || old.version === named)) {
      versions.set(key, { version, change: Math.max(old.change, version) });
    }
  }

  const results = (outcomes: readonly ExtensionOutcome[]): api.Response<{ extensions: api.ExtensionResult[] }> =>
    ok({ extensions: outcomes.map(({ code, key, value }) => ({ code, key, value })) });

  return {
    updated: ({ conversationID, id, change, extensions }) =>
      updates.attached(conversationID, [change], () => updated(id, extensions)),
    deleted: (push) => updates.attached(push.conversationID, [push.change], () => deleted(push)),
    missed(id, change, after, now) {
      updated(id, now, after);
      const keys = now.map(({ key }) => key);
      const gone = [...recent.of(id)].filter(([key, { version }]) => version && !keys.includes(key));
      deleted({ id, change, keyList: gone.map(([key]) => key) });
    },
    api: {
      async setMessageExtensions({ ID: id, conversationID }, extensions) {
        checkEnabled(session, GATE);
        const versions = recent.of(id);
        const wanted = extensions.map(({ key, value }) => ({
          key,
          value,
          version: (versions.get(key) ?? NOTHING).version,
        }));
        const result = await session.call("message.setExtensions", { conversationID, id, extensions: wanted });
        result.extensions.forEach((outcome, i) => learn(versions, outcome, wanted[i]?.version ?? 0));
        const done = result.extensions.filter(({ code }) => code === 0);
        if (done.length) updates.attached(conversationID, [result.change], () => updated(id, done));
        return results(result.extensions);
      },
      async getMessageExtensions({ ID: id, conversationID }) {
        checkEnabled(session, GATE);
        const result = await session.call("message.getExtensions", { conversationID, id });
        const versions = recent.of(id);
        for (const [key, { change }] of versions) {
          if (change <= result.change) versions.set(key, { version: 0, change });
        }
        for (const { key, version } of result.extensions) {
          if ((versions.get(key) ?? NOTHING).change <= result.change) versions.set(key, { version, change: version });
        }
        return ok({ extensions: result.extensions.map(shown) });
      },
      async deleteMessageExtensions({ ID: id, conversationID }, keyList) {
        checkEnabled(session, GATE);
        const versions = recent.of(id);
        const keys = keyList?.map((key) => ({ key, version: (versions.get(key) ?? NOTHING).version }));
        const result = await session.call("message.deleteExtensions", { conversationID, id, keys });
        result.extensions.forEach((outcome, i) => learn(versions, outcome, keys?.[i]?.version ?? 0));
        const gone = result.extensions.filter(({ code }) => code === 0).map(({ key }) => key);
        const { change } = result;
        if (gone.length) updates.attached(conversationID, [change], () => deleted({ id, change, keyList: gone }));
        return results(result.extensions);
      },
    },
  };
}
