import { type Clock, type Money, systemClock } from "@seedkit/core";
import { saveFile } from "@seedkit/core/node";
import { cannotWrite } from "../ledger/ledger-error.ts";
import { createLockFormat, withoutPrototype } from "../lock/format-lock.ts";
import type { Lock, LockedFile, LockedImage } from "../lock/lock.ts";
import type { MadeFrom } from "../lock/made-from.ts";
import { withCall } from "../lock/with-call.ts";
import { noStep, type Step } from "../step.ts";

export type LockWriter = {
  readonly lock: Lock;
  /** Notes a call that was made. The file follows within a second. */
  add(made: MadeFrom, files: readonly LockedFile[], cost: Money): void;
  /** Writes what is not written yet. @throws SeedkitError `invalid_input` where it cannot be */
  flush(): Promise<void>;
};

const everyMs = 1000;
// Writing takes longer the more there is in it: its share of the time stays the same.
const imagesASecond = 1000;

/** Keeps the lock up to date in memory, and writes it whole at most once a second: the ledger has it all meanwhile. */
export function createLockWriter(
  path: string,
  before: Lock,
  { clock = systemClock, step = noStep }: { readonly clock?: Clock; readonly step?: Step } = {},
): LockWriter {
  const formatLock = createLockFormat();
  const images = new Map<string, LockedImage>(Object.entries(before.images));
  let dirty = false;
  let writing: Promise<void> | undefined;
  let cancel: (() => void) | undefined;
  const current = (): Lock => ({ ...before, images: withoutPrototype(images) });

  const write = async () => {
    dirty = false;
    try {
      const text = formatLock(current());
      step("before the lock is written");
      await saveFile(path, text, { overwrite: true });
      step("after the lock is written");
    } catch (error) {
      dirty = true;
      throw cannotWrite(path, error);
    }
  };
  const later = () => {
    if (cancel || writing) return;
    const ms = everyMs * Math.max(1, images.size / imagesASecond);
    cancel = clock.after(ms, () => {
      cancel = undefined;
      writing = write()
        // It is written at the end again, and told if that fails.
        .catch(() => {})
        .finally(() => {
          writing = undefined;
          if (dirty) later();
        });
    });
  };

  return {
    get lock() {
      return current();
    },
    add(made, files, cost) {
      const { id, index, emulated } = made;
      const call = { index, files, cost, ...(emulated && { emulated }) };
      images.set(id, withCall(images.get(id), made, call));
      dirty = true;
      later();
    },
    async flush() {
      await writing;
      cancel?.();
      cancel = undefined;
      if (dirty) await write();
    },
  };
}
