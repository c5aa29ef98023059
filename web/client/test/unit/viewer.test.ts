import { describe, expect, test } from "vitest";
import { fit, LEAST_VIDEO } from "../../src/timeline/viewer/fit";
import { MAX_SCALE, zoomAt } from "../../src/timeline/viewer/useZoom";

describe("a picture's place in the chat", () => {
  test.each([
    ["a small one has its size", 200, 150, 200, 150],
    ["a wide one is as wide as the chat allows", 3200, 1600, 320, 160],
    ["a high one is as high as the chat allows", 1000, 3400, 132, 340],
    ["a strip keeps room for the time", 5000, 20, 320, 88],
    ["an icon can still be hit", 16, 16, 132, 88],
    ["an unknown one gets a usual size", 0, 0, 260, 195],
  ])("%s", (_name, width, height, shownWidth, shownHeight) => {
    expect(fit({ width, height })).toEqual({ width: shownWidth, height: shownHeight });
  });
});

test("a small video keeps room for its length, its button and the time", () => {
  expect(fit({ width: 64, height: 48 }, LEAST_VIDEO)).toEqual({ width: 190, height: 120 });
});

describe("zoom", () => {
  test("what is under the pointer stays there", () => {
    const zoom = zoomAt({ scale: 2, x: 30, y: -10 }, 1.5, { x: 100, y: 50 });
    // The point of the picture under the pointer, before and after.
    expect((100 - zoom.x) / zoom.scale).toBeCloseTo((100 - 30) / 2);
    expect((50 - zoom.y) / zoom.scale).toBeCloseTo((50 + 10) / 2);
  });

  test("ends at the whole picture, in the middle, and at eight times its size", () => {
    expect(zoomAt({ scale: 2, x: 80, y: 80 }, 0.1, { x: 5, y: 5 })).toEqual({ scale: 1, x: 0, y: 0 });
    expect(zoomAt({ scale: 4, x: 0, y: 0 }, 100).scale).toBe(MAX_SCALE);
  });
});
