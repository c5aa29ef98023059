import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, onTestFinished } from "vitest";
import { openBrowser } from "../../../testing/browser";
import { mintUserSig } from "../../../testing/userSig";

const pictures = fileURLToPath(new URL("../../../../test-output", import.meta.url));

let browser: Browser;

/** Starts a browser for the tests of a file. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await openBrowser([
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // A microphone that beeps, and nobody who must allow it.
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
    ]);
  });
  afterAll(() => browser.close());
}

export const desktop = { width: 1180, height: 760 };
export const phone = { width: 390, height: 780 };

/** Opens an address in a browser profile of its own. A test that ends with an error on the page fails. */
export async function openPage(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: desktop, locale: "en-GB", colorScheme: "light", ...options });
  context.setDefaultTimeout(60_000); // a machine that runs everything at once is slow, not wrong
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (line) => {
    if (/content security policy/iu.test(line.text())) errors.push(line.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  await page.goto(url);
  return page;
}

/** Keeps a picture of a page among the tests' output, once nothing on it moves. */
export async function keepPicture(page: Page, folder: string, name: string): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (animation) =>
          animation.playState !== "running" || animation.effect?.getComputedTiming().iterations === Infinity,
      ),
  );
  await mkdir(path.join(pictures, folder), { recursive: true });
  await page.screenshot({ path: path.join(pictures, folder, `${name}.png`) });
}

/** The chat page in a browser profile of its own. */
export class ChatPage {
  private constructor(
    readonly page: Page,
    readonly url: string,
  ) {}

  static async open(options: BrowserContextOptions = {}, url = inject("server").url): Promise<ChatPage> {
    return new ChatPage(await openPage(url, options), url);
  }

  /** Opens the page and signs in with the form. */
  static async signIn(userID: string, options: BrowserContextOptions = {}, url?: string): Promise<ChatPage> {
    const chat = await ChatPage.open(options, url);
    await chat.signInAs(userID);
    await chat.search.waitFor();
    return chat;
  }

  async signInAs(userID: string, userSig = signatureOf(userID)): Promise<void> {
    await this.page.locator("[name=userID]").fill(userID);
    await this.page.locator("[name=userSig]").fill(userSig);
    await this.page.locator("form button").click();
  }

  get search(): Locator {
    return this.page.locator("[type=search]");
  }

  get composer(): Locator {
    return this.page.locator(".composer textarea");
  }

  /** Rows of the list of chats. */
  get rows(): Locator {
    return this.page.locator("[data-row]");
  }

  /** Bubbles that have this text. */
  bubble(text: string): Locator {
    return this.page.locator(".message", { hasText: text });
  }

  /** Waits until a message of mine has come so far: `sending`, `sent`, `read` or `failed`. */
  async awaitDelivery(text: string, delivery: string): Promise<void> {
    await this.page.locator(`.message[data-delivery=${delivery}]`, { hasText: text }).waitFor();
  }

  async newChat(userID: string): Promise<void> {
    await this.page
      .getByRole("button", { name: /^(New chat|发起聊天)$/u })
      .first()
      .click();
    const peer = this.page.locator("[name=peer]");
    await peer.fill(userID);
    await peer.press("Enter");
  }

  async write(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /** Opens the menu of what can be attached and chooses from it. */
  async attach(item: string): Promise<void> {
    await this.page.getByRole("button", { name: /^(Attach|附件)$/u }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** Keeps a picture of the page among the test's output. */
  async picture(name: string): Promise<void> {
    await keepPicture(this.page, "chat-page", name);
  }
}

/** A signature of the app under test. */
export function signatureOf(userID: string, expire?: number): string {
  const { sdkAppId, secret } = inject("server");
  return mintUserSig(sdkAppId, secret, userID, expire);
}
