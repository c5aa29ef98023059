import { expect, test } from "vitest";
import { film, sendFile, type GivenFile } from "./files";
import { ChatPage, desktop, phone, useBrowser } from "./page";
import { freshUsers, register, withUser } from "./users";

useBrowser();

const DAY_S = 86_400;

/** A picture of one colour, 300 by 200. */
const still: GivenFile = {
  name: "still.bmp",
  mimeType: "image/bmp",
  buffer: (() => {
    const [width, height] = [300, 200];
    const head = Buffer.alloc(54);
    head.write("BM");
    head.writeUInt32LE(54 + width * height * 3, 2);
    head.writeUInt32LE(54, 10);
    head.writeUInt32LE(40, 14);
    head.writeInt32LE(width, 18);
    head.writeInt32LE(height, 22);
    head.writeUInt16LE(1, 26);
    head.writeUInt16LE(24, 28);
    return Buffer.concat([head, Buffer.alloc(width * height * 3, Buffer.from([180, 120, 90]))]);
  })(),
};

test.each([
  ["desktop", { viewport: desktop }],
  ["phone-dark", { viewport: phone, colorScheme: "dark" }],
] as const)("what cannot be loaded says so, and is there once it can be: %s", async (name, options) => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  await withUser(ann, async (sdk) => {
    await sendFile(sdk, ben, still);
    await sendFile(sdk, ben, film);
    await sendFile(sdk, ben, { name: "voice.wav", mimeType: "audio/wav", buffer: Buffer.alloc(100, "RIFF") }, 3_000);
  });
  const chat = await ChatPage.signIn(ben, options);
  const { page } = chat;
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/media/*/*/thumbnail*", async (route) => {
    await answered;
    await route.fulfill({ status: 503 });
  });
  await chat.rows.first().click();
  const image = page.locator(".message[data-kind=image] .image");
  await page.locator(".image.loading").waitFor();
  await chat.picture(`received-loading-${name}`);
  answer();
  await page.getByText("The photo could not be loaded").waitFor();

  const voice = page.locator(".message[data-kind=audio]");
  await voice.getByRole("button", { name: "Play" }).click();
  await voice.getByText("This cannot be played here").waitFor();
  await chat.picture(`received-failed-${name}`);

  // It is tried again by itself.
  await page.unroute("**/media/*/*/thumbnail*");
  await expect.poll(() => image.getAttribute("class")).toContain("shown");

  await page.route("**/media/**", (route) => route.fulfill({ status: 503 }));
  await page.locator(".message[data-kind=video] .video").click();
  const viewer = page.getByRole("dialog", { name: "Photos and videos" });
  await viewer.getByText("This cannot be played here").waitFor();
  await chat.picture(`viewer-failed-${name}`);
  await page.unroute("**/media/**");
  await viewer.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => viewer.locator("video").evaluate((video: HTMLVideoElement) => video.readyState)).toBe(4);
  await viewer.getByRole("status").waitFor({ state: "hidden" });
});

test("an address that has ended is renewed", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  await withUser(ann, async (sdk) => {
    await sendFile(sdk, ben, still);
    await sendFile(sdk, ben, { name: "plans.txt", mimeType: "text/plain", buffer: Buffer.from("plans") });
  });
  const chat = await ChatPage.open();
  const { page } = chat;
  let tokens = 0;
  await page.routeWebSocket(/\/ws\b/u, (socket) => {
    const server = socket.connectToServer();
    const asked = new Set<unknown>();
    socket.onMessage((frame) => {
      const { id, op } = JSON.parse(frame.toString()) as { id?: unknown; op?: string };
      if (op === "media.access") asked.add(id);
      server.send(frame);
    });
    server.onMessage((frame) => {
      const answer = JSON.parse(frame.toString()) as { id?: unknown; body?: object };
      if (!asked.delete(answer.id)) {
        socket.send(frame);
        return;
      }
      // The first one has ended, and the SDK takes it for one that will be renewed in a moment.
      const ended = { token: "ended", expireTime: Math.floor(Date.now() / 1000) + DAY_S + 3 };
      socket.send(JSON.stringify(++tokens > 1 ? answer : { ...answer, body: { ...answer.body, ...ended } }));
    });
  });
  await page.reload();
  await chat.signInAs(ben);
  await chat.rows.first().click();
  await page.getByText("The photo could not be loaded").waitFor();
  const link = page.getByRole("link", { name: "Download plans.txt" });
  expect(await link.getAttribute("href")).toContain("t=ended");

  await expect.poll(() => tokens).toBe(2);
  await link.hover();
  await expect.poll(() => link.getAttribute("href")).not.toContain("t=ended");
  await page.locator(".message[data-kind=image] .image").click();
  await page.locator(".image.shown").waitFor();
});
