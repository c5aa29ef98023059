import { computed, nextTick, onBeforeUnmount, onMounted, ref, watch, type ComputedRef, type Ref } from "vue";
import type { Entry } from "../chat/entry";
import type { Timeline } from "../chat/timeline";
import { around, follow, newer, newest, older, type Range } from "./range";

/** This close to an end of what is rendered, in pixels, more is put in. */
const NEAR_PX = 900;
/** This close to the newest message the reader counts as being there. */
const BOTTOM_PX = 60;
/** So far below the top edge the first unread message is placed: the day's name stands above it. */
const FIRST_UNREAD_PX = 52;
/** At first as many messages as hold the unread ones, but no more than this. */
const MAX_FIRST = 90;

/** What the list of messages offers to the chat around it. */
export interface MessageListHandle {
  /** Whether the newest message is on screen. */
  readonly isAtBottom: Readonly<Ref<boolean>>;
  /** Goes to the newest message. */
  readonly toNewest: () => Promise<void>;
  /** Brings a message to the middle of the screen, however old it is; tells whether it is there. */
  readonly reveal: (id: string) => Promise<boolean>;
  /** Tries again to load what could not be loaded. */
  readonly retry: () => void;
}

/** What a list of messages needs to scroll through thousands of them while only some are in the page. */
export interface TimelineScroll extends MessageListHandle {
  /** The messages to render. */
  readonly shown: ComputedRef<readonly Entry[]>;
  /** Whether the first messages have arrived: only then is the scroll position the reader's. */
  readonly isPlaced: Readonly<Ref<boolean>>;
  /** Whether the first message of the conversation is rendered. */
  readonly isAtStart: ComputedRef<boolean>;
  /** To be called for every scroll event. */
  readonly onScroll: () => void;
}

/**
 * Keeps the reader's place while messages come in above and below.
 *
 * @param scroller - the element that scrolls; the messages in it carry their ID as `data-id`
 * @param unread - how many messages are unread as the conversation is opened
 */
export function useTimelineScroll(
  scroller: Readonly<Ref<HTMLElement | null>>,
  timeline: Timeline,
  unread: number,
): TimelineScroll {
  const range = ref<Range>(newest(timeline.entries.value.length));
  const isAtBottom = ref(false);
  const isPlaced = ref(false);
  let isExtending = false;
  let isRevealing = false;
  let place: () => void;
  const placed = new Promise<void>((resolve) => (place = resolve));

  const shown = computed(() => timeline.entries.value.slice(range.value.start, range.value.end));
  const isAtStart = computed(() => timeline.isComplete.value && range.value.start === 0);

  onMounted(async () => {
    await timeline.load(Math.min(MAX_FIRST, Math.max(30, unread + 10)));
    timeline.markFirstUnread(unread);
    range.value = newest(timeline.entries.value.length);
    await nextTick();
    toBottom();
    const divider = scroller.value?.querySelector<HTMLElement>("[data-first-unread]");
    if (divider && scroller.value && offsetOf(divider) < 0)
      scroller.value.scrollTop += offsetOf(divider) - FIRST_UNREAD_PX;
    isPlaced.value = true;
    place();
    const column = scroller.value?.querySelector("[data-id]")?.closest(".column");
    if (column) observer.observe(column);
    onScroll();
  });

  watch(timeline.entries, (entries, before) => {
    if (isRevealing) return;
    if (!isPlaced.value) {
      range.value = newest(entries.length);
      return;
    }
    const wasAtEnd = range.value.end >= before.length;
    if (wasAtEnd && isAtBottom.value) {
      range.value = newest(entries.length);
      void nextTick(toBottom);
      return;
    }
    const first = before[range.value.start];
    const firstShown = first ? entries.findIndex((entry) => entry.id === first.id) : -1;
    void keepPlace(() => (range.value = follow(range.value, entries.length, firstShown, wasAtEnd))).then(onScroll);
  });

  // A phone's keyboard or a growing composer takes height away, a reaction below a message adds some: what was at the
  // bottom stays there.
  const observer = new ResizeObserver(() => {
    if (isAtBottom.value) toBottom();
  });
  onMounted(() => {
    if (scroller.value) observer.observe(scroller.value);
  });
  onBeforeUnmount(() => observer.disconnect());

  function toBottom(): void {
    if (scroller.value) scroller.value.scrollTop = scroller.value.scrollHeight;
  }

  function offsetOf(element: Element): number {
    return element.getBoundingClientRect().top - (scroller.value?.getBoundingClientRect().top ?? 0);
  }

  /** Changes what is rendered and holds the topmost visible message where it is. */
  async function keepPlace(change: () => void): Promise<void> {
    const messages = [...(scroller.value?.querySelectorAll<HTMLElement>("[data-id]") ?? [])];
    const anchor = messages.find((message) => offsetOf(message) + message.offsetHeight > 0);
    const id = anchor?.dataset["id"];
    const offset = anchor ? offsetOf(anchor) : 0;
    change();
    await nextTick();
    if (id === undefined || !scroller.value) return;
    const now = scroller.value.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (now) scroller.value.scrollTop += offsetOf(now) - offset;
  }

  function onScroll(): void {
    const element = scroller.value;
    if (!element || !isPlaced.value) return;
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    const isAtEnd = timeline.isAtNewest.value && range.value.end === timeline.entries.value.length;
    isAtBottom.value = below < BOTTOM_PX && isAtEnd;
    void extend(element.scrollTop, below);
  }

  async function extend(above: number, below: number): Promise<void> {
    if (isExtending) return;
    isExtending = true;
    try {
      const total = timeline.entries.value.length;
      if (above < NEAR_PX && range.value.start > 0) {
        await keepPlace(() => (range.value = older(range.value)));
      } else if (below < NEAR_PX && range.value.end < total) {
        await keepPlace(() => (range.value = newer(range.value, total)));
      } else if (above < NEAR_PX && !timeline.isComplete.value && !timeline.hasFailed.value) {
        // What arrives changes `entries`, and the watcher above goes on from there.
        await timeline.loadOlder();
        await nextTick();
      } else if (below < NEAR_PX && !timeline.isAtNewest.value && !timeline.hasFailed.value) {
        await timeline.loadNewer();
        await nextTick();
      } else {
        return;
      }
    } finally {
      isExtending = false;
    }
    requestAnimationFrame(onScroll);
  }

  async function reveal(id: string): Promise<boolean> {
    await placed;
    isRevealing = true;
    try {
      if (!(await timeline.reveal(id))) return false;
      const { entries } = timeline;
      range.value = around(
        entries.value.findIndex((entry) => entry.id === id),
        entries.value.length,
      );
      isAtBottom.value = false;
      await nextTick();
      const message = scroller.value?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
      if (!message || !scroller.value) return false;
      scroller.value.scrollTop += offsetOf(message) - (scroller.value.clientHeight - message.offsetHeight) / 2;
      return true;
    } finally {
      isRevealing = false;
      requestAnimationFrame(onScroll);
    }
  }

  async function toNewest(): Promise<void> {
    timeline.showNewest();
    isAtBottom.value = true;
    range.value = newest(timeline.entries.value.length);
    await nextTick();
    toBottom();
    onScroll();
  }

  function retry(): void {
    timeline.hasFailed.value = false;
    if (timeline.isLoaded.value) onScroll();
    else void timeline.load();
  }

  return { shown, isPlaced, isAtBottom, isAtStart, onScroll, toNewest, reveal, retry };
}
