import type { Money } from "@seedkit/core";

export type CreditsData = {
  readonly credits: number;
  readonly freeCredits: number | null;
  readonly sessionLeft: Money;
  readonly sessionSpent: Money;
};

/** Tells a model what the account has, and what the session may still spend. */
export function creditsText({ credits, freeCredits, sessionLeft, sessionSpent }: CreditsData): string {
  // A balance is a sum of binary fractions: without their tail.
  const count = (value: number) => String(Math.round(value * 1_000_000) / 1_000_000);
  const free = freeCredits === null ? "" : ` (free credits: ${count(freeCredits)})`;
  return [
    `The account has ${count(credits)} credits left${free}.`,
    `This session has spent ${sessionSpent.formatted}; ${sessionLeft.formatted} of its cap is left.`,
  ].join("\n");
}
