import type * as vscode from "vscode";
import type { Queue } from "../core/jobs/create-queue.ts";
import type { TakenUp } from "../core/jobs/left.ts";
import type { Services } from "../services.ts";
import { offerCancelled } from "./offer-cancelled.ts";
import { offerUnsure, offerWaiting, tellRecovered } from "./tell-left.ts";

// In a browser no window says goodbye: after a reload its jobs are free a few seconds later.
const lookAgainMs = 2_000;

/** Takes up what is left, and looks again while another window may yet turn out to be gone. `looked`: for the first time. */
export function takeUpLeft(
  services: Services,
  queue: Queue,
  takeUp: () => Promise<TakenUp>,
): vscode.Disposable & { readonly looked: Promise<void> } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let disposed = false;
  const look = async () => {
    const { recovered, cancelled, waiting, unsure, foreign } = await takeUp();
    void tellRecovered(services, queue, recovered);
    void offerCancelled(services, queue, cancelled);
    void offerWaiting(services, queue, waiting);
    for (const offer of unsure) void offerUnsure(services, queue, offer);
    if (foreign > 0 && !disposed) timer = setTimeout(() => void run(), lookAgainMs);
  };
  const run = () => look().catch((error) => services.log.error(String(error)));
  return {
    looked: run(),
    dispose() {
      disposed = true;
      clearTimeout(timer);
    },
  };
}
