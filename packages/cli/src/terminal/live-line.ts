import type { ClientEvent } from "@seedkit/core";
import type { Host } from "../host.ts";
import { formatClock } from "../output/format.ts";
import type { Paint } from "./colour.ts";
import type { ProgressOptions } from "./progress.ts";
import { startRedrawnLine } from "./redrawn-line.ts";

/** The line a person watches: what is done, the time against the usual time, the price, and the way out. */
export function startLiveLine(host: Host, options: ProgressOptions, paint: Paint) {
  const started = host.clock.now();
  let doing = "generating";
  let ended = 0;
  const line = startRedrawnLine(host, paint, () => {
    const elapsed = formatClock(host.clock.now() - started);
    return [
      `${options.model} ${doing}${options.calls > 1 ? ` (${ended} of ${options.calls} done)` : ""}`,
      options.typicalMs === undefined ? elapsed : `${elapsed} of usually ${formatClock(options.typicalMs)}`,
      options.cost,
      "Ctrl-C cancels",
    ];
  });
  return {
    ...line,
    event(event: ClientEvent) {
      doing = activity(event) ?? doing;
    },
    callEnded() {
      ended++;
    },
  };
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
