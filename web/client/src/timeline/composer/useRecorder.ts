import { onBeforeUnmount, ref, shallowRef, type Ref } from "vue";
import { toRecording, type Attachment } from "../../chat/attachment";
import { t } from "../../i18n";
import { toast } from "../../ui/toasts";
import { MAX_MS, MIN_MS, problemOf, record, type Recording, type RecordingProblem } from "./recording";

/** A button that is let go sooner was clicked, not held. */
const HOLD_MS = 400;
/** A pointer that is let go this far from the button, in pixels, has slid away. */
const AWAY_PX = 70;
/** How often the level is measured, and how many of the last ones are shown. */
const LEVEL_MS = 80;
const LEVELS = 48;

/** The button that records: held, or clicked to begin and again to send. */
export interface Recorder {
  readonly state: Readonly<Ref<"idle" | "asking" | "recording" | "full">>;
  readonly isHeld: Readonly<Ref<boolean>>;
  /** Whether the pointer has slid so far away that letting go discards. */
  readonly isAway: Readonly<Ref<boolean>>;
  readonly milliseconds: Readonly<Ref<number>>;
  /** The loudness of the last moments, 0 to 1 each. */
  readonly levels: Readonly<Ref<readonly number[]>>;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  /** The keyboard presses the button. */
  readonly onClick: (event: MouseEvent) => void;
  readonly discard: () => void;
}

/** @param send - is given what was recorded */
export function useRecorder(send: (recording: Attachment) => void): Recorder {
  const state = ref<"idle" | "asking" | "recording" | "full">("idle");
  const isHeld = ref(false);
  const isAway = ref(false);
  const milliseconds = ref(0);
  const levels = shallowRef<readonly number[]>([]);
  let recording: Recording | null = null;
  let pressed = { at: 0, x: 0, y: 0 };
  let timer: ReturnType<typeof setInterval> | undefined;
  /** Another one for each recording: the microphone may be given when it is not wanted any more. */
  let turn = {};

  function fail(problem: RecordingProblem): void {
    reset();
    toast(t.value.voice[problem], true);
  }

  function reset(): void {
    clearInterval(timer);
    recording = null;
    turn = {};
    state.value = "idle";
    isHeld.value = false;
    isAway.value = false;
    milliseconds.value = 0;
    levels.value = [];
  }

  async function begin(): Promise<void> {
    // Browsers keep the microphone from pages that did not come over a safe connection.
    if (!isSecureContext || !("mediaDevices" in navigator)) {
      fail("insecure");
      return;
    }
    state.value = "asking";
    const mine = turn;
    try {
      const begun = await record();
      if (mine !== turn) {
        begun.discard();
        return;
      }
      recording = begun;
      state.value = "recording";
      timer = setInterval(measure, LEVEL_MS);
    } catch (error) {
      if (mine === turn) fail(problemOf(error));
    }
  }

  function measure(): void {
    if (!recording) return;
    milliseconds.value = recording.elapsed();
    levels.value = [...levels.value, recording.level()].slice(-LEVELS);
    if (milliseconds.value < MAX_MS) return;
    clearInterval(timer);
    state.value = "full";
    void recording.finish();
  }

  async function finish(): Promise<void> {
    const ended = recording;
    if (!ended) {
      discard();
      return;
    }
    const made = ended.finish();
    reset();
    const { file, milliseconds: length } = await made;
    if (length < MIN_MS) toast(t.value.voice.tooShort);
    else send(toRecording(file, length));
  }

  function discard(): void {
    recording?.discard();
    reset();
  }

  function distance({ clientX, clientY }: PointerEvent): number {
    return Math.hypot(clientX - pressed.x, clientY - pressed.y);
  }

  onBeforeUnmount(discard);

  return {
    state,
    isHeld,
    isAway,
    milliseconds,
    levels,
    discard,
    onPointerDown(event) {
      if (event.button !== 0) return;
      // Also where the pointer slides away, the button hears that it is let go.
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      pressed = { at: performance.now(), x: event.clientX, y: event.clientY };
      if (state.value !== "idle") return;
      isHeld.value = true;
      void begin();
    },
    onPointerMove(event) {
      isAway.value = isHeld.value && distance(event) > AWAY_PX;
    },
    onPointerUp(event) {
      const wasHeld = isHeld.value;
      const isLong = performance.now() - pressed.at > HOLD_MS;
      isHeld.value = false;
      isAway.value = false;
      if (state.value === "idle") return;
      if (wasHeld && (event.type === "pointercancel" || distance(event) > AWAY_PX)) discard();
      // A question about the microphone takes the pointer away: what is recorded afterwards ends by a click.
      else if (wasHeld ? isLong && state.value !== "asking" : distance(event) <= AWAY_PX) void finish();
    },
    onClick(event) {
      if (event.detail > 0) return;
      if (state.value === "idle") void begin();
      else void finish();
    },
  };
}
