import { type CostEstimate, money, type Prepared, SeedkitError, sumCosts } from "@seedkit/core";
import type { GenerateRequest } from "./request.ts";

/** What all calls cost together. */
export function totalCost(prepared: Prepared, count: number): CostEstimate {
  return sumCosts(Array.from({ length: count }, () => prepared.cost));
}

/** Holds the most it may cost against `--max-cost`. @throws SeedkitError `over_budget` */
export function checkBudget(prepared: Prepared, { count, maxCost }: GenerateRequest): void {
  if (maxCost === undefined) return;
  const { max } = totalCost(prepared, count);
  if (max.micros <= maxCost) return;
  const message = `This may cost ${max.formatted}, more than --max-cost ${money(maxCost).formatted} allows`;
  throw new SeedkitError("over_budget", message, {
    charged: "no",
    model: prepared.model,
    hint: "Nothing was sent. Raise --max-cost, or ask for fewer images.",
  });
}
