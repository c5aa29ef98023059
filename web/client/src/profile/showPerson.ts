import { inject, type InjectionKey } from "vue";

/** Opens the card of somebody. */
export type ShowPerson = (userID: string) => void;

/** Under this key opening cards of people reaches what shows them. */
export const showPersonKey: InjectionKey<ShowPerson> = Symbol("showPerson");

export function useShowPerson(): ShowPerson {
  const showPerson = inject(showPersonKey);
  if (!showPerson) throw new Error("Cards of people open only inside the messenger");
  return showPerson;
}
