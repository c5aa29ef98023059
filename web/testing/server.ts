// Starts one real server for a whole test run, in a folder of its own on a free port. Tests get its address by
// `inject("server")`; it stops with the run.
import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type {} from "vitest";
import type { TestProject } from "vitest/node";
import { startBackEnd } from "./backEnd";
import { startHook } from "./hook";
import { startModerator } from "./moderator";

/** Where tests find the server, and the app that it serves. */
export interface ServerAddress {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  /** The same place for the SDK's `proxyServer`, such as `ws://127.0.0.1:41234`. */
  readonly socketUrl: string;
  readonly sdkAppId: number;
  readonly secret: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    server: ServerAddress;
    /** Where notifications for phones go, see hook.ts. */
    pushHook: string;
    /** For the setting `callback.url`, see backEnd.ts. */
    backEnd: string;
  }
}

/** A server that a test started for itself, to stop or kill as it likes. */
export interface RunningServer extends ServerAddress {
  readonly process: ChildProcess;
  /** Asks the server to stop, and waits until it has. */
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
/** A server of some minutes is not worth compiling as well as one of some months. */
const BRIEFLY = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
const sdkAppId = 1400000001;
const secret = "a-secret-that-only-tests-know-0123456789abcdef";

/**
 * Starts a server on a free port with a data folder of its own, and waits until it answers.
 *
 * @param flags - more flags of `./parley start`, such as `["--nats", url]`
 */
export async function startServer(flags: readonly string[] = []): Promise<RunningServer> {
  const data = await mkdtemp(path.join(tmpdir(), "parley-web-"));
  await chmod(data, 0o755); // where root runs this, PostgreSQL is another user
  const app = `${sdkAppId}:${secret}`;
  const child = spawn(
    path.join(root, "parley"),
    ["start", "--port", "0", "--data", path.join(data, "data"), "--app", app, ...flags],
    { cwd: data, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, PARLEY_JAVA_OPTIONS: BRIEFLY } },
  );
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await printedAddress(child);
  return {
    url,
    socketUrl: url.replace(/^http/, "ws"),
    sdkAppId,
    secret,
    process: child,
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Reads the server's output until it prints the address it listens on. */
function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const address = /https?:\/\/[\w.-]+:\d+/.exec(output);
      if (address) resolve(address[0]);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The server ended with ${code ?? "a signal"}:\n${output}`)));
  });
}

/** Vitest's global setup: the server of this run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const moderator = await startModerator();
  const hook = await startHook();
  const backEnd = await startBackEnd();
  const server = await startServer([
    ...["--translation", "apertium", "--speech", "sphinx"],
    ...["--moderation", moderator.url],
    ...["--push-hook", hook.url],
  ]);
  const { url, socketUrl } = server;
  project.provide("server", { url, socketUrl, sdkAppId, secret });
  project.provide("pushHook", hook.url);
  project.provide("backEnd", backEnd.url);
  return async () => {
    await server.stop();
    moderator.stop();
    backEnd.stop();
    hook.close();
  };
}
