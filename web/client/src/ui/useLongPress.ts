/** How long a finger rests before it counts as a long press. */
const PRESS_MS = 450;
/** A finger that moves further than this, in pixels, scrolls. */
const SLACK_PX = 10;

/** Listeners of an element, for `v-on`. */
export interface PressListeners {
  readonly pointerdown: (event: PointerEvent) => void;
  readonly pointermove: (event: PointerEvent) => void;
  readonly pointerup: () => void;
  readonly pointercancel: () => void;
  readonly click: (event: MouseEvent) => void;
}

/**
 * Tells of long presses on a touch screen; browsers differ in whether they do. The click that ends one is swallowed.
 *
 * @returns makes the listeners for one element of several, which its value names
 */
export function useLongPress<T>(
  onPress: (value: T, place: { x: number; y: number }) => void,
): (value: T) => PressListeners {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start = { x: 0, y: 0 };
  let isPressed = false;

  function end(): void {
    clearTimeout(timer);
  }

  return (value) => ({
    pointerdown: (event) => {
      isPressed = false;
      if (event.pointerType !== "touch") return;
      start = { x: event.clientX, y: event.clientY };
      clearTimeout(timer);
      timer = setTimeout(() => {
        isPressed = true;
        onPress(value, start);
      }, PRESS_MS);
    },
    pointermove: (event) => {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > SLACK_PX) end();
    },
    pointerup: end,
    pointercancel: end,
    click: (event) => {
      if (isPressed) event.stopImmediatePropagation();
      isPressed = false;
    },
  });
}
