import { beforeEach, expect, test, vi } from "vitest";
import { openConversationID, showChat, showList } from "../../src/route";

/** Takes the steps back that were asked for, as a browser does: later. */
let takeSteps: () => void;

beforeEach(() => {
  openConversationID.value = null;
  const entries: { state: unknown; address: string }[] = [{ state: null, address: "/" }];
  let steps = 0;
  vi.spyOn(history, "pushState").mockImplementation((state, _title, address) => {
    entries.push({ state, address: String(address) });
  });
  vi.spyOn(history, "replaceState").mockImplementation((state, _title, address) => {
    entries.splice(-1, 1, { state, address: String(address) });
  });
  vi.spyOn(history, "state", "get").mockImplementation(() => entries.at(-1)?.state);
  vi.spyOn(history, "back").mockImplementation(() => {
    steps++;
  });
  vi.spyOn(location, "hash", "get").mockImplementation(() => entries.at(-1)?.address.replace("/", "") ?? "");
  takeSteps = (): void => {
    for (; steps > 0; steps--) {
      entries.pop();
      dispatchEvent(new Event("popstate"));
    }
  };
});

test("who goes back to the list and opens another chat at once gets that one, and the list by going back", () => {
  showChat("C2Cann");
  showList();
  showChat("C2Cben");
  takeSteps();
  expect(openConversationID.value).toBe("C2Cben");
  expect(history.state).toEqual({ fromList: true });
  showList();
  takeSteps();
  expect(openConversationID.value).toBeNull();
  expect(history.state).toBeNull();
});

test("who goes back and changes their mind twice is on the list", () => {
  showChat("C2Cann");
  showList();
  showChat("C2Cben");
  showList();
  takeSteps();
  expect(openConversationID.value).toBeNull();
  expect(history.state).toBeNull();
});
