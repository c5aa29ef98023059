import type { Area } from "../area";
import { createLocalWords } from "../localWords";

/** Refusing words that the app's settings forbid before anything is sent. */
export const localWords: Area = {
  parameters: {},
  roles: { localWords: createLocalWords },
  part: () => ({ api: {} }),
};
