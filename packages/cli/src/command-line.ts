import { CommanderError } from "commander";
import { usageError } from "./command-error.ts";
import { table } from "./commands/table.ts";
import { exitCodeOf } from "./exit-codes.ts";
import type { Host } from "./host.ts";
import { createProgram, loadCommand } from "./program.ts";
import { reportError } from "./report-error.ts";

/** Parses a command line and runs its command. Returns the exit code; what failed was told on stderr. */
export async function runCommandLine(argv: readonly string[], host: Host): Promise<number> {
  try {
    await run(argv, host);
    return 0;
  } catch (caught) {
    if (caught instanceof CommanderError && caught.exitCode === 0) return 0;
    const error = caught instanceof CommanderError ? asUsage(caught, argv) : caught;
    reportError(host, error, { json: wantsJson(argv) });
    return exitCodeOf(error);
  }
}

async function run(argv: readonly string[], host: Host): Promise<void> {
  const [first, second] = argv;
  const program = createProgram(host);
  if (first === undefined) {
    program.outputHelp();
    return;
  }
  await loadCommand(program, first === "help" ? second : first, host, argv);
  await program.parseAsync(argv, { from: "user" });
}

/** Commander's text, as ours: `error: unknown option '--sise'\n(Did you mean --size?)`. */
function asUsage(error: CommanderError, argv: readonly string[]): Error {
  const [first = "", ...rest] = error.message.replace(/^error: /, "").split("\n");
  const suggestion = rest.join(" ").replace(/^\(|\)$/g, "");
  const isUnknown = !table.some(({ name }) => name === argv[0]);
  const isPrompt = error.code === "commander.unknownCommand" && isUnknown;
  const prompt = isPrompt ? `To make an image: seedkit generate "${argv[0]}"` : "";
  const command = isUnknown ? "" : ` ${argv[0]}`;
  return usageError(
    `${first.charAt(0).toUpperCase()}${first.slice(1)}`,
    suggestion || prompt || `See \`seedkit${command} --help\`.`,
  );
}

/** Known before the arguments are parsed, because a mistake in them is reported in the same form. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return (end === -1 ? argv : argv.slice(0, end)).includes("--json");
}
