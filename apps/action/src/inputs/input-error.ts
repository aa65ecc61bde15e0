/** What is wrong with the inputs of the step, all of it at once: one line an input, each naming it. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}
