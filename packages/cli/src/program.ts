import { Command, type Help } from "commander";
import { table } from "./commands/table.ts";
import type { Host } from "./host.ts";
import { hasColour, painter } from "./terminal/colour.ts";
import { version } from "./version.ts";

const about = `Seedream images from the terminal: the price before, nothing paid twice.`;
const examples = `
Examples:
  $ seedkit generate "a lighthouse in fog" --emulator    try it without a key
  $ seedkit login                                        then for real
  $ seedkit generate "a lighthouse in fog" -o lighthouse.jpg
  $ seedkit plan "a lighthouse in fog" --size 4K --count 4

\`seedkit <command> --help\` explains one command.
`;

/** The program with every command's name and summary, and none of their code. */
export function createProgram(host: Host): Command {
  const program = new Command("seedkit")
    .description(about)
    .usage("<command> [options]")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help for a command")
    .addHelpText("after", examples);
  style(program, host);
  for (const { name, summary, hidden } of table) {
    const command = program
      .command(name, { hidden: hidden ?? false })
      .summary(summary)
      .description(capital(summary));
    command.helpOption("-h, --help", "show this help").showSuggestionAfterError().allowExcessArguments(false);
  }
  return program;
}

/** Loads the code of one command into the program. */
export async function loadCommand(
  program: Command,
  name: string | undefined,
  host: Host,
  argv: readonly string[],
) {
  const entry = table.find((candidate) => candidate.name === name);
  const command = program.commands.find((candidate) => candidate.name() === name);
  if (!entry || !command) return;
  const define = await entry.load();
  await define(command, host, argv);
}

function style(program: Command, host: Host): void {
  const paint = painter(host, host.stdout);
  program
    // Errors are thrown, so that the caller reports them and chooses the exit code.
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(host.stdout.columns ?? 100, 100),
      getOutHasColors: () => hasColour(host, host.stdout),
    })
    .configureHelp({
      showGlobalOptions: false,
      // Choices and defaults are part of the descriptions, where they differ by model.
      optionDescription: (option) => option.description,
      styleTitle: (text) => paint("bold", text),
      styleCommandText: (text) => paint("cyan", text),
      styleOptionTerm: (text) => paint("cyan", text),
      styleSubcommandTerm: (text) => paint("cyan", text),
    } satisfies Partial<Help>);
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
