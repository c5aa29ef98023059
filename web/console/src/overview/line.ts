import type { Point } from "./rates";

/** A line of a chart: moments with values, `null` where there is none. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [number, number | null])[];
}

/** One value of every point. */
export function lineOf(name: string, points: readonly Point[], value: (point: Point) => number | null): Line {
  return { name, points: points.map((point) => [point.at, value(point)] as const) };
}
