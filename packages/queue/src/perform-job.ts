import {
  type AwayBench,
  type AwaySettings,
  type JobResult,
  notSent,
  performAway,
  readQueueMark,
} from "@seedkit/batch/elsewhere";
import { SeedkitError } from "@seedkit/core";
import type { Redis } from "ioredis";
import { type CallLedger, openCallLedger, type Refusal } from "./call-ledger.ts";
import { isKnown, type JobData, type JobReturn } from "./job-data.ts";
import { lateEnd } from "./late.ts";
import { dataVersion, type Names } from "./names.ts";
import type { SharedRate } from "./rate.ts";
import type { Storage } from "./storage.ts";
import { filesOf, storedLedger } from "./stored-ledger.ts";

export type Bench = Omit<AwayBench, "ledger"> & {
  readonly redis: Redis;
  readonly names: Names;
  readonly rate: SharedRate;
  readonly emulated: boolean;
  readonly storageOf: (address: string) => Storage;
};

/** What all jobs of a run share. `storage`: where files go that no folder is shared for. */
export type Settings = AwaySettings & { readonly storage?: string };

/** `later`: the money it needs is set aside for others, who may give it back. `lost`: another worker has it. */
export type Ended = { readonly ended: JobReturn } | { readonly not: "later" | "lost" };

/** Makes one job of the queue, or goes on with it where another worker died. */
export async function performJob(
  bench: Bench,
  id: string,
  token: string,
  data: unknown,
  isAgain = false,
): Promise<Ended> {
  const { redis, names, rate, signal } = bench;
  if (!isKnown(data)) throw new Error("The job was written by another version of Seedkit");
  const away = data as JobData;
  const settings = await settingsOf(redis, names);
  const storage = settings.storage === undefined ? undefined : bench.storageOf(settings.storage);
  const wrong =
    (storage ? undefined : await refuseFolder(bench.folder, away.run)) ??
    refuseEmulator(bench.emulated, settings.emulated);
  if (wrong) return { ended: ended([], { ...notSent(away), status: "failed", error: wrong.toJSON() }) };
  const opened = await openCallLedger(redis, names, { id, token, away });
  if (!opened) return { not: "lost" };
  const { folder } = bench;
  const ledger: CallLedger & { readonly failure?: unknown } = storage
    ? storedLedger(opened, storage, folder)
    : opened;
  // What another worker has received may have to be made into files here.
  if (storage) {
    const last = opened.records.at(-1);
    const received = last?.type === "received" ? filesOf(last) : [];
    await Promise.all(received.map(({ path, sha256 }) => storage.get(folder, path, sha256).catch(() => {})));
  }
  const isNew = ledger.records.length === 0;
  const onEvent: AwayBench["onEvent"] = (event) => {
    bench.onEvent?.(event);
    if (event.type !== "client" || event.event.type !== "retry") return;
    if (event.event.error.charged === "no") opened.cameBack();
  };
  const perform = () => performAway({ ...bench, ledger, onEvent }, away, settings);
  const { result, error } = isNew ? await rate.withTurn(signal, opened.leave, perform) : await perform();
  if (ledger.failure !== undefined) {
    const { code } = ledger.failure as NodeJS.ErrnoException;
    // Another call of this machine had the very same image, and has removed it: it is fetched again, at no cost.
    if (code === "ENOENT" && !isAgain) return performJob(bench, id, token, data, true);
    throw ledger.failure;
  }
  const { refused, isLate } = opened.fate;
  if (refused === "moved") return performJob(bench, id, token, data);
  if (refused) return refusedAs(refused, away, error);
  if (isLate) {
    if (result && ledger.records.at(-1)?.type === "succeeded") {
      await redis.rpush(names.late, lateEnd(away, { records: ledger.records, result }));
    }
    return { not: "lost" };
  }
  if (!result) {
    const skipped = notSent(away);
    return {
      ended: ended(ledger.records, error ? { ...skipped, status: "failed", error: error.toJSON() } : skipped),
    };
  }
  return { ended: ended(ledger.records, result) };
}

const ended = (records: JobReturn["records"], result: JobResult): JobReturn => ({
  version: dataVersion,
  records,
  result,
});

function refusedAs(why: Refusal, away: JobData, error: SeedkitError | undefined): Ended {
  if (why === "lost") return { not: "lost" };
  if (why === "over-for-now") return { not: "later" };
  const skipped = notSent(away);
  return { ended: ended([], why === "over" && error ? { ...skipped, error: error.toJSON() } : skipped) };
}

/** Images of one project must not land in the folder of another. */
async function refuseFolder(folder: string, run: string): Promise<SeedkitError | undefined> {
  const here = await readQueueMark(folder).catch(() => undefined);
  if (here === run) return undefined;
  return new SeedkitError("invalid_input", "A worker does not share the folder of the project", {
    charged: "no",
    hint: "Start it in the folder that the run was started in, on a volume both see. Nothing was sent.",
  });
}

/** Test images must not be taken for real ones. */
function refuseEmulator(isHere: boolean, isWanted: boolean): SeedkitError | undefined {
  if (isHere === isWanted) return undefined;
  const message = `The run ${isWanted ? "wants" : "does not want"} test images, and a worker ${isHere ? "draws" : "does not draw"} them`;
  return new SeedkitError("invalid_input", message, {
    charged: "no",
    hint: "Start both with --emulator, or both without. Nothing was sent.",
  });
}

async function settingsOf(redis: Redis, names: Names): Promise<Settings> {
  const text = await redis.hget(names.run, "settings");
  if (text === null) throw new Error("The run is gone from Redis");
  return JSON.parse(text) as Settings;
}
