import { computed, ref, type ComputedRef, type Ref } from "vue";

/** How much a picture is enlarged, and how far it is moved from the middle in CSS pixels. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export const MAX_SCALE = 8;
const STEP = 1.5;
const WHOLE: Zoom = { scale: 1, x: 0, y: 0 };
/** A finger that moves this far turns the page, or closes it when it moves down. */
const SWIPE_PX = 70;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Enlarges so that the point, seen from the middle, stays where it is; a picture that is whole is in the middle. */
export function zoomAt({ scale, x, y }: Zoom, factor: number, at: Point = { x: 0, y: 0 }): Zoom {
  const next = Math.min(MAX_SCALE, Math.max(1, scale * factor));
  if (next === 1) return WHOLE;
  const change = next / scale;
  return { scale: next, x: at.x - (at.x - x) * change, y: at.y - (at.y - y) * change };
}

/** Zooming and moving a picture with wheel, mouse, fingers and keys. */
export interface Zooming {
  readonly zoom: Readonly<Ref<Zoom>>;
  readonly style: ComputedRef<{ transform: string }>;
  readonly reset: () => void;
  readonly larger: () => void;
  readonly smaller: () => void;
  readonly onWheel: (event: WheelEvent) => void;
  readonly onDoubleClick: (event: MouseEvent) => void;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
}

/**
 * @param stage - what the picture is in the middle of
 * @param turn - goes on by so many pictures
 * @param close - called when the picture is swiped away
 */
export function useZoom(
  stage: Readonly<Ref<HTMLElement | null>>,
  turn: (by: number) => void,
  close: () => void,
): Zooming {
  const zoom = ref<Zoom>(WHOLE);
  /** How far a finger has moved a whole picture. */
  const swipe = ref<Point>({ x: 0, y: 0 });
  const pointers = new Map<number, Point>();

  function fromMiddle({ clientX, clientY }: { clientX: number; clientY: number }): Point {
    const { left, top, width, height } = stage.value?.getBoundingClientRect() ?? new DOMRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  }

  /** Some of the picture stays on the stage. */
  function set({ scale, x, y }: Zoom): void {
    const { width, height } = stage.value?.getBoundingClientRect() ?? new DOMRect();
    const within = (value: number, side: number): number => {
      const most = (side * (scale - 1)) / 2;
      return Math.min(most, Math.max(-most, value));
    };
    zoom.value = { scale, x: within(x, width), y: within(y, height) };
  }

  const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

  function onPointerMove(event: PointerEvent): void {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = fromMiddle(event);
    pointers.set(event.pointerId, now);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    const { scale, x, y } = zoom.value;
    if (other) {
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      set(zoomAt(zoom.value, distance(now, other) / Math.max(1, distance(before, other)), middle));
    } else if (scale > 1) {
      set({ scale, x: x + now.x - before.x, y: y + now.y - before.y });
    } else {
      swipe.value = { x: swipe.value.x + now.x - before.x, y: swipe.value.y + now.y - before.y };
    }
  }

  function onPointerUp(event: PointerEvent): void {
    if (!pointers.delete(event.pointerId) || pointers.size > 0) return;
    const { x, y } = swipe.value;
    swipe.value = { x: 0, y: 0 };
    if (event.type === "pointercancel") return;
    if (Math.abs(x) > SWIPE_PX && Math.abs(x) > Math.abs(y)) turn(x < 0 ? 1 : -1);
    else if (y > SWIPE_PX) close();
  }

  return {
    zoom,
    style: computed(() => {
      const { scale, x, y } = zoom.value;
      return { transform: `translate(${x + swipe.value.x}px, ${y + Math.max(0, swipe.value.y)}px) scale(${scale})` };
    }),
    reset: () => (zoom.value = WHOLE),
    larger: () => set(zoomAt(zoom.value, STEP)),
    smaller: () => set(zoomAt(zoom.value, 1 / STEP)),
    onWheel: (event) => set(zoomAt(zoom.value, Math.exp(-event.deltaY / 300), fromMiddle(event))),
    onDoubleClick: (event) => set(zoomAt(zoom.value, zoom.value.scale > 1 ? 0 : 2.5, fromMiddle(event))),
    onPointerDown(event) {
      if (event.button !== 0) return;
      stage.value?.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, fromMiddle(event));
    },
    onPointerMove,
    onPointerUp,
  };
}
