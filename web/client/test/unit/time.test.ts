import { describe, expect, test } from "vitest";
import { en } from "../../src/i18n/en";
import { zh } from "../../src/i18n/zh";
import { clockTime, dayTitle, listTime } from "../../src/text/time";

const now = new Date(2026, 10, 24, 14, 30).getTime();

/** Unix seconds of a local time. */
function at(year: number, month: number, day: number, hour = 12, minute = 0): number {
  return new Date(year, month - 1, day, hour, minute).getTime() / 1000;
}

test("the clock has 24 hours and always two digits", () => {
  expect(clockTime(at(2026, 11, 24, 0, 5), "en-US")).toBe("00:05");
  expect(clockTime(at(2026, 11, 24, 21, 0), "zh-CN")).toBe("21:00");
});

describe("the list of chats", () => {
  test.each([
    ["today", at(2026, 11, 24, 9, 7), "09:07", "09:07"],
    ["a clock that runs ahead", at(2026, 11, 25, 9, 7), "09:07", "09:07"],
    ["yesterday, an hour ago or not", at(2026, 11, 23, 23, 59), "Yesterday", "昨天"],
    ["within a week", at(2026, 11, 18), "Wed", "周三"],
    ["a week ago", at(2026, 11, 17), "17 Nov", "11月17日"],
    ["last year", at(2025, 12, 31), "31/12/25", "25/12/31"],
  ])("%s", (_name, time, english, chinese) => {
    expect(listTime(time, now, "en-GB", en.day)).toBe(english);
    expect(listTime(time, now, "zh-CN", zh.day)).toBe(chinese);
  });
});

describe("the line between days", () => {
  test.each([
    ["today", at(2026, 11, 24), "Today", "今天"],
    ["yesterday", at(2026, 11, 23), "Yesterday", "昨天"],
    ["within a week", at(2026, 11, 18), "Wednesday", "星期三"],
    ["this year", at(2026, 3, 1), "1 March", "3月1日"],
    ["another year", at(2024, 2, 29), "29 February 2024", "2024年2月29日"],
  ])("%s", (_name, time, english, chinese) => {
    expect(dayTitle(time, now, "en-GB", en.day)).toBe(english);
    expect(dayTitle(time, now, "zh-CN", zh.day)).toBe(chinese);
  });
});
