// What the runner in the extension host tells the outside: one line of the console a message.

export interface InHostFailure {
  name: string;
  message: string;
  stack: string;
  /** What was expected and what came, where an assertion knows. */
  expected?: string;
  actual?: string;
}

export type InHostMessage =
  /** An answer for an input of the page. */
  | { type: "input"; title: string; text?: string }
  | { type: "started"; path: string[] }
  | { type: "ended"; path: string[]; duration: number; failure?: InHostFailure }
  | { type: "done"; failure?: InHostFailure };

const mark = "@@in-host ";

export function toLine(message: InHostMessage): string {
  return mark + JSON.stringify(message);
}

export function fromLine(line: string): InHostMessage | undefined {
  const at = line.indexOf(mark);
  if (at === -1) return undefined;
  return JSON.parse(line.slice(at + mark.length));
}
