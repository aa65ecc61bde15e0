import type { Generation, Prepared, SizePlan, Warning } from "@seedkit/core";
import type { SavedImage } from "../output/save-image.ts";

/** A call, an image or a file that failed while others may have gone well. */
export type Failure = { readonly call: number; readonly error: unknown };

/** What a run of one or more calls has given so far. */
export type Ledger = {
  readonly prepared: Prepared;
  readonly images: SavedImage[];
  readonly failures: Failure[];
  readonly generations: Generation[];
};

export function openLedger(prepared: Prepared): Ledger {
  return { prepared, images: [], failures: [], generations: [] };
}

/** The size as it was planned when it was sent. */
export function planOf({ generations, prepared }: Ledger): SizePlan {
  return generations[0]?.plan ?? prepared.plan;
}

/** Every warning once. */
export function warningsOf({ generations, prepared }: Ledger): readonly Warning[] {
  const all = [...prepared.warnings, ...generations.flatMap((generation) => generation.warnings)];
  return [...new Map(all.map((warning) => [`${warning.code} ${warning.message}`, warning])).values()];
}

/** What the account has left after the call that ended last. */
export function creditsLeftOf({ generations }: Ledger): number | undefined {
  return generations.findLast((generation) => generation.creditsLeft !== undefined)?.creditsLeft;
}
