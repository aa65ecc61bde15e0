import type { ClientEvent } from "@seedkit/core";
import type { Host } from "../host.ts";
import { counted, formatBytes, formatClock, formatDuration } from "../output/format.ts";
import { type Paint, painter } from "./colour.ts";

/** Shows how a call goes: one line that moves on a terminal, plain lines elsewhere. Always on stderr. */
export type Progress = {
  event(event: ClientEvent): void;
  /** One call of several has ended. */
  callEnded(): void;
  /** A line that stays. */
  line(text: string): void;
  /** A warning: a line that stays. */
  note(text: string): void;
  stop(): void;
};

export type ProgressOptions = {
  readonly model: string;
  /** How many calls are made. */
  readonly calls: number;
  readonly cost: string;
  /** The usual time of one call, in ms. */
  readonly typicalMs: number;
};

const tickMs = 120;
const clearLine = "\r\u001b[2K";

/** Starts showing progress. */
export function startProgress(host: Host, options: ProgressOptions): Progress {
  const paint = painter(host, host.stderr);
  const seen = new Set<string>();
  const live = host.stderr.isTTY && host.env.TERM !== "dumb" ? liveLine(host, options, paint) : undefined;
  const say = (text: string) => {
    live?.clear();
    host.stderr.write(`${text}\n`);
    live?.draw();
  };
  const progress: Progress = {
    event(event) {
      live?.event(event);
      if (event.type === "warning") progress.note(event.warning.message);
      const text =
        live && event.type !== "uploading" && event.type !== "retry" ? undefined : eventText(event);
      if (text !== undefined) say(text);
    },
    callEnded: () => live?.callEnded(),
    line: say,
    note(text) {
      if (seen.has(text)) return;
      seen.add(text);
      say(`${paint("yellow", "Note:")} ${text}`);
    },
    stop: () => live?.stop(),
  };
  if (!live)
    say(
      `${options.model}: ${counted(options.calls, "call")}, ${options.cost}, usually ${formatDuration(options.typicalMs)}`,
    );
  return progress;
}

function eventText(event: ClientEvent): string | undefined {
  if (event.type === "uploading")
    return `Uploading ${counted(event.count, "reference")} (${formatBytes(event.bytes)})`;
  if (event.type === "retry")
    return `${event.error.message}; trying again in ${formatDuration(event.waitMs)}`;
  if (event.type === "submitted") return `Submitted as request ${event.ticket.requestId}`;
  return undefined;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const plainFrames = ["-", "\\", "|", "/"];

function liveLine(host: Host, options: ProgressOptions, paint: Paint) {
  const started = host.clock.now();
  const unicode =
    /utf-?8/i.test(`${host.env.LC_ALL || host.env.LC_CTYPE || host.env.LANG}`) ||
    process.platform === "win32";
  let doing = "generating";
  let ended = 0;
  let frame = 0;
  let stopped = false;
  let cancel = () => {};

  const draw = () => {
    if (stopped) return;
    const drawn = unicode ? frames : plainFrames;
    const elapsed = host.clock.now() - started;
    const count = options.calls > 1 ? ` ${ended} of ${options.calls}` : "";
    const parts = [
      `${options.model} ${doing}${count}`,
      `${formatClock(elapsed)} of usually ${formatClock(options.typicalMs)}`,
      options.cost,
      "Ctrl-C cancels",
    ];
    const width = (host.stderr.columns ?? 80) - 3;
    // What does not fit would wrap, and a wrapped line cannot be redrawn.
    while (parts.length > 1 && parts.join("   ").length > width) parts.pop();
    const [head = "", ...rest] = parts;
    const tail = rest.map((part) => paint("dim", part));
    const mark = drawn[frame % drawn.length] ?? "";
    host.stderr.write(`${clearLine}${paint("cyan", mark)} ${[head.slice(0, width), ...tail].join("   ")}`);
  };
  const tick = () => {
    frame++;
    draw();
    cancel = host.clock.after(tickMs, tick);
  };
  draw();
  cancel = host.clock.after(tickMs, tick);

  return {
    draw,
    clear: () => host.stderr.write(clearLine),
    event(event: ClientEvent) {
      doing = activity(event) ?? doing;
    },
    callEnded() {
      ended++;
    },
    stop() {
      if (stopped) return;
      stopped = true;
      cancel();
      host.stderr.write(clearLine);
    },
  };
}

function activity(event: ClientEvent): string | undefined {
  if (event.type === "uploading") return "uploading references";
  if (event.type === "attempt" || event.type === "uploaded") return "generating";
  if (event.type === "retry") return "waiting to try again";
  if (event.type === "submitted") return "queued";
  if (event.type === "status") return event.status === "queued" ? "queued" : "generating";
  if (event.type === "downloading") return "downloading";
  return undefined;
}
