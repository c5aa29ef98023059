import { expect, test } from "vitest";
import { coordinatesInWords, mapAddress, parseCoordinates } from "../../src/text/coordinates";

test.each([
  ["47.3769, 8.5417", 47.3769, 8.5417],
  ["-33.86 151.21", -33.86, 151.21],
  ["31.2304，121.4737", 31.2304, 121.4737],
  ["22.9068° S, 43.1729° W", -22.9068, -43.1729],
  ["0,0", 0, 0],
])("“%s” is %d, %d", (text, latitude, longitude) => {
  expect(parseCoordinates(text)).toEqual({ latitude, longitude });
});

test.each(["", "47", "91, 0", "0, 181", "here, there", "1,2,3"])("“%s” is no place", (text) => {
  expect(parseCoordinates(text)).toBeNull();
});

test("a place has words and an address on the map", () => {
  const rio = { latitude: -22.9068, longitude: -43.1729 };
  expect(coordinatesInWords(rio)).toBe("22.9068° S, 43.1729° W");
  expect(parseCoordinates(coordinatesInWords(rio))).toEqual(rio);
  expect(mapAddress(rio)).toBe(
    "https://www.openstreetmap.org/?mlat=-22.90680&mlon=-43.17290#map=16/-22.90680/-43.17290",
  );
});
