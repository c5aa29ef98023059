import { startService, type Service } from "./service";

/** What the server asks about: a message, or a group. */
interface Question {
  readonly CloudCustomData?: string;
  readonly Name?: string;
}

/**
 * A back end of the app's, for `callback.url`. It gives the answer that what it is asked about asks for: a message's
 * `cloudCustomData`, or the name of a group.
 */
export function startBackEnd(): Promise<Service> {
  return startService("/callback", (body) => {
    const { CloudCustomData = "", Name = "" } = JSON.parse(body) as Question; // as the server writes it
    return [CloudCustomData, Name].find((text) => text.startsWith("{")) ?? JSON.stringify({ ErrorCode: 0 });
  });
}
