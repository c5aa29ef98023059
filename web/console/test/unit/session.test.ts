import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mintUserSig } from "../../../testing/userSig";
import { NO_ANSWER, Refusal } from "../../src/api/call";
import { readLink, takeLink } from "../../src/api/link";
import { ask, ending, resume, session, signIn, signOut } from "../../src/api/session";
import { readSignature } from "../../src/api/signature";
import { en } from "../../src/i18n/en";
import { words } from "../../src/ui/words";

const APP = 1400000001;
let answer: object = {};
let asked: string[] = [];

function sig(expire = 3600): string {
  return mintUserSig(APP, "key", "root", expire);
}

beforeEach(() => {
  answer = { ErrorCode: 0, ErrorInfo: "" };
  asked = [];
  vi.stubGlobal("fetch", (address: string) => {
    asked.push(address);
    return Promise.resolve(new Response(JSON.stringify(answer)));
  });
});
afterEach(() => {
  signOut();
  vi.useRealTimers();
});

test("a signature says whose it is and until when", async () => {
  const made = 1_700_000_000;
  expect(await readSignature(mintUserSig(APP, "key", "root", 60, made))).toEqual({
    userID: "root",
    sdkAppID: APP,
    expiresAt: (made + 60) * 1000,
  });
  for (const none of ["", "x", "eJw*", sig().slice(0, 40)]) expect(await readSignature(none)).toBeNull();
});

test("a link is taken out of the address", () => {
  location.hash = `#app=7&sig=${sig()}`;
  const link = takeLink();
  expect(link?.sdkAppID).toBe(7);
  expect(link?.userSig).toMatch(/^eJ/u);
  expect(location.hash).toBe("");
  expect(takeLink()).toBeNull();
  for (const none of ["", "#/settings", "#app=7", "#app=x&sig=y", "#app=7&sig="]) expect(readLink(none)).toBeNull();
});

test("who signs in is remembered by the tab alone, until the signature ends", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  await signIn(APP, sig(60));
  expect(session.value).toMatchObject({ sdkAppID: APP, userID: "root" });
  expect(asked[0]).toMatch(/^\/v4\/settings\/get\?sdkappid=1400000001&identifier=root&usersig=eJ/u);
  expect(localStorage.length).toBe(0);

  session.value = null; // as after a reload
  resume();
  expect(session.value).toMatchObject({ userID: "root" });
  vi.advanceTimersByTime(61_000);
  expect(session.value).toBeNull();
  expect(ending.value?.code).toBe(70001);
  expect(sessionStorage.length).toBe(0);
});

test("a signature that ended while the tab was away does not come back", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  await signIn(APP, sig(60));
  session.value = null;
  vi.setSystemTime(Date.now() + 61_000);
  resume();
  expect(session.value).toBeNull();
  expect(ending.value?.code).toBe(70001);
});

test("who is refused is not signed in", async () => {
  answer = { ErrorCode: 60010, ErrorInfo: "not an administrator" };
  await expect(signIn(APP, sig())).rejects.toMatchObject({ code: 60010 });
  expect(session.value).toBeNull();
  await expect(signIn(APP, "nonsense")).rejects.toMatchObject({ code: 70003 });
  expect(asked).toHaveLength(1);
});

test("a refused command leaves one signed in, a signature that counts no longer does not", async () => {
  await signIn(APP, sig());
  answer = { ErrorCode: 60003, ErrorInfo: "setting a.b is 3" };
  await expect(ask("settings/set")).rejects.toMatchObject({ code: 60003, message: "setting a.b is 3" });
  expect(session.value).not.toBeNull();

  answer = { ErrorCode: 70009, ErrorInfo: "another key" };
  await expect(ask("settings/get")).rejects.toMatchObject({ code: 70009 });
  expect(session.value).toBeNull();
  expect(ending.value?.code).toBe(70009);
});

test("a server that does not answer, or not with JSON, is said to be silent", async () => {
  await signIn(APP, sig());
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("<html>")));
  await expect(ask("settings/get")).rejects.toMatchObject({ code: NO_ANSWER });
  expect(session.value).not.toBeNull();
});

test("refusals are said in the reader's words where there are some", () => {
  expect(words(new Refusal(70001, "expired"), en)).toContain("has expired");
  expect(words(new Refusal(NO_ANSWER, ""), en)).toContain("does not answer");
  expect(words(new Refusal(10010, "there is no group"), en)).toBe("there is no group (10010)");
});
