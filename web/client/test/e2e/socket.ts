import type { Page } from "playwright-core";

/** The page's socket, as somebody in between may hold it up. */
export interface HeldAnswers {
  /** Lets everything through that was held, in its order, and all that follows. */
  release(): void;
}

/**
 * Holds back what the server answers to some operations, on every socket that the page opens from now on.
 *
 * @param isHeld - is told the name of an operation
 */
export async function holdAnswers(page: Page, isHeld: (operation: string) => boolean): Promise<HeldAnswers> {
  const held: (() => void)[] = [];
  let isReleased = false;
  await page.routeWebSocket(/\/ws\b/u, (socket) => {
    const server = socket.connectToServer();
    const asked = new Set<unknown>();
    socket.onMessage((frame) => {
      const { id, op = "" } = JSON.parse(frame.toString()) as { id?: unknown; op?: string };
      if (isHeld(op)) asked.add(id);
      server.send(frame);
    });
    server.onMessage((frame) => {
      const { id } = JSON.parse(frame.toString()) as { id?: unknown };
      if (isReleased || !asked.delete(id)) socket.send(frame);
      else held.push(() => socket.send(frame));
    });
  });
  return {
    release() {
      isReleased = true;
      for (const pass of held.splice(0)) pass();
    },
  };
}
