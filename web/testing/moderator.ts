import { startService, type Service } from "./service";

/** What the server asks about. */
interface Item {
  readonly from?: string;
  readonly text?: string;
}

/** A moderation service that blocks texts that contain "violating" and whatever a user sends whose ID begins with "villain". */
export function startModerator(): Promise<Service> {
  return startService("/review", (body) => {
    const { from = "", text = "" } = JSON.parse(body) as Item; // as the server writes it
    const verdict = from.startsWith("villain") || text.includes("violating") ? "block" : "pass";
    return JSON.stringify({ verdict });
  });
}
