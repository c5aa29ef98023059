/** Shortest recording that is sent, in milliseconds: anything less is a slip of the finger. */
export const MIN_MS = 1_000;
/** Longest recording, in milliseconds. */
export const MAX_MS = 60_000;

/** Why nothing can be recorded. */
export type RecordingProblem = "refused" | "missing" | "insecure" | "failed";

/** Of these the first one that a browser makes is taken: AAC plays everywhere (`createAudioMessage#3`). */
const formats: readonly (readonly [type: string, ending: string])[] = [
  ["audio/mp4;codecs=mp4a.40.2", "m4a"],
  ["audio/webm;codecs=opus", "webm"],
  ["audio/ogg;codecs=opus", "ogg"],
  ["audio/mp4", "m4a"],
];

/** What this browser records in; '' leaves it to the browser. */
export function recordingFormat(supports: (type: string) => boolean): { readonly type: string; readonly name: string } {
  const [type, ending] = formats.find(([known]) => supports(known)) ?? ["", "webm"];
  return { type, name: `voice.${ending}` };
}

/** Why the microphone was not given, by what the browser threw. */
export function problemOf(error: unknown): RecordingProblem {
  switch (error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    default:
      return "failed";
  }
}

/** A recording that is being made. */
export interface Recording {
  /** How loud it is at the moment, 0 to 1. */
  readonly level: () => number;
  /** Milliseconds recorded so far, at most {@link MAX_MS}. */
  readonly elapsed: () => number;
  /** Ends it. Again gives the same. */
  readonly finish: () => Promise<{ readonly file: File; readonly milliseconds: number }>;
  /** Throws it away. */
  readonly discard: () => void;
}

/**
 * Begins to record. Asks for the microphone, which may take as long as the user thinks about it.
 *
 * @throws what {@link problemOf} tells apart
 */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  });
  const { type, name } = recordingFormat((known) => MediaRecorder.isTypeSupported(known));
  const recorder = new MediaRecorder(stream, type === "" ? {} : { mimeType: type });
  const pieces: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  const stopped = new Promise<void>((resolve) => recorder.addEventListener("stop", () => resolve(), { once: true }));
  const meter = createMeter(stream);
  recorder.start();
  const began = performance.now();
  let ended = 0;

  const elapsed = (): number => Math.min(MAX_MS, (ended || performance.now()) - began);

  function stop(): void {
    if (ended > 0) return;
    ended = performance.now();
    if (recorder.state !== "inactive") recorder.stop();
    for (const track of stream.getTracks()) track.stop();
    meter.close();
  }

  return {
    level: meter.level,
    elapsed,
    async finish() {
      stop();
      await stopped;
      const [bare = ""] = recorder.mimeType.split(";");
      return { file: new File(pieces, name, { type: bare }), milliseconds: Math.round(elapsed()) };
    },
    discard: stop,
  };
}

/** Measures how loud a stream is. Where the browser has no way to, everything is silent. */
function createMeter(stream: MediaStream): { readonly level: () => number; readonly close: () => void } {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level() {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      // Speech is seldom louder than a quarter of what fits; the root lets quiet words show, too.
      return Math.min(1, Math.sqrt(Math.sqrt(power) * 4));
    },
    close: () => void context.close(),
  };
}
