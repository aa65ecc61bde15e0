import type { Clock } from "@seedkit/core";
import { createHeartbeat, livingWindows } from "./heartbeat.ts";
import type { JobRecord } from "./job.ts";
import { parseRecord } from "./parse-record.ts";

/** A folder of small texts. What it throws ends the step that asked for it. */
export type RecordFiles = {
  /** Empty where there is no such folder. */
  names(): Promise<readonly string[]>;
  /** Undefined where there is no such file. */
  read(name: string): Promise<string | undefined>;
  /** Whole or not at all. */
  write(name: string, text: string): Promise<void>;
  /** Nothing where there is no such file. */
  remove(name: string): Promise<void>;
  /** Of several who rename the same file one succeeds. @throws where it is gone */
  rename(from: string, to: string): Promise<void>;
};

/** A record whose window is gone. */
export type LeftRecord = { readonly record: JobRecord; readonly name: string };

/** The jobs of one window on disk: one file each, `<id>~<window>.json`. */
export type Records = {
  /** @throws RecordTaken where another window goes on with the job */
  write(record: JobRecord): Promise<void>;
  remove(id: string): Promise<void>;
  /** Nothing is under way for it: it stays, for whoever takes it up. */
  rest(id: string): Promise<void>;
  /** What windows that are gone left, oldest first; `foreign`: how many belong to windows that live. */
  left(): Promise<{ readonly records: readonly LeftRecord[]; readonly foreign: number }>;
  /** Makes it this window's. False where another was quicker. */
  claim(left: LeftRecord): Promise<boolean>;
  /** The window closes: what it leaves is anybody's at once. */
  close(): Promise<void>;
};

/** Another window took the record over: it goes on with the job, this one must not. */
export class RecordTaken extends Error {
  override name = "RecordTaken";
}

const pattern = /^(.+)~([^~.]+)\.json$/;

/** `window` is this window's own id, new with every reload. */
export function createRecords(files: RecordFiles, clock: Clock, window: string): Records {
  const written = new Set<string>();
  const heartbeat = createHeartbeat(files, clock, window);
  const nameOf = (id: string) => `${id}~${window}.json`;

  const leftOf = async (name: string): Promise<LeftRecord | undefined> => {
    const text = await files.read(name);
    const record = text === undefined ? undefined : parseRecord(text);
    return record && { record, name };
  };

  return {
    async write(record) {
      const name = nameOf(record.id);
      await heartbeat.hold(record.id);
      if (written.has(record.id) && (await files.read(name)) === undefined) {
        await heartbeat.release(record.id);
        throw new RecordTaken(record.id);
      }
      await files.write(name, JSON.stringify(record));
      written.add(record.id);
    },
    async remove(id) {
      await files.remove(nameOf(id));
      written.delete(id);
      await heartbeat.release(id);
    },
    rest: (id) => heartbeat.release(id),
    async left() {
      const names = await files.names();
      const living = await livingWindows(files, names, clock.now());
      const others = names.flatMap((name) => {
        const owner = pattern.exec(name)?.[2];
        return owner === undefined || owner === window ? [] : [{ name, owner }];
      });
      const orphans = others.filter(({ owner }) => !living.has(owner));
      const records = (await Promise.all(orphans.map(({ name }) => leftOf(name)))).filter(
        (left) => left !== undefined,
      );
      return {
        records: records.sort((one, other) => one.record.createdAt - other.record.createdAt),
        foreign: others.length - orphans.length,
      };
    },
    async claim({ record, name }) {
      await heartbeat.hold(record.id);
      try {
        await files.rename(name, nameOf(record.id));
      } catch {
        await heartbeat.release(record.id);
        return false;
      }
      written.add(record.id);
      return true;
    },
    close: () => heartbeat.stop(),
  };
}
