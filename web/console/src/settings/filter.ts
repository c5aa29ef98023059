import type { Setting } from "./settings";

/** An area of settings with those of them that are shown. */
export interface Area {
  readonly name: string;
  readonly settings: readonly Setting[];
}

/**
 * The settings that have all words of a text in their key, their meaning or their area's name, by area.
 *
 * @param meaning - what a setting decides, in the reader's language
 * @param areaName - what an area is called there
 */
export function filterSettings(
  settings: readonly Setting[],
  text: string,
  meaning: (setting: Setting) => string,
  areaName: (area: string) => string,
): readonly Area[] {
  const wanted = text.toLowerCase().split(/\s+/u).filter(Boolean);
  const areas = new Map<string, Setting[]>();
  for (const setting of settings) {
    const all = `${setting.Key} ${areaName(setting.Area)} ${meaning(setting)}`.toLowerCase();
    if (!wanted.every((word) => all.includes(word))) continue;
    const area = areas.get(setting.Area) ?? [];
    areas.set(setting.Area, area);
    area.push(setting);
  }
  return [...areas].map(([name, shown]) => ({ name, settings: shown }));
}
