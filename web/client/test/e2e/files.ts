import { readFileSync } from "node:fs";
import TencentCloudChat, { type Chat } from "@parley-im/chat";
import type { Page } from "playwright-core";

/** A file as Playwright puts it into a field. */
export interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Two seconds of video, 64 by 48. */
export const film: GivenFile = {
  name: "film.mp4",
  mimeType: "video/mp4",
  buffer: readFileSync(new URL("../../../sdk/test/scenario/film.mp4", import.meta.url)),
};

/** Bytes that are nothing in particular. */
export function blob(name: string, size: number): GivenFile {
  return { name, mimeType: "application/octet-stream", buffer: Buffer.alloc(size, name) };
}

/** Sends a file as the kind of message that is for it. */
export async function sendFile(sdk: Chat, to: string, given: GivenFile, duration = 0): Promise<void> {
  const bytes = new File([new Uint8Array(given.buffer)], given.name, { type: given.mimeType });
  const file = Object.assign(bytes, { duration });
  const options = { to, conversationType: TencentCloudChat.TYPES.CONV_C2C, payload: { file } };
  const makers = { image: "createImageMessage", video: "createVideoMessage", audio: "createAudioMessage" } as const;
  const kind = given.mimeType.split("/")[0] as keyof typeof makers;
  await sdk.sendMessage(sdk[kind in makers ? makers[kind] : "createFileMessage"](options));
}

/** A picture with hills under a sky of this hue, painted by the browser. */
export async function photo(page: Page, name: string, width = 800, height = 600, hue = 210): Promise<GivenFile> {
  const data = await page.evaluate(
    ([width, height, hue]) => {
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width, height });
      const pen = canvas.getContext("2d");
      if (!pen) throw new Error("The browser cannot paint");
      const sky = pen.createLinearGradient(0, 0, 0, height);
      sky.addColorStop(0, `hsl(${hue} 70% 62%)`);
      sky.addColorStop(1, `hsl(${hue + 40} 80% 88%)`);
      pen.fillStyle = sky;
      pen.fillRect(0, 0, width, height);
      for (const layer of [0, 1, 2]) {
        pen.fillStyle = `hsl(${hue - 80} 35% ${48 - layer * 12}%)`;
        pen.beginPath();
        pen.moveTo(0, height);
        for (let x = 0; x <= width; x += 4) {
          const hill = Math.sin((x / width) * (5 + layer * 2) + layer * 2) * height * 0.07;
          pen.lineTo(x, height * (0.58 + layer * 0.13) + hill);
        }
        pen.lineTo(width, height);
        pen.fill();
      }
      return canvas.toDataURL("image/png");
    },
    [width, height, hue] as const,
  );
  return { name, mimeType: "image/png", buffer: Buffer.from(data.slice(data.indexOf(",") + 1), "base64") };
}

/** Lets go of files over the open chat, or pastes them. */
export async function bring(page: Page, how: "drop" | "paste", files: readonly GivenFile[]): Promise<void> {
  const given = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, data: buffer.toString("base64") }));
  await page.evaluate(
    ([how, given]) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, data } of given) {
        const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      const target = document.querySelector(".composer textarea") ?? document.body;
      const options = { bubbles: true, cancelable: true };
      if (how === "paste") {
        target.dispatchEvent(new ClipboardEvent("paste", { ...options, clipboardData: transfer }));
        return;
      }
      for (const type of ["dragenter", "dragover", "drop"]) {
        target.dispatchEvent(new DragEvent(type, { ...options, dataTransfer: transfer }));
      }
    },
    [how, given] as const,
  );
}

/** Holds back what is uploaded until it is let through. */
export async function holdUploads(page: Page): Promise<{ release: () => void }> {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let isFirst = true;
  await page.route("**/media/*/upload/**", async (route) => {
    // The first piece goes through, so that there is progress to see.
    if (isFirst) isFirst = false;
    else await opened;
    await route.continue();
  });
  return { release: open };
}
