import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const PLACES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"].map(
  (it) => `/usr/bin/${it}`,
);

/** The browser of the machine: what `PARLEY_CHROMIUM` names (`./parley test` sets it), or one in the usual places. */
function executable(): string {
  const found = process.env["PARLEY_CHROMIUM"] ?? PLACES.find((place) => existsSync(place));
  if (found === undefined) throw new Error("The browser tests need Chromium: install it or set PARLEY_CHROMIUM to it.");
  return found;
}

/**
 * Starts Chromium without a window. Each user of a test gets a context of their own: `browser.newContext()`.
 *
 * @param flags - more of its flags
 */
export function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  // Chromium's sandbox refuses to run as root; pages under test are our own.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: executable(), args: [...sandbox, ...flags] });
}
