import type { ParameterInputEvent } from "@figma/plugin-typings/plugin-api-standalone.d.ts";

const examples = ["A red kite over a wheat field", "An isometric city at night", "Soft paper texture, beige"];

/** Answers the quick action's questions: a free prompt, then a ratio. */
export function suggest({ key, query, result }: ParameterInputEvent): void {
  if (key === "prompt") result.setSuggestions(query === "" ? examples : [query]);
  else if (key === "ratio") {
    const found = __RATIOS__.filter((ratio) => ratio.startsWith(query.trim()));
    result.setSuggestions(found.map((ratio) => ({ name: `${ratio} ${shape(ratio)}`, data: ratio })));
  }
}

function shape(ratio: string): string {
  const [width = 1, height = 1] = ratio.split(":").map(Number);
  if (width === height) return "square";
  return width > height ? "landscape" : "portrait";
}
