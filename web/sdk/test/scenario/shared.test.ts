import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { Recordings } from "./recording";
import { play, type SharedScenario } from "./shared";

const folder = fileURLToPath(new URL("../../../../scenarios", import.meta.url));

// The same files that the Java SDK plays: what one SDK answers and raises, the other does.
describe.each(readdirSync(folder).filter((name) => name.endsWith(".json")))("%s", (name) => {
  const scenarios = JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as SharedScenario[];
  const titles = scenarios.map(({ title }) => title);
  const recordings = new Recordings(name);
  test.each(scenarios)("$title", async (scenario) => recordings.check(scenario.title, await play(scenario)));
  test("has a recording of each scenario", () => expect(recordings.titles).toEqual(titles));
  afterAll(async () => recordings.save(titles));
});
