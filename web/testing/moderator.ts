import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A running moderation service. */
export interface Moderator {
  readonly url: string;
  stop(): void;
}

/** Blocks texts that contain "violating" and whatever a user sends whose ID begins with "villain". */
export async function startModerator(): Promise<Moderator> {
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const { from = "", text = "" } = JSON.parse(body) as { from?: string; text?: string };
      const verdict = from.startsWith("villain") || text.includes("violating") ? "block" : "pass";
      response.end(JSON.stringify({ verdict }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/review`,
    stop: () => void server.close(),
  };
}
