import type { RunEvent } from "@seedkit/batch";
import type { Log } from "../runner/log.ts";

/** A line for each call that ends, and for what people want to know at once. */
export function progressLines(log: Log, calls: number): (event: RunEvent) => void {
  let ended = 0;
  const end = (id: string, text: string) => log.say(`[${++ended}/${calls}] ${id}: ${text}`);
  return (event) => {
    switch (event.type) {
      case "done": {
        const files = event.files.map(({ path, width, height }) => `${path} ${width}x${height}`).join(", ");
        return end(event.job.entry.id, `${files} ${event.cost.formatted}`);
      }
      case "failed":
        return end(event.job.entry.id, `failed: ${event.error.message}`);
      case "ambiguous":
        return end(event.job.entry.id, `possibly charged: ${event.error.message}`);
      case "pending":
        return end(event.job.entry.id, `possibly charged, and not waited for: ${event.error.message}`);
      case "stopping":
        return log.say(`Nothing new is started: ${event.why}`);
      case "torn":
        return log.say(`${event.file}: the last line was cut off and is dropped`);
      case "client":
        if (event.event.type === "retry") {
          const { waitMs, error } = event.event;
          log.say(`${event.job.entry.id}: once more in ${(waitMs / 1000).toFixed(1)} s: ${error.message}`);
        }
        if (event.event.type === "uploading")
          log.say(`${event.job.entry.id}: uploading references, which become public`);
        return;
    }
  };
}
