import { inject, type InjectionKey } from "vue";
import type { Messenger } from "./messenger";

/** Under this key the messenger reaches every component below the messenger's screen. */
export const messengerKey: InjectionKey<Messenger> = Symbol("messenger");

/** The messenger of the signed-in user. */
export function useMessenger(): Messenger {
  const messenger = inject(messengerKey);
  if (!messenger) throw new Error("There is a messenger only below its screen");
  return messenger;
}
