import { realpathSync } from "node:fs";
import { readSettings } from "../inputs/read-settings.ts";
import type { Settings } from "../inputs/settings.ts";
import { runnerFacts } from "../runner/environment.ts";
import { createLog } from "../runner/log.ts";
import type { Cancel } from "./cancel.ts";
import { failedOutcome, finish } from "./finish.ts";
import type { Outcome } from "./outcome.ts";
import { runStep } from "./run-step.ts";
import type { Step } from "./step.ts";

/** A step from its first line to its exit. Never throws. */
export async function runAction({
  cancel,
  planOnly = false,
}: {
  readonly cancel: Cancel;
  readonly planOnly?: boolean;
}): Promise<void> {
  const { env } = process;
  const log = createLog((text) => process.stdout.write(text));
  const key = env["INPUT_API-KEY"]?.trim();
  if (key) log.mask(key);
  const step: Step = {
    env,
    facts: runnerFacts(env, realpathSync(env.GITHUB_WORKSPACE || process.cwd())),
    log,
    cancel,
    now: Date.now,
  };
  let settings: Partial<Settings> = {};
  let known: Partial<Outcome> = {};
  const told = (more: Partial<Outcome>) => {
    known = { ...known, ...more };
  };
  const work = async () => {
    const read = readSettings(env, planOnly);
    settings = read;
    return runStep(read, step, told);
  };
  const outcome = await Promise.race([
    work().catch((error: unknown) =>
      cancel.signal.aborted ? cancelled(known) : failedOutcome(error, known),
    ),
    cancel.overdue.then(() => cancelled(known)),
  ]);
  process.exitCode = finish(outcome, settings, step);
  // Sockets of an upload that nobody waits for would keep the process.
  process.stdout.write("", () => process.exit());
}

function cancelled(known: Partial<Outcome>): Outcome {
  const reason =
    "Cancelled before the run had ended: what was sent may have been charged. The ledger has it, and the next run goes on from there.";
  return { problems: [], reasons: known.result ? [] : [reason], ...known, status: "cancelled" };
}
