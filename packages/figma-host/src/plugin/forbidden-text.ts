/** A place in a main bundle that keeps Figma from loading it. */
export type ForbiddenText = { readonly why: string; readonly line: number; readonly near: string };

// Figma's sandbox scans the text, strings and comments included, before it evaluates anything.
const rules: readonly [why: string, pattern: RegExp][] = [
  ["possible import expression rejected", /\bimport\s*(?:\(|\/[/*])/g],
  ["possible html comment rejected", /<!--|-->/g],
];

/** Everything that Figma's text scan would reject in `code.js`. */
export function findForbiddenText(code: string): ForbiddenText[] {
  return rules.flatMap(([why, pattern]) =>
    [...code.matchAll(pattern)].map(({ index }) => ({
      why,
      line: code.slice(0, index).split("\n").length,
      near: code.slice(Math.max(0, index - 30), index + 30),
    })),
  );
}
