import { createLineSplitter } from "../log/line-splitter.ts";
import { type Command, parseCommand } from "../log/parse-command.ts";
import { createHostileText } from "./hostile-text.ts";

/** A text that became a command on its way into the log. */
export type LogFinding = { readonly text: string; readonly printed: string; readonly command: Command };

export type FuzzOptions = {
  /** How many texts are tried. @default 20_000 */
  readonly runs?: number;
  /** @default 1 */
  readonly seed?: number;
  /** Commands that the printer means to write, such as its own annotations. @default none */
  readonly allowed?: (command: Command) => boolean;
};

/**
 * Sends hostile texts through a printer and reads what comes out as the runner would.
 * @param print what is written to the log for a text
 * @returns the texts that became commands; empty where the printer is safe
 */
export function fuzzLog(print: (text: string) => string, options: FuzzOptions = {}): LogFinding[] {
  const nextText = createHostileText(options.seed ?? 1);
  const findings: LogFinding[] = [];
  for (let run = options.runs ?? 20_000; run > 0; run--) {
    const text = nextText();
    const printed = print(text);
    for (const command of findCommands(printed))
      if (!options.allowed?.(command)) findings.push({ text, printed, command });
  }
  return findings;
}

/** The commands that the runner finds in what was printed. */
export function findCommands(printed: string): Command[] {
  const commands: Command[] = [];
  const splitter = createLineSplitter((line) => {
    const command = parseCommand(line);
    if (command !== undefined) commands.push(command);
  });
  splitter.write(Buffer.from(printed));
  splitter.end();
  return commands;
}
