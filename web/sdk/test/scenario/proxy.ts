import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { inject, onTestFinished } from "vitest";

/** The network between a client and the server, to be cut and blocked. */
export interface Proxy {
  /** For `proxyServer`. */
  readonly address: string;
  /** Connections that clients have opened so far. */
  readonly opened: number;
  /** Ends every connection, as a lost network does. */
  cut(): void;
  /** New connections are refused from now on. */
  refuse(): void;
  accept(): void;
  /** What the server says no longer arrives; what the client says does. */
  muteServer(): void;
  /** The server is heard again; what it said meanwhile is lost. */
  unmuteServer(): void;
}

/** A proxy in front of the test server, for this test. */
export async function proxy(): Promise<Proxy> {
  const { hostname, port } = new URL(inject("server").url);
  const clients = new Set<Socket>();
  let isRefusing = false;
  let isMute = false;
  let opened = 0;

  const server = createServer((client) => {
    if (isRefusing) {
      client.destroy();
      return;
    }
    opened++;
    clients.add(client);
    const upstream = connect(Number(port), hostname);
    const end = (): void => {
      clients.delete(client);
      client.destroy();
      upstream.destroy();
    };
    client.on("data", (chunk) => upstream.write(chunk));
    upstream.on("data", (chunk) => !isMute && client.write(chunk));
    for (const socket of [client, upstream]) socket.on("error", end).on("close", end);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = (): void => clients.forEach((client) => client.destroy());
  onTestFinished(() => {
    cut();
    server.close();
  });
  return {
    address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get opened() {
      return opened;
    },
    cut,
    refuse: () => void (isRefusing = true),
    accept: () => void (isRefusing = false),
    muteServer: () => void (isMute = true),
    unmuteServer: () => void (isMute = false),
  };
}
