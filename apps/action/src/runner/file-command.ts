import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";

/** Appends `name` and a value of any lines to one of the runner's files (`GITHUB_OUTPUT`, `GITHUB_STATE`). */
export function writeFileCommand(file: string | undefined, name: string, value: string): void {
  if (!file) return;
  // A delimiter nobody can have put into the value.
  const delimiter = `seedkit_${randomUUID()}`;
  appendFileSync(file, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}
