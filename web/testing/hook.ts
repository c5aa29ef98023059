// The operator's service that notifications for phones are handed to, and what it got.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What one phone is to show, as `docs/operations.md` describes it. */
export interface Shown {
  readonly vendor: string;
  readonly token: string;
  readonly title: string;
  readonly text: string;
  readonly call: boolean;
  readonly [field: string]: unknown;
}

export interface Hook {
  /** Takes notifications by POST; a GET with `?token=…` tells what that phone shows so far. */
  readonly url: string;
  close(): void;
}

/** Starts it on a free port. */
export async function startHook(): Promise<Hook> {
  const shown: Shown[] = [];
  const server = createServer((request, response) => {
    void answer(request, shown).then((body) => response.end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`,
    close: () => void server.close(),
  };
}

async function answer(request: IncomingMessage, shown: Shown[]): Promise<unknown> {
  if (request.method === "GET") {
    const token = new URL(request.url ?? "/", "http://hook").searchParams.get("token");
    return shown.filter((notification) => notification.token === token);
  }
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk as string;
  shown.push(...(JSON.parse(body) as { notifications: Shown[] }).notifications);
  return {};
}
