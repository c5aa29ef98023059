import { TYPES } from "../../generated/protocol";
import type * as api from "../../api";
import type { Area } from "../area";
import { createAssist } from "../assist";
import { TEXT, isObject, isString, listOf, type Kind } from "../kinds";
import type { Parameters } from "../validate";

const SOME_TEXTS: Kind = ["an array with at least one text", listOf(isString, 1)];

const OPTIONAL_TEXT: Kind = [
  "a text, or nothing",
  (value) => value === undefined || value === null || typeof value === "string",
];

const SENT_AUDIO: Kind = [
  "an audio message with status success",
  (value) => isObject(value) && value["type"] === TYPES.MSG_AUDIO && value["status"] === "success",
];

const PARAMETERS: Parameters = {
  translateText: { sourceTextList: SOME_TEXTS, sourceLanguage: OPTIONAL_TEXT, targetLanguage: TEXT },
  convertVoiceToText: { message: SENT_AUDIO, language: OPTIONAL_TEXT },
};

/** Translation, and speech to text. */
export const assist: Area<api.AssistApi> = {
  parameters: PARAMETERS,
  part: ({ session }) => ({ api: createAssist(session) }),
};
