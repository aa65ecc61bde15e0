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

/** What a person is asked to agree to, as Markdown. Nothing that a model wrote means more than its letters. */
export function confirmationText({ prompt, facts, notes }: Confirmation): string {
  const shown = prompt.length > longest ? `${prompt.slice(0, longest)}…` : prompt;
  return [
    `> ${escaped(shown.trim()).replaceAll("\n\n", "\n>\n> ")}`,
    facts.map(([name, value]) => `- **${escaped(name)}**: ${escaped(value)}`).join("\n"),
    ...notes.map(escaped),
  ].join("\n\n");
}
