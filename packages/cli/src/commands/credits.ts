import type { Credits } from "@seedkit/core";
import { cancelled } from "../command-error.ts";
import { interruptible } from "../interrupt.ts";
import { formatCredits } from "../output/format.ts";
import { connect } from "../settings/connect.ts";
import { requireKey } from "../settings/key.ts";
import type { Define } from "./table.ts";

const examples = `
Examples:
  $ seedkit credits
  $ seedkit credits --json
`;

/** \`seedkit credits\`: the balance, as the API counts it. */
export const credits: Define = (command, host) => {
  command
    .option("--base-url <url>", "another address of the API [default SEGMIND_BASE_URL]")
    .option("--timeout <seconds>", "the longest to wait [default 300]")
    .option("--json", "print one JSON document")
    .addHelpText("after", examples);
  command.action(async (options: { baseUrl?: string; timeout?: string; json?: boolean }) => {
    const { client } = await connect(host, options, (await requireKey(host)).value);
    const balance = await interruptible(
      host,
      (signal) => client.credits({ signal }),
      () => cancelled("no"),
    );
    if (options.json) host.stdout.write(`${JSON.stringify(document(balance), undefined, 2)}\n`);
    else
      host.stdout.write(host.stdout.isTTY ? `${sentence(balance)}\n` : `${formatCredits(balance.credits)}\n`);
  });
};

function document({ credits, freeCredits }: Credits) {
  return { version: 1, credits, freeCredits: freeCredits ?? null };
}

function sentence({ credits, freeCredits }: Credits): string {
  const free = freeCredits === undefined ? "" : ` (free credits: ${formatCredits(freeCredits)})`;
  return `${formatCredits(credits)} credits left${free}`;
}
