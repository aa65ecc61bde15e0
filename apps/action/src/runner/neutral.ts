// The runner reads `##[command]` anywhere in a line, and `::command::` at its start.
const breaks = /[\r\n\u0085\u2028\u2029\v\f]+/g;
// A tab and the joiner of emoji stay.
const controls = /(?![\t\u200d])[\p{Cc}\p{Cf}]/gu;
const joiner = "\u200b";

/**
 * Makes a text of somebody else (a prompt, a file name, what the API said) safe to print: one line, no control
 * characters, and nothing the runner takes for a command. It reads the same.
 */
export function neutral(text: string): string {
  return text
    .replace(breaks, " ")
    .replace(controls, "")
    .replace(/:(?=:)/g, `:${joiner}`)
    .replace(/#(?=#)/g, `#${joiner}`);
}
