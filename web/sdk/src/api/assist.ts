import type { Response } from "./common";
import type { Message } from "./message";

export interface TranslateOptions {
  /** 1 to 50 texts, together at most 24,576 bytes of UTF-8. */
  sourceTextList: string[];
  /** Such as `en`; without it, empty or `auto`: found out. */
  sourceLanguage?: string;
  /** Such as `es` or `zh-TW`. */
  targetLanguage: string;
}

export interface VoiceToTextOptions {
  /** An audio message with status `success`. */
  message: Message;
  /** Such as `en-US`, `ja-JP`, `yue-Hant-HK` or `zh (cmn-Hans-CN)`; without it the server's choice. */
  language?: string;
}

/** Understanding what others write and say. */
export interface AssistApi {
  /**
   * Translates texts; the translations keep their order. At most 20 calls in 5 seconds (2996). Rejects with 2117 where
   * the server does not translate, for languages it does not know, for too much text, and when it failed.
   */
  translateText(options: TranslateOptions): Promise<Response<{ translatedTextList: string[] }>>;
  /**
   * The words of an audio message; '' where none were understood. At most 10 calls in 5 seconds (2996). Rejects with
   * 2118 where the server does not understand speech, for languages it does not know, and when it failed; with 2119
   * for a format other than wav, pcm, ogg-opus, speex, mp3, m4a, aac and amr (silk is of the contract, but servers have
   * no decoder of it).
   */
  convertVoiceToText(options: VoiceToTextOptions): Promise<Response<{ result: string }>>;
}
