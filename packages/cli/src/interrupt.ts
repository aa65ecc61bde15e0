import type { Host } from "./host.ts";

// Of the 200 ms in which Ctrl-C ends the program, what is left to the aborted work.
const patienceMs = 60;

/**
 * Runs a task that Ctrl-C aborts. What does not end by itself soon after is left alone and `late` decides what
 * is thrown instead; undefined lets the task end, as when a paid image is being written.
 */
export async function interruptible<T>(
  host: Host,
  task: (signal: AbortSignal) => Promise<T>,
  late: () => unknown,
): Promise<T> {
  const controller = new AbortController();
  let cancel = () => {};
  let stop = () => {};
  const interrupted = new Promise<never>((_, reject) => {
    const giveUp = () => {
      const error = late();
      if (error === undefined) cancel = host.clock.after(patienceMs, giveUp);
      else reject(error);
    };
    stop = host.onInterrupt(() => {
      if (controller.signal.aborted) {
        host.exit(130);
        return;
      }
      controller.abort();
      cancel = host.clock.after(patienceMs, giveUp);
    });
  });
  try {
    return await Promise.race([task(controller.signal), interrupted]);
  } finally {
    cancel();
    stop();
  }
}
