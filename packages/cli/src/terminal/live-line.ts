import type { ClientEvent } from "@seedkit/core";
import type { Host } from "../host.ts";
import { formatClock } from "../output/format.ts";
import type { Paint } from "./colour.ts";
import type { ProgressOptions } from "./progress.ts";

const tickMs = 120;
const clearLine = "\r\u001b[2K";
const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const plainFrames = ["-", "\\", "|", "/"];

/** The line a person watches: what is done, the time against the usual time, the price, and the way out. */
export function startLiveLine(host: Host, options: ProgressOptions, paint: Paint) {
  const started = host.clock.now();
  const drawn = hasUnicode(host) ? frames : plainFrames;
  let doing = "generating";
  let ended = 0;
  let frame = 0;
  let stopped = false;

  const draw = () => {
    if (stopped) return;
    const elapsed = formatClock(host.clock.now() - started);
    const parts = [
      `${options.model} ${doing}${options.calls > 1 ? ` (${ended} of ${options.calls} done)` : ""}`,
      options.typicalMs === undefined ? elapsed : `${elapsed} of usually ${formatClock(options.typicalMs)}`,
      options.cost,
      "Ctrl-C cancels",
    ];
    // What does not fit would wrap, and a wrapped line cannot be redrawn.
    const width = (host.stderr.columns ?? 80) - 3;
    while (parts.length > 1 && parts.join("   ").length > width) parts.pop();
    const [head = "", ...rest] = parts;
    const line = [head.slice(0, width), ...rest.map((part) => paint("dim", part))].join("   ");
    host.stderr.write(`${clearLine}${paint("cyan", drawn[frame % drawn.length] ?? "")} ${line}`);
  };
  const tick = () => {
    frame++;
    draw();
    cancel = host.clock.after(tickMs, tick);
  };
  draw();
  let cancel = host.clock.after(tickMs, tick);

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

function hasUnicode({ env }: Host): boolean {
  return process.platform === "win32" || /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || "");
}

function activity(event: ClientEvent): string | undefined {
  switch (event.type) {
    case "uploading":
      return "uploading references";
    case "attempt":
    case "uploaded":
      return "generating";
    case "retry":
      return "waiting to try again";
    case "submitted":
      return "queued";
    case "status":
      return event.status === "queued" ? "queued" : "generating";
    case "downloading":
      return "downloading";
    default:
      return undefined;
  }
}
