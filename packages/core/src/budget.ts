import { SeedkitError } from "./errors.ts";
import { type CostEstimate, formatMicros } from "./money.ts";

/** Lets through what cannot pass the cap (micro-dollars). @throws SeedkitError `over_budget`: nothing was sent */
export function checkBudget({ max }: CostEstimate, maxCost: number | undefined, calls = 1): void {
  const most = max.micros * calls;
  if (maxCost === undefined || most <= maxCost) return;
  throw new SeedkitError(
    "over_budget",
    `It may cost ${formatMicros(most)}, the cap is ${formatMicros(maxCost)}`,
    {
      charged: "no",
      hint: "Nothing was sent. Raise the cap, or ask for fewer images.",
    },
  );
}
