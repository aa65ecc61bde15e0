import { text as readAll } from "node:stream/consumers";
import { cancelled, usageError } from "../command-error.ts";
import type { Host } from "../host.ts";
import { interruptible } from "../interrupt.ts";
import { shown } from "../output/check-target.ts";
import { formatCredits } from "../output/format.ts";
import { connect } from "../settings/connect.ts";
import { keyVariable, storeKey } from "../settings/key.ts";
import type { Define } from "./table.ts";

const examples = `
Examples:
  $ seedkit login
  $ pass show segmind | seedkit login        the key from a password manager

The key is tried against the balance, then stored in your config folder, readable by you alone.
It is never an argument: those show in process lists and in the shell's history. ${keyVariable} wins
over the stored key. Get one at https://cloud.segmind.com/console/api-keys
`;

/** \`seedkit login\`: asks for the key without echo, tries it, stores it. */
export const login: Define = (command, host) => {
  command
    .option("--base-url <url>", "another address of the API to try it on [default SEGMIND_BASE_URL]")
    .addHelpText("after", examples);
  command.action(async (options: { baseUrl?: string }) => {
    const key = (await askKey(host)).trim();
    if (key === "") throw usageError("The key is empty", "Nothing was stored.");
    const { client } = await connect(host, options, key);
    const balance = await interruptible(
      host,
      (signal) => client.credits({ signal }),
      () => cancelled("no"),
    );
    const file = await storeKey(host, key);
    host.stderr.write(
      `The key works (${formatCredits(balance.credits)} credits). Stored in ${shown(host, file)}\n`,
    );
    if (host.env[keyVariable]?.trim())
      host.stderr.write(`${keyVariable} is set too, and wins while it is.\n`);
  });
};

async function askKey(host: Host): Promise<string> {
  if (!host.stdin.isTTY) return readAll(host.stdin);
  const { isCancel, password } = await import("@clack/prompts");
  const answer = await password({
    message: "Your Segmind API key (it is not shown)",
    // Prompts are for eyes: they go where they do not mix with data.
    output: process.stderr,
    validate: (value) => (value?.trim() ? undefined : "The key is empty"),
  });
  if (isCancel(answer)) throw cancelled("no");
  return answer;
}
