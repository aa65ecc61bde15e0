import { readFile, unlink } from "node:fs/promises";
import type { Clock, Money, Ticket } from "@seedkit/core";
import { nameOf } from "../key/name-of.ts";
import { ledgerPathOf } from "../state-folder.ts";
import { type Ledger, openLedger } from "./open-ledger.ts";
import { parseRecord } from "./parse-record.ts";
import type { LedgerRecord } from "./record.ts";

/** A call of an entry, as its plan names it. */
export type BookedCall = {
  /** The entry's. */
  readonly id: string;
  /** Which of the entry's calls, from 0. */
  readonly index: number;
  /** The entry's key. */
  readonly key: string;
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
  /** It ended, and whoever made it knows how: no run has to care for it. @throws SeedkitError `invalid_input` */
  over(call: BookedCall): Promise<void>;
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
        // What ended stays ended: its lines are found no more once there are later ones.
        if (ended.has(job)) await takeOut(ledger);
        const attempt = (ledger.job(job)?.attempts ?? 0) + 1;
        await Promise.all([
          ledger.append({ type: "planned", job, id: call.id, index: call.index, reserved: most }),
          ledger.append({ type: "started", job, attempt }),
        ]);
        open.add(job);
      }),
    submitted: (call, ticket) =>
      inTurn((ledger) => ledger.append({ type: "submitted", job: bookedName(call), ticket })),
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

/** A ledger's records less what was written of these jobs since each was last planned. */
function withoutLatest(text: string, jobs: ReadonlySet<string>): readonly LedgerRecord[] {
  const records = text.split("\n").flatMap((line) => {
    const parsed = line === "" ? undefined : parseRecord(line);
    return parsed?.ok ? [parsed.record] : [];
  });
  const from = new Map<string, number>();
  for (const [at, record] of records.entries()) if (record.type === "planned") from.set(record.job, at);
  return records.filter(
    (record, at) => !("job" in record && jobs.has(record.job) && at >= (from.get(record.job) ?? 0)),
  );
}
