import type { Charged, ErrorCode, Money, Ticket } from "@seedkit/core";
import type { LockedFile } from "../lock/lock.ts";
import type { MadeFrom } from "../lock/made-from.ts";

type Line<Type extends string, Fields> = {
  readonly version: 1;
  readonly type: Type;
  /** Milliseconds since 1970. Told for people: order in the file is what counts, clocks jump. */
  readonly at: number;
} & Fields;

type Of<Type extends string, Fields> = Line<
  Type,
  {
    /** `<key>-<index>:<id>`: entries that ask for the same thing share a key, and are paid for each. */
    readonly job: string;
  } & Fields
>;

/**
 * What happens to one job. It goes `planned → started → submitted → received → succeeded | failed | ambiguous`; each line is
 * on the disk before the next step is taken, so a crash at any point leaves what is known.
 */
export type JobRecord =
  | Of<"planned", { readonly id: string; readonly index: number; readonly reserved: Money }>
  /** The post leaves after this line: from here on it may be paid for. */
  | Of<"started", { readonly attempt: number }>
  /** Only the queued transport: recovered by its ticket, never posted again. */
  | Of<"submitted", { readonly ticket: Ticket }>
  /** Paid for, and kept as it came: what is left to do needs no network. */
  | Of<
      "received",
      {
        /** Of each image, in their order. */
        readonly originals: readonly LockedFile["original"][];
        readonly cost: Money;
        readonly requestId?: string;
      }
    >
  | Of<
      "succeeded",
      {
        readonly made: MadeFrom;
        readonly files: readonly LockedFile[];
        /** Where images went that could not be saved in their place. */
        readonly rescued?: readonly string[];
        /** Then also all its images as they came, in their order: they are saved from these at the next run. */
        readonly originals?: readonly LockedFile["original"][];
        readonly cost: Money;
        /** Made of images that were kept: nothing was spent. */
        readonly reused?: true;
        readonly requestId?: string;
      }
    >
  | Of<
      "failed",
      { readonly code: ErrorCode; readonly message: string; readonly charged: Charged; readonly cost: Money }
    >
  /** May have been paid for, and nobody can know: reported, posted again only on request. */
  | Of<"ambiguous", { readonly code: ErrorCode; readonly message: string; readonly cost: Money }>;

/** The bounds of a run. What is spent between them counts for one budget, however often the run is resumed. */
export type RunRecord =
  | Line<"begun", { readonly run: string }>
  | Line<"ended", { readonly run: string; readonly spent: Money; readonly perhapsSpent: Money }>;

/** One line of the ledger. */
export type LedgerRecord = JobRecord | RunRecord;

export type LedgerRecordType = LedgerRecord["type"];
