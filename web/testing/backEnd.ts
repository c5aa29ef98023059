import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A running back end of the app's, for `callback.url`. */
export interface BackEnd {
  readonly url: string;
  stop(): void;
}

/** Gives the answer that what it is asked about asks for: a message's `cloudCustomData`, or the name of a group. */
export async function startBackEnd(): Promise<BackEnd> {
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const { CloudCustomData = "", Name = "" } = JSON.parse(body) as { CloudCustomData?: string; Name?: string };
      response.end([CloudCustomData, Name].find((text) => text.startsWith("{")) ?? JSON.stringify({ ErrorCode: 0 }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`,
    stop: () => void server.close(),
  };
}
