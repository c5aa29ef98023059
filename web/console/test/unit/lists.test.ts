import { expect, test, vi } from "vitest";
import { effectScope, nextTick, ref } from "vue";
import { Refusal } from "../../src/api/call";
import { changeOf, editOf } from "../../src/groups/edit";
import type { Group } from "../../src/groups/groups";
import { listed, shownTime } from "../../src/ui/format";
import { useDoing } from "../../src/ui/useDoing";
import { useLoading } from "../../src/ui/useLoading";
import { usePages, type ListPage } from "../../src/ui/usePages";

/** Lets what was answered arrive. */
async function settle(): Promise<void> {
  await nextTick();
  await new Promise((resolve) => setTimeout(resolve));
}

test("a list grows page by page and begins anew for another question", async () => {
  const word = ref("a");
  const pages = effectScope(true).run(() =>
    usePages(
      () => word.value,
      (of, after): Promise<ListPage<string>> =>
        Promise.resolve(after === null ? { items: [`${of}1`], next: "1" } : { items: [`${of}2`], next: null }),
    ),
  );
  await settle();
  expect(pages?.items.value).toEqual(["a1"]);
  expect(pages?.hasMore.value).toBe(true);
  await pages?.more();
  expect(pages?.items.value).toEqual(["a1", "a2"]);
  expect(pages?.hasMore.value).toBe(false);

  word.value = "b";
  await settle();
  expect(pages?.items.value).toEqual(["b1"]);
});

test("an answer that was overtaken does not count", async () => {
  const word = ref("slow");
  const answers: Record<string, (page: ListPage<string>) => void> = {};
  const pages = effectScope(true).run(() =>
    usePages(
      () => word.value,
      (of) => new Promise<ListPage<string>>((resolve) => (answers[of] = resolve)),
    ),
  );
  await nextTick();
  word.value = "quick";
  await nextTick();
  answers["quick"]?.({ items: ["quick"], next: null });
  answers["slow"]?.({ items: ["slow"], next: "more" });
  await settle();
  expect(pages?.items.value).toEqual(["quick"]);
  expect(pages?.hasMore.value).toBe(false);
});

test("a page that is refused is asked for again, and what was there stays", async () => {
  const load = vi
    .fn<(of: null, after: string | null) => Promise<ListPage<number>>>()
    .mockResolvedValueOnce({ items: [1], next: "x" })
    .mockRejectedValueOnce(new Refusal(60007, "too often"))
    .mockResolvedValueOnce({ items: [2], next: null });
  const pages = effectScope(true).run(() => usePages(() => null, load));
  await settle();
  await pages?.more();
  expect(pages?.failure.value?.code).toBe(60007);
  expect(pages?.items.value).toEqual([1]);
  await pages?.retry();
  expect(pages?.failure.value).toBeNull();
  expect(pages?.items.value).toEqual([1, 2]);
  expect(load.mock.calls.map(([, after]) => after)).toEqual([null, "x", "x"]);
});

test("a list that could not begin anew begins anew when it is tried again", async () => {
  const load = vi
    .fn<(of: null, after: string | null) => Promise<ListPage<number>>>()
    .mockResolvedValueOnce({ items: [1], next: "x" })
    .mockRejectedValueOnce(new Refusal(60007, "too often"))
    .mockResolvedValueOnce({ items: [0, 1], next: "y" });
  const pages = effectScope(true).run(() => usePages(() => null, load));
  await settle();
  await pages?.reload();
  expect(pages?.items.value).toEqual([1]);
  await pages?.retry();
  expect(pages?.items.value).toEqual([0, 1]);
});

test("what is loaded says why it did not come, and comes when it is asked again", async () => {
  const load = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Refusal(10010, "no group"))
    .mockResolvedValueOnce("here");
  const loading = effectScope(true).run(() => useLoading(() => null, load));
  await settle();
  expect(loading?.failure.value?.message).toBe("no group");
  await loading?.reload();
  expect(loading?.data.value).toBe("here");
  expect(loading?.failure.value).toBeNull();
});

test("one thing is done at a time, and a refusal is kept until the next try", async () => {
  const { isBusy, refusal, run } = useDoing();
  let finish: (() => void) | undefined;
  const first = run(() => new Promise<void>((resolve) => (finish = resolve)));
  expect(isBusy.value).toBe(true);
  expect(await run(() => Promise.resolve())).toBe(false);
  finish?.();
  expect(await first).toBe(true);

  expect(await run(() => Promise.reject(new Refusal(1, "no")))).toBe(false);
  expect(refusal.value?.message).toBe("no");
  expect(await run(() => Promise.resolve())).toBe(true);
  expect(refusal.value).toBeNull();
});

test("of a group's profile only what is different is sent", () => {
  const group = {
    GroupId: "g",
    Type: "Public",
    Name: "Old",
    Introduction: "",
    Notification: "n",
    FaceUrl: "",
    MaxMemberNum: 9,
    MuteAllMember: "On",
  } as unknown as Group;
  expect(changeOf(group, editOf(group))).toEqual({});
  expect(changeOf(group, { ...editOf(group), Name: "New", Notification: "", isMuted: false })).toEqual({
    Name: "New",
    Notification: "",
    MuteAllMember: "Off",
  });
});

test("user IDs stand on lines or with commas between, each counts once", () => {
  expect(listed(" ann\nben,cid，ann;\t@x#1 \n")).toEqual(["ann", "ben", "cid", "@x#1"]);
  expect(listed(" \n")).toEqual([]);
  expect(shownTime(0)).toBe("—");
});
