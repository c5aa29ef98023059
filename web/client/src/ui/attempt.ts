import { explain } from "../chat/failures";
import { t } from "../i18n";
import { toast } from "./toasts";

/**
 * Does something and says at the edge of the page what went wrong. Never rejects.
 *
 * @returns whether it was done
 */
export async function attempt(act: () => unknown): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    toast(explain(error, t.value), true);
    return false;
  }
}
