import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, test } from "vitest";
import { play, type SharedScenario } from "./shared";

const folder = fileURLToPath(new URL("../../../../scenarios", import.meta.url));

// The same files that the Java SDK plays: what one SDK answers and raises, the other does.
describe.each(readdirSync(folder).filter((name) => name.endsWith(".json")))("%s", (name) => {
  const scenarios = JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as SharedScenario[];
  test.each(scenarios)("$title", play);
});
