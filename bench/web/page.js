// A page with the built web SDK in Chromium: counts the messages that come in, shows the newest conversations as lists
// do, and tells how its frames went; where none are to come, those of some seconds. `./parley bench page` starts it and
// sends the messages.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const { PARLEY_SERVER, PARLEY_APP, PARLEY_USER, PARLEY_SIG, PARLEY_MESSAGES, PARLEY_SECONDS, PARLEY_CHROMIUM } =
  process.env;

const PAGE = `<!doctype html><link rel="icon" href="data:," /><p></p><ol></ol><script type="module">
  import Chat from "/index.js";
  const { EVENT } = Chat;
  const frames = [];
  const tasks = [];
  let conversations = [];
  let received = 0;
  let begun = 0;
  let told = 0;
  let ended;

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) if (begun) tasks.push(duration);
  }).observe({ type: "longtask" });

  /** Shows the newest, once a frame. */
  function show() {
    const rows = conversations.slice(0, 20).map(({ conversationID, unreadCount, lastMessage }) => {
      const row = document.createElement("li");
      row.textContent = conversationID + " (" + unreadCount + ") " + lastMessage.messageForShow;
      return row;
    });
    document.querySelector("p").textContent = String(received);
    document.querySelector("ol").replaceChildren(...rows);
  }

  function frame(now) {
    if (begun) frames.push(now - told);
    told = now;
    show();
    if (begun && isOver()) ended({ seconds: (performance.now() - begun) / 1000, received, frames, tasks });
    else requestAnimationFrame(frame);
  }

  let isOver;
  window.start = async ({ options, login, messages, seconds }) => {
    isOver = () => (messages > 0 ? received >= messages : performance.now() - begun >= 1000 * seconds);
    const chat = Chat.create(options);
    chat.setLogLevel(4);
    chat.on(EVENT.MESSAGE_RECEIVED, ({ data }) => {
      begun ||= performance.now();
      received += data.length;
    });
    chat.on(EVENT.CONVERSATION_LIST_UPDATED, ({ data }) => (conversations = data));
    const ready = new Promise((resolve) => chat.once(EVENT.SDK_READY, resolve));
    await chat.login(login);
    await ready;
    window.end = new Promise((resolve) => (ended = resolve));
    if (messages === 0) begun = performance.now();
    requestAnimationFrame(frame);
  };
</script>`;

const sdk = await readFile(fileURLToPath(new URL("../../web/sdk/dist/index.js", import.meta.url)));
// a server of its own, as browsers let pages from nowhere connect to nothing on this machine
const files = createServer(({ url }, response) => {
  const [type, body] = url === "/index.js" ? ["text/javascript", sdk] : ["text/html", PAGE];
  response.writeHead(200, { "Content-Type": type }).end(body);
});
await new Promise((resolve) => files.listen(0, "localhost", resolve));
const browser = await chromium.launch({
  executablePath: PARLEY_CHROMIUM ?? "/usr/bin/chromium",
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [], // the sandbox refuses to run as root
});
try {
  const page = await browser.newPage();
  page.on("pageerror", ({ message }) => console.error(message));
  await page.goto(`http://localhost:${files.address().port}/`);
  await page.waitForFunction(() => "start" in globalThis);
  await page.evaluate((given) => globalThis.start(given), {
    options: { SDKAppID: Number(PARLEY_APP), proxyServer: PARLEY_SERVER },
    login: { userID: PARLEY_USER, userSig: PARLEY_SIG },
    messages: Number(PARLEY_MESSAGES),
    seconds: Number(PARLEY_SECONDS),
  });
  console.log("ready");
  console.log(JSON.stringify(await page.evaluate(() => globalThis.end)));
} finally {
  await browser.close();
  files.close();
}
