import { batchStatus } from "@seedkit/batch";
import type { Plan } from "@seedkit/batch/manifest";
import { money } from "@seedkit/core";
import { cancelled, usageError } from "../command-error.ts";
import type { Host } from "../host.ts";
import { counted } from "../output/format.ts";
import type { Loaded } from "./load.ts";

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
export async function budgetOf(
  host: Host,
  { plan, project }: Loaded,
  { maxCost, emulator }: BudgetFlags,
): Promise<number> {
  if (maxCost !== undefined) return maxCost;
  // What a run that was interrupted has spent counts for the one that goes on with it.
  const { unfinished, spent, perhapsSpent } = await batchStatus(project.folder);
  const before = unfinished ? spent.micros + perhapsSpent.micros : 0;
  const { micros, formatted } = money(plan.cost.max.micros + before);
  if (emulator || canAsk(host)) return micros;
  throw usageError(
    "--max-cost is missing: it is required where nobody can be asked",
    `This plan may cost ${plan.cost.max.formatted}${went(before)}: --max-cost ${formatted.slice(1)}`,
  );
}

const went = (micros: number) =>
  micros > 0 ? `, and the run that was interrupted has spent ${money(micros).formatted}` : "";

/** Asks a person before much is spent. @throws SeedkitError `aborted` where the answer is no */
export async function askFirst(host: Host, plan: Plan, budget: BudgetFlags): Promise<void> {
  const { micros, formatted } = plan.cost.max;
  if (budget.yes || budget.emulator || micros < askAboveMicros || !canAsk(host)) return;
  await ask(host, `Make ${counted(plan.jobCount, "call")} for up to ${formatted}?`);
}

/** Asks on the terminal. @throws SeedkitError `aborted` where the answer is no */
export async function ask(host: Host, message: string): Promise<void> {
  if (!(await host.confirm(message))) throw cancelled("no");
}
