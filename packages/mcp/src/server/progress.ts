import type { ClientEvent, Clock } from "@seedkit/core";
import type { ProgressUpdate } from "./create-server.ts";

const everyMs = 1000;

export type Progress = {
  event(event: ClientEvent): void;
  phase(text: string): void;
  stop(): void;
};

/** Tells the phase whenever it changes, and the time once a second in between. */
export function startProgress(
  clock: Clock,
  typicalMs: number,
  tell: ((update: ProgressUpdate) => void) | undefined,
): Progress {
  if (tell === undefined) return { event() {}, phase() {}, stop() {} };
  const startedAt = clock.now();
  const total = Math.round(typicalMs / 1000);
  let phase = "Waiting for its turn";
  let last = -1;
  let cancel = () => {};
  const say = () => {
    const elapsed = Math.round((clock.now() - startedAt) / 100) / 10;
    // The protocol wants more each time, and two phases may fall into one moment.
    last = elapsed > last ? elapsed : Math.round((last + 0.001) * 1000) / 1000;
    const message = `${phase}: ${Math.floor(elapsed)} s, usually ${total} s`;
    tell(last < total ? { progress: last, total, message } : { progress: last, message });
  };
  const tick = () => {
    cancel = clock.after(everyMs, () => {
      say();
      tick();
    });
  };
  const enter = (text: string) => {
    if (text === phase) return;
    phase = text;
    say();
  };
  say();
  tick();
  return {
    event(event) {
      const text = phaseOf(event);
      if (text) enter(text);
    },
    phase: enter,
    stop: () => cancel(),
  };
}

function phaseOf(event: ClientEvent): string | undefined {
  switch (event.type) {
    case "uploading":
      return `Uploading ${event.count} reference${event.count === 1 ? "" : "s"}`;
    case "attempt":
      return event.attempt === 1 ? "Sending" : `Sending, attempt ${event.attempt}`;
    case "retry":
      return `Waiting ${Math.ceil(event.waitMs / 1000)} s to try again (${event.error.code}, not charged)`;
    case "submitted":
      return "In the queue";
    case "status":
      return event.status === "processing" ? "Drawing" : "In the queue";
    case "downloading":
      return event.of > 1 ? `Fetching image ${event.index + 1} of ${event.of}` : "Fetching the image";
    default:
      return undefined;
  }
}
