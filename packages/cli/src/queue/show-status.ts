import type { QueueStatus } from "@seedkit/queue";
import type { Host } from "../host.ts";
import { columns, counted } from "../output/format.ts";
import { painter } from "../terminal/colour.ts";
import { loadQueue } from "./load-queue.ts";
import type { QueueAddress } from "./options.ts";

const everyMs = 1000;

/** Tells how the run on a queue stands; with `watch` once a second, until there is none or Ctrl-C. */
export async function showQueueStatus(
  host: Host,
  address: QueueAddress,
  { json, watch }: { readonly json: boolean; readonly watch: boolean },
): Promise<void> {
  const { queueStatus } = await loadQueue();
  let wake: () => void = () => {};
  let ended = !watch;
  const dispose = watch
    ? host.onInterrupt(() => {
        ended = true;
        wake();
      })
    : () => {};
  try {
    for (;;) {
      const stands = await queueStatus(address);
      host.stdout.write(json ? `${JSON.stringify(stands, undefined, watch ? 0 : 2)}\n` : text(host, stands));
      if (ended || stands.run === undefined) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        host.clock.after(everyMs, resolve);
      });
      if (ended) return;
    }
  } finally {
    dispose();
  }
}

function text(host: Host, stands: QueueStatus): string {
  const paint = painter(host, host.stdout);
  const { run, jobs, workers, spent, perhapsSpent, reserved, cap, rateWaits, stoppedBy } = stands;
  const { waiting, active, delayed, ended } = jobs;
  const who = workers.length === 0 ? "none" : `${workers.length}: ${workers.join(", ")}`;
  if (run === undefined)
    return columns([
      [paint("bold", "Queue"), "no run"],
      [paint("bold", "Workers"), who],
    ]);
  const perhaps = perhapsSpent.micros > 0 ? `, perhaps ${perhapsSpent.formatted} more` : "";
  const rows = [
    ["Calls", `${active} running, ${waiting + delayed} waiting, ${ended} ended and on their way`],
    ["Money", `${spent.formatted} of ${cap.formatted} spent${perhaps}, ${reserved.formatted} set aside`],
    ["Workers", who],
    ["Rate", `${counted(rateWaits, "wait")}`],
    ...(stoppedBy === undefined ? [] : [["Stopped", stoppedBy]]),
  ].map(([label = "", value = ""]) => [paint("bold", label), value]);
  return columns(rows);
}
