import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser of the machine: what `PARLEY_CHROMIUM` names (`./parley test` sets it), or one in the usual places. */
function executable(): string {
  const found = process.env["PARLEY_CHROMIUM"] ?? PLACES.find((place) => existsSync(place));
  if (found === undefined) throw new Error("The browser tests need Chromium: install it or set PARLEY_CHROMIUM to it.");
  return found;
}

/** Starts Chromium without a window. Each user of a test gets a context of their own: `browser.newContext()`. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable(),
    // Chromium's sandbox refuses to run as root; pages under test are our own.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}
