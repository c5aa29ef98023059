import { expect, test } from "vitest";
import { duration, fileSize } from "../../src/text/amounts";
import { fileLook } from "../../src/text/fileLook";

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1000, "1 kB"],
  [3_449_000, "3.4 MB"],
  [104_857_600, "105 MB"],
  [5e12, "5,000 GB"],
])("%d bytes are %s", (bytes, words) => {
  expect(fileSize(bytes, "en")).toBe(words);
});

test.each([
  [0, "0:00"],
  [5.9, "0:05"],
  [65, "1:05"],
  [3723, "1:02:03"],
])("%d seconds are %s on a clock", (seconds, clock) => {
  expect(duration(seconds)).toBe(clock);
});

test.each([
  ["report.pdf", "PDF"],
  ["archive.tar.gz", "GZ"],
  ["会议.docx", "DOCX"],
  ["page.xhtml", "XHTM"],
  ["README", ""],
  [".gitignore", ""],
  ["", ""],
])("the tile of “%s” says “%s”", (name, label) => {
  expect(fileLook(name).label).toBe(label);
});

test("files of a kind have one colour", () => {
  expect(fileLook("a.XLSX").colour).toBe(fileLook("b.csv").colour);
  expect(fileLook("a.xlsx").colour).not.toBe(fileLook("a.pdf").colour);
});
