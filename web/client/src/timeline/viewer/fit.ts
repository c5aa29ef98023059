/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Largest picture in a chat, in CSS pixels. */
const MOST: Size = { width: 320, height: 340 };
/** Smallest one: a finger must hit it, and the time must find room on it. */
const LEAST: Size = { width: 132, height: 88 };
/** Smallest video: its length, its button and the time stand beside each other. */
export const LEAST_VIDEO: Size = { width: 190, height: 120 };
/** For a picture whose size nobody knows. */
const UNKNOWN: Size = { width: 260, height: 195 };

/** How large a picture stands in a chat, known before it is loaded so that nothing jumps. */
export function fit({ width, height }: Size, least = LEAST): Size {
  if (width <= 0 || height <= 0) return UNKNOWN;
  const scale = Math.min(1, MOST.width / width, MOST.height / height);
  return {
    width: Math.round(Math.max(least.width, width * scale)),
    height: Math.round(Math.max(least.height, height * scale)),
  };
}
