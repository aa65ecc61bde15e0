import { readFile, unlink } from "node:fs/promises";
import type { Clock, Money, SeedkitError, Ticket } from "@seedkit/core";
import { nameOf } from "../key/name-of.ts";
import type { LockedFile } from "../lock/lock.ts";
import { ledgerPathOf } from "../state-folder.ts";
import { type Ledger, openLedger } from "./open-ledger.ts";
import { parseRecord } from "./parse-record.ts";
import type { JobRecord, LedgerRecord } from "./record.ts";

/** A call of an entry, as its plan names it. */
export type BookedCall = {
  /** The entry's. */
  readonly id: string;
  /** Which of the entry's calls, from 0. */
  readonly index: number;
  /** The entry's key. */
  readonly key: string;
};

/** What a call gave: of each image, in their order. */
export type KeptImages = {
  readonly originals: readonly LockedFile["original"][];
  readonly cost: Money;
};

/**
 * What a program that is no run writes into a folder's ledger about the calls it makes there: where it dies, the
 * next run fetches what was submitted, and tells what was cut off while it was sent. Only while it holds the folder.
 */
export type CallBook = {
  /** Before the post leaves. `most`: what it may cost. @throws SeedkitError `invalid_input`: then it may not be sent */
  starts(call: BookedCall, most: Money): Promise<void>;
  /** As soon as there is a request id. @throws SeedkitError `invalid_input` */
  submitted(call: BookedCall, ticket: Ticket): Promise<void>;
  /**
   * Its images lie in the state folder as they came, and could not be made into files: the next run makes them of
   * these, and pays nothing. @throws SeedkitError `invalid_input`
   */
  received(call: BookedCall, images: KeptImages): Promise<void>;
  /**
   * It was paid for, or may have been, and nothing can be fetched: the next run tells that, and does not send it again
   * unasked. @throws SeedkitError `invalid_input`
   */
  lost(call: BookedCall, error: SeedkitError, cost: Money): Promise<void>;
  /**
   * It ended, and whoever made it knows how: no run has to care for it, nor for what was left open of the same call
   * before. @throws SeedkitError `invalid_input`
   */
  over(call: BookedCall): Promise<void>;
  /** Whether it is over, though its lines may still stand in the file: they go with those of calls under way. */
  hasEnded(call: BookedCall): boolean;
  /** Before the folder is given back. Calls that are not over stay in the ledger. */
  close(): Promise<void>;
};

/** Opens the book of a project folder; nothing is read or made before the first call. */
export function openCallBook(folder: string, options: { readonly clock?: Clock } = {}): CallBook {
  const path = ledgerPathOf(folder);
  let opened: Promise<Ledger> | undefined;
  const open = new Set<string>();
  const ended = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  // One step after the other: nothing may be appended while lines are taken out.
  const inTurn = <T>(step: (ledger: Ledger) => Promise<T>): Promise<T> => {
    const mine = last.then(async () => {
      opened ??= openLedger(path, options);
      return step(await opened);
    });
    last = mine.catch(() => {});
    return mine;
  };
  const takeOut = async (ledger: Ledger) => {
    if (ended.size === 0) return;
    const records = withoutLatest(await readFile(path, "utf8"), ended);
    await ledger.rewrite(records);
    ended.clear();
  };

  return {
    starts: (call, most) =>
      inTurn(async (ledger) => {
        const job = bookedName(call);
        const attempt = (ledger.job(job)?.attempts ?? 0) + 1;
        await Promise.all([
          ledger.append({ type: "planned", job, id: call.id, index: call.index, reserved: most }),
          ledger.append({ type: "started", job, attempt }),
        ]);
        ended.delete(job);
        open.add(job);
      }),
    submitted: (call, ticket) =>
      inTurn((ledger) => ledger.append({ type: "submitted", job: bookedName(call), ticket })),
    received: (call, images) =>
      inTurn(async (ledger) => {
        const job = bookedName(call);
        await ledger.append({ type: "received", job, ...images });
        open.delete(job);
      }),
    lost: (call, { code, message, charged }, cost) =>
      inTurn(async (ledger) => {
        const common = { job: bookedName(call), code, message, cost };
        await ledger.append(
          charged === "yes" ? { type: "failed", charged, ...common } : { type: "ambiguous", ...common },
        );
        open.delete(common.job);
      }),
    hasEnded: (call) => ended.has(bookedName(call)),
    over: (call) =>
      inTurn(async (ledger) => {
        const job = bookedName(call);
        open.delete(job);
        if (ledger.job(job)) ended.add(job);
        // A long ledger is written anew once, not once a call.
        if (open.size === 0) await takeOut(ledger);
      }),
    async close() {
      await last;
      if (!opened) return;
      const ledger = await opened;
      await takeOut(ledger);
      const { jobs, run, ended: before } = ledger.state;
      await ledger.close();
      if (jobs.size === 0 && run === undefined && !before) await unlink(path);
    },
  };
}

const bookedName = ({ id, index, key }: BookedCall): string =>
  nameOf({ jobKey: `${key}-${index}`, entry: { id } });

/** A ledger's records less those of the latest time that each of these jobs was planned. */
function withoutLatest(text: string, jobs: ReadonlySet<string>): readonly LedgerRecord[] {
  const records = text.split("\n").flatMap((line) => {
    const parsed = line === "" ? undefined : parseRecord(line);
    return parsed?.ok ? [parsed.record] : [];
  });
  const byJob = new Map([...jobs].map((job): [string, JobRecord[]] => [job, []]));
  for (const record of records) if ("job" in record) byJob.get(record.job)?.push(record);
  const out = new Set<LedgerRecord>([...byJob.values()].flatMap(latestOf));
  return records.filter((record) => !out.has(record));
}

// Whoever planned it anew knew of these.
const leftOpen: readonly JobRecord["type"][] = ["planned", "started", "submitted", "ambiguous", "failed"];

/** A job's records since it was last planned, and those of the times before that were left open. */
function latestOf(records: readonly JobRecord[]): readonly JobRecord[] {
  const latest: JobRecord[] = [];
  for (const record of records.toReversed()) {
    if (latest.at(-1)?.type === "planned" && !leftOpen.includes(record.type)) break;
    latest.push(record);
  }
  return latest;
}
