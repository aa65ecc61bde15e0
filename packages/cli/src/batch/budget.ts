import type { Plan } from "@seedkit/batch/manifest";
import { cancelled, usageError } from "../command-error.ts";
import type { Host } from "../host.ts";
import { counted } from "../output/format.ts";

// Below it a question would cost more attention than the images cost money.
const askAboveMicros = 1_000_000;

export type BudgetFlags = {
  /** Micro-dollars. */
  readonly maxCost: number | undefined;
  readonly yes: boolean;
  readonly emulator: boolean;
};

/** Whether there is somebody to ask. */
export const canAsk = (host: Host): boolean => host.stdin.isTTY === true && host.stderr.isTTY === true;

/**
 * The most a run may cost, in micro-dollars. @throws SeedkitError `invalid_input` where nobody can be asked and
 * no limit was given
 */
export function budgetOf(host: Host, plan: Plan, { maxCost, emulator }: BudgetFlags): number {
  if (maxCost !== undefined) return maxCost;
  const { micros, formatted } = plan.cost.max;
  if (emulator || canAsk(host)) return micros;
  throw usageError(
    "--max-cost is missing: it is required where nobody can be asked",
    `This plan may cost ${formatted}: --max-cost ${formatted.slice(1)}`,
  );
}

/** Asks a person before much is spent. @throws SeedkitError `aborted` where the answer is no */
export async function askFirst(host: Host, plan: Plan, budget: BudgetFlags): Promise<void> {
  const { micros, formatted } = plan.cost.max;
  if (budget.yes || budget.emulator || micros < askAboveMicros || !canAsk(host)) return;
  await ask(`Make ${counted(plan.jobCount, "call")} for up to ${formatted}?`);
}

/** Asks on the terminal. @throws SeedkitError `aborted` where the answer is no */
export async function ask(message: string): Promise<void> {
  const { confirm, isCancel } = await import("@clack/prompts");
  const answer = await confirm({ message, initialValue: false, output: process.stderr });
  if (isCancel(answer) || !answer) throw cancelled("no");
}
