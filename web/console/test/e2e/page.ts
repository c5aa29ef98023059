import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { inject } from "vitest";
import { keepPicture, openPage, signatureOf } from "../../../client/test/e2e/page";

export { phone, useBrowser } from "../../../client/test/e2e/page";

const ADMIN = "administrator";

/** The console in a browser profile of its own. */
export class ConsolePage {
  private constructor(readonly page: Page) {}

  static async open(options: BrowserContextOptions = {}): Promise<ConsolePage> {
    return new ConsolePage(await openPage(`${inject("server").url}/console`, options));
  }

  /** Opens it by a link such as `./parley console` prints. */
  static async signIn(options: BrowserContextOptions = {}): Promise<ConsolePage> {
    const { url, sdkAppId } = inject("server");
    const address = `${url}/console/#app=${sdkAppId}&sig=${signatureOf(ADMIN, 3600)}`;
    const it = new ConsolePage(await openPage(address, options));
    await it.menu.waitFor();
    return it;
  }

  async signInAs(userID: string, userSig = signatureOf(userID)): Promise<void> {
    await this.page.locator("[name=userSig]").fill(userSig);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  get menu(): Locator {
    return this.page.getByRole("navigation");
  }

  async goTo(page: string): Promise<void> {
    await this.menu.getByRole("link", { name: page }).click();
    await this.page.getByRole("heading", { name: page, level: 1 }).waitFor();
  }

  /** One setting of the settings' page. */
  setting(key: string): Locator {
    return this.page.locator(`[data-setting="${key}"]`);
  }

  async picture(name: string): Promise<void> {
    await keepPicture(this.page, "console", name);
  }
}

/** Calls a command as a back end does. */
export async function callServer<Answer>(command: string, body: object): Promise<Answer> {
  const { url, sdkAppId } = inject("server");
  const query = `sdkappid=${sdkAppId}&identifier=${ADMIN}&usersig=${signatureOf(ADMIN)}&random=1&contenttype=json`;
  const response = await fetch(`${url}/v4/${command}?${query}`, { method: "POST", body: JSON.stringify(body) });
  const answer = (await response.json()) as Answer & { readonly ErrorCode: number; readonly ErrorInfo: string };
  if (answer.ErrorCode !== 0) throw new Error(`${command}: ${answer.ErrorCode} ${answer.ErrorInfo}`);
  return answer;
}
