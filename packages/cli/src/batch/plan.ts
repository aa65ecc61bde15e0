import type { Define } from "../commands/table.ts";
import { loadProject } from "./load.ts";
import { addChoiceFlags, type ChoiceFlags, choiceFrom, manifestArgument, wholeFrom } from "./options.ts";
import { planDocument } from "./plan-document.ts";
import { printPlan } from "./print-plan.ts";

const examples = `
Examples:
  $ seedkit batch plan
  $ seedkit batch plan --only hero --only 'icons/*'
  $ seedkit batch plan --json | jq .cost.max.formatted
  $ jq -c '.[]' list.json | seedkit batch plan -

Nothing is sent and no key is needed. Every problem of the manifest is shown, as file:line:column.
Exit codes: 0 fine, 2 a problem.
`;

type PlanFlags = ChoiceFlags & { readonly concurrency: string; readonly json?: boolean };

/** \`seedkit batch plan\`: what a run would make, and its price. */
export const plan: Define = (command, host) => {
  command.argument("[manifest]", `${manifestArgument} [default seedkit.yaml]`);
  addChoiceFlags(command);
  command
    .option("--concurrency <n>", "calls at once, for the time [default 4]", "4")
    .option("--json", "print one JSON document")
    .addHelpText("after", examples);
  command.action(async (named: string | undefined, flags: PlanFlags) => {
    const { json = false } = flags;
    const concurrency = wholeFrom("--concurrency", flags.concurrency, 1000);
    const loaded = await loadProject(host, named, { ...choiceFrom(flags), json, concurrency });
    if (json) host.stdout.write(`${JSON.stringify(planDocument(loaded), undefined, 2)}\n`);
    else {
      printPlan(host, loaded, concurrency);
      if (loaded.plan.jobCount > 0) host.stdout.write("Nothing was sent. To make it: seedkit batch run\n");
    }
  });
};
