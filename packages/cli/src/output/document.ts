import {
  type CostEstimate,
  isSeedkitError,
  type Money,
  money,
  type SizePlan,
  sumCosts,
  type Warning,
} from "@seedkit/core";
import { type ErrorJson, errorJson } from "../error-json.ts";
import { creditsLeftOf, type Ledger, planOf, warningsOf } from "../generate/ledger.ts";

/** What `generate --json` and `recover --json` print. What is not known is null. */
export type ResultDocument = {
  readonly version: 1;
  readonly images: readonly {
    /** Absolute. */
    readonly file: string;
    /** px */
    readonly width: number;
    /** px */
    readonly height: number;
    readonly mediaType: string;
    readonly bytes: number;
  }[];
  readonly failures: readonly (ErrorJson & { readonly call: number })[];
  readonly model: string;
  readonly plan: SizePlan;
  readonly cost: { readonly estimated: CostEstimate; readonly reported: Money | null };
  readonly creditsLeft: number | null;
  /** Null where the service gave none, and where several calls were made: each failure names its own. */
  readonly requestId: string | null;
  /** Posts of all calls together. */
  readonly attempts: number;
  readonly warnings: readonly Warning[];
};

/** One document for everything a run gave. */
export function resultDocument(ledger: Ledger, calls: number): ResultDocument {
  const { images, failures, generations, prepared } = ledger;
  const reported = generations.map(({ cost }) => cost.reported).filter((cost) => cost !== undefined);
  const failedPosts = failures.map(({ error }) =>
    isSeedkitError(error) && !error.imageUrls ? error.attempts : 0,
  );
  return {
    version: 1,
    images: [...images]
      .sort((a, b) => a.index - b.index)
      .map(({ file, image }) => ({
        file,
        width: image.width,
        height: image.height,
        mediaType: image.mediaType,
        bytes: image.bytes.length,
      })),
    failures: failures.map(({ call, error }) => ({ call, ...errorJson(error) })),
    model: prepared.model,
    plan: planOf(ledger),
    cost: {
      estimated: sumCosts(Array.from({ length: calls }, () => prepared.cost)),
      reported: reported.length === 0 ? null : money(reported.reduce((sum, { micros }) => sum + micros, 0)),
    },
    creditsLeft: creditsLeftOf(ledger) ?? null,
    requestId: calls === 1 ? (generations[0]?.requestId ?? null) : null,
    attempts: [...generations.map(({ attempts }) => attempts), ...failedPosts].reduce(
      (sum, posts) => sum + posts,
      0,
    ),
    warnings: warningsOf(ledger),
  };
}
