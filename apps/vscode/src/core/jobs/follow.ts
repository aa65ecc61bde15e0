import type { ClientEvent } from "@seedkit/core";
import type { LiveJob } from "./live-job.ts";
import type { QueueHost } from "./queue-host.ts";

/** Turns what the client tells of a call into the job's phase and lines of the log. */
export function follow({ clock, log }: QueueHost, job: LiveJob): (event: ClientEvent) => void {
  const enter = (phase: Parameters<LiveJob["enter"]>[0]) => job.enter(phase, clock.now());
  const say = (line: string) => log(`${job.id}: ${line}`);
  return (event) => {
    switch (event.type) {
      case "warning":
        return say(`warning ${event.warning.code}: ${event.warning.message}`);
      case "uploading":
        return say(`uploading ${event.count} references, ${event.bytes} bytes`);
      case "attempt":
        return say(`posting, attempt ${event.attempt}, ${event.model}`);
      case "retry":
        return say(`${event.error.code}, again in ${Math.round(event.waitMs)} ms`);
      case "status":
        return enter(event.status === "queued" ? "queued" : "generating");
      case "downloading":
        return enter("downloading");
    }
  };
}
