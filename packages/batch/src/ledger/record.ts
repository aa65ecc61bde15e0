import type { Charged, ErrorCode, Money, Ticket } from "@seedkit/core";
import type { LockedFile } from "../lock/lock.ts";

type Of<Type extends string, Fields> = {
  readonly version: 1;
  readonly type: Type;
  /** Milliseconds since 1970. Told for people: order in the file is what counts, clocks jump. */
  readonly at: number;
  /** `<key>-<index>` of the job. */
  readonly job: string;
} & Fields;

/**
 * One line of the ledger. A job goes `planned → started → submitted → succeeded | failed | ambiguous`; each line is
 * on the disk before the next step is taken, so a crash at any point leaves what is known.
 */
export type LedgerRecord =
  | Of<"planned", { readonly id: string; readonly index: number; readonly reserved: Money }>
  /** The post leaves after this line: from here on it may be paid for. */
  | Of<"started", { readonly attempt: number }>
  /** Only the queued transport: recovered by its ticket, never posted again. */
  | Of<"submitted", { readonly ticket: Ticket }>
  | Of<
      "succeeded",
      { readonly files: readonly LockedFile[]; readonly cost: Money; readonly requestId?: string }
    >
  | Of<
      "failed",
      { readonly code: ErrorCode; readonly message: string; readonly charged: Charged; readonly cost: Money }
    >
  /** May have been paid for, and nobody can know: reported, posted again only on request. */
  | Of<"ambiguous", { readonly code: ErrorCode; readonly message: string; readonly cost: Money }>;

export type LedgerRecordType = LedgerRecord["type"];
