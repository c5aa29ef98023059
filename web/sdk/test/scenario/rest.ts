import { inject } from "vitest";
import { mintUserSig } from "../../../testing/userSig";

interface Answer {
  readonly ActionStatus: string;
  readonly ErrorCode: number;
  readonly ErrorInfo: string;
  readonly Settings?: Readonly<Record<string, unknown>>;
  readonly RecallRetList?: readonly { readonly MsgSeq: number; readonly RetCode: number }[];
}

/** A call of the server's REST API, as a back end makes it. */
export async function rest(command: string, body: unknown): Promise<Answer> {
  const { url, sdkAppId, secret } = inject("server");
  const query = new URLSearchParams({
    sdkappid: String(sdkAppId),
    identifier: "administrator",
    usersig: mintUserSig(sdkAppId, secret, "administrator"),
    random: String(Math.floor(Math.random() * 2 ** 32)),
    contenttype: "json",
  });
  const response = await fetch(`${url}/v4/${command}?${query}`, { method: "POST", body: JSON.stringify(body) });
  const answer = (await response.json()) as Answer;
  if (answer.ErrorCode !== 0) throw new Error(`${command}: ${answer.ErrorCode} ${answer.ErrorInfo}`);
  return answer;
}

/** Changes a setting of the server; returns how to change it back. */
export async function setting(key: string, value: unknown): Promise<() => Promise<void>> {
  const before = (await rest("settings/get", { Keys: [key] })).Settings?.[key];
  await rest("settings/set", { Settings: { [key]: value } });
  return async () => {
    await rest("settings/set", { Settings: { [key]: before } });
  };
}
