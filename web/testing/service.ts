import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A running web service that the server calls. */
export interface Service {
  readonly url: string;
  stop(): void;
}

/**
 * Starts one on a free port.
 *
 * @param path - where it is called, such as `/review`
 * @param answer - from the body of a request to that of its answer
 */
export async function startService(path: string, answer: (body: string) => string): Promise<Service> {
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => response.end(answer(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return { url: `http://127.0.0.1:${port}${path}`, stop: () => void server.close() };
}
