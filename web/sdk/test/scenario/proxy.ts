import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { inject, onTestFinished } from "vitest";
import { seeded, trouble, type Random, type Trouble } from "./trouble";

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
  /** New connections fare as `Trouble` says. */
  trouble(seed: number): void;
  /** New connections fare well. */
  calm(): void;
}

/** One way of a troubled connection; `doubles` get the same. */
async function carry(from: Socket, fate: Trouble, ...doubles: readonly Socket[]): Promise<void> {
  let isOver = false;
  for await (const chunk of from as AsyncIterable<Buffer>) {
    if (isOver) continue; // nobody notices
    const passing = await fate.carried(chunk.length);
    for (const to of doubles) to.write(chunk.subarray(0, passing));
    isOver = passing < chunk.length;
    if (isOver && !fate.endsSilently) return;
  }
}

/** A proxy in front of the test server, for this test. */
export async function proxy(): Promise<Proxy> {
  const { hostname, port } = new URL(inject("server").url);
  const clients = new Set<Socket>();
  let isRefusing = false;
  let isMute = false;
  let troubled: Random | undefined;
  let opened = 0;

  const server = createServer((client) => {
    const fate = troubled && trouble(troubled);
    if (isRefusing || fate?.isRefused) {
      client.destroy();
      return;
    }
    opened++;
    clients.add(client);
    const upstream = connect(Number(port), hostname);
    const second = fate?.isDoubled ? [connect(Number(port), hostname)] : [];
    const end = (): void => {
      clients.delete(client);
      for (const socket of [client, upstream, ...second]) socket.destroy();
    };
    for (const socket of [client, upstream, ...second]) socket.on("error", end).on("close", end);
    if (fate) {
      second.forEach((socket) => socket.resume());
      carry(client, fate, upstream, ...second).then(end, end);
      carry(upstream, fate, client).then(end, end);
      return;
    }
    client.on("data", (chunk) => upstream.write(chunk));
    upstream.on("data", (chunk) => !isMute && client.write(chunk));
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
    trouble: (seed) => void (troubled = seeded(seed)),
    calm: () => void (troubled = undefined),
  };
}
