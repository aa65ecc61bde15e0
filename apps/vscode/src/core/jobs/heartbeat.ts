import type { Clock } from "@seedkit/core";
import type { RecordFiles } from "./records.ts";

const everyMs = 2_500;
/**
 * A window whose last beat is older is gone, in ms. Where it was only busy, nothing is lost: who finds his job taken
 * saves nothing.
 */
export const goneAfterMs = 8_000;

const suffix = ".alive";
const beatName = (window: string) => `${window}${suffix}`;

/** Shows other windows that this one lives, while it has jobs under way. */
export function createHeartbeat(files: RecordFiles, clock: Clock, window: string) {
  const held = new Set<string>();
  let cancel: (() => void) | undefined;
  let stopped = false;
  // One step after the other: a late removal must not take a new beat away.
  let last: Promise<void> = Promise.resolve();
  const inTurn = (step: () => Promise<void>) => {
    last = last.then(step, step);
    return last;
  };

  const beat = async () => {
    cancel?.();
    if (stopped) return;
    await files.write(beatName(window), String(clock.now())).finally(() => {
      // A beat that fails is followed by another one.
      cancel = clock.after(everyMs, () => void inTurn(beat).catch(() => {}));
    });
  };
  const rest = async () => {
    if (held.size > 0 && !stopped) return;
    cancel?.();
    cancel = undefined;
    await files.remove(beatName(window));
  };

  return {
    /** Resolves when others can see it. */
    async hold(id: string): Promise<void> {
      held.add(id);
      if (cancel === undefined) await inTurn(async () => (cancel === undefined ? beat() : undefined));
    },
    async release(id: string): Promise<void> {
      if (held.delete(id) && held.size === 0) await inTurn(rest);
    },
    async stop(): Promise<void> {
      stopped = true;
      await inTurn(rest);
    },
  };
}

async function isAlive(files: RecordFiles, window: string, now: number): Promise<boolean> {
  const beat = Number(await files.read(beatName(window)));
  // A beat from the future is a clock that was set back: it will be old soon enough.
  return beat > 0 && Math.abs(now - beat) < goneAfterMs;
}

/** Which windows live, of those that have something in the folder. The marks of the others are taken away. */
export async function livingWindows(
  files: RecordFiles,
  names: readonly string[],
  now: number,
): Promise<ReadonlySet<string>> {
  const windows = names.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));
  const living = new Set<string>();
  await Promise.all(
    windows.map(async (window) => {
      if (await isAlive(files, window, now)) living.add(window);
      else await files.remove(beatName(window)).catch(() => {});
    }),
  );
  return living;
}
