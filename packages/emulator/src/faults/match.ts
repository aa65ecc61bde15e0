import type { FaultMatch } from "./rule.ts";

/** What a fault is matched against. */
export type Subject = {
  readonly method: string;
  /** Without the test scope. */
  readonly path: string;
  /** True for a request that makes images: what a rule without a path strikes. */
  readonly generation: boolean;
  readonly model?: string | undefined;
  readonly prompt?: string | undefined;
  readonly testId?: string | undefined;
};

export function matches(match: FaultMatch, subject: Subject): boolean {
  const { path, method, model, prompt, testId } = match;
  if (path === undefined ? !subject.generation : !pathMatches(path, subject.path)) return false;
  if (method !== undefined && method.toUpperCase() !== subject.method) return false;
  if (model !== undefined && model !== subject.model) return false;
  if (prompt !== undefined && !subject.prompt?.includes(prompt)) return false;
  return testId === undefined || testId === subject.testId;
}

/** `*` stands for anything but a slash, `**` for anything at all. */
export function pathMatches(pattern: string, path: string): boolean {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) =>
      part === "**" ? ".*" : part === "*" ? "[^/]*" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"),
    )
    .join("");
  return new RegExp(`^${source}$`).test(path);
}
