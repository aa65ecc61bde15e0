import { toLine } from "./messages.ts";

/**
 * Answers an input box or pick list that no command fills: as soon as one with this title is open, the text is put in
 * and Enter pressed. Several are answered in order. Await what should come of it.
 * @param title with its step, where it has one: `Generate (1/2)`
 * @param text without it the entry that is active is taken
 */
export function answerInput(title: string, text?: string): void {
  console.log(toLine({ type: "input", title, ...(text === undefined ? {} : { text }) }));
}
