import { escaped } from "../manifest/escaped.ts";

export type Confirmation = {
  readonly prompt: string;
  /** What it comes to: a name and a value each, in the user's language. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** What else is to be known. */
  readonly notes: readonly string[];
};

// Whoever agrees has to see what is sent, and the buttons below it.
const longest = 1500;

/**
 * What a person is asked to agree to, as Markdown: paragraphs alone, as dialogs show no list. Nothing that a model
 * wrote means more than its letters, and the prompt comes last: it can only look like facts below the true ones.
 */
export function confirmationText({ prompt, facts, notes }: Confirmation): string {
  const line = prompt.trim().replaceAll(/\s+/g, " ");
  const shown = line.length > longest ? `${line.slice(0, longest)}…` : line;
  return [
    // Two spaces are a line break.
    facts.map(([name, value]) => `**${escaped(name)}**: ${escaped(value)}`).join("  \n"),
    ...notes.map(escaped),
    `“${escaped(shown)}”`,
  ].join("\n\n");
}
