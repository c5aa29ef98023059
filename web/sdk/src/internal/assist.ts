import type * as api from "../api";
import type { Session } from "./session";
import { ok, own } from "./ok";

/** Help with understanding messages. */
export type Assist = Pick<api.Chat, "translateText" | "convertVoiceToText">;

/** Longer than the server takes before it gives up: it has better reasons to tell. */
const SPEECH_TIMEOUT_MS = 90_000;

/** What is empty or null was not given. */
const given = (language?: string): string | undefined => (language === "" ? undefined : (language ?? undefined));

export function createAssist(session: Pick<Session, "call">): Assist {
  return {
    async translateText({ sourceTextList, sourceLanguage, targetLanguage }) {
      const request = { sourceTextList, sourceLanguage: given(sourceLanguage), targetLanguage };
      const { translatedTextList } = await session.call("assist.translate", request);
      return ok({ translatedTextList: own(translatedTextList) });
    },
    async convertVoiceToText({ message, language }) {
      const request = {
        conversationID: message.conversationID,
        messageID: message.ID,
        language: given(language),
      };
      const { result } = await session.call("assist.convertVoiceToText", request, SPEECH_TIMEOUT_MS);
      return ok({ result });
    },
  };
}
