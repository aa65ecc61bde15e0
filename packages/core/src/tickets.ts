import type { CostEstimate } from "./money.ts";
import type { SizePlan } from "./size/plan.ts";
import type { LooseInput } from "./validation.ts";

/**
 * What is needed to finish a submitted request, also in another process. Plain JSON without the key: write it
 * down before anything else, and a crash costs nothing. Results live for one hour.
 */
export type Ticket = {
  readonly version: 1;
  readonly requestId: string;
  readonly model: string;
  /** The request as it was sent: references are addresses. */
  readonly input: LooseInput;
  readonly plan: SizePlan;
  readonly estimated: CostEstimate;
  /** The API it was sent to. It is recovered there and nowhere else: a ticket never moves the key. */
  readonly baseUrl: string;
  /** Milliseconds since 1970. */
  readonly submittedAt: number;
};

/** How long the service keeps a result, in ms. */
export const resultLifetimeMs = 3_600_000;
