import { evaluateTruth, type Scope } from "./evaluate.ts";

const statusCheck = /\b(success|failure|always|cancelled)\s*\(/i;

/** Whether an `if:` holds; without a status check in it, `success()` goes before. */
export function holds(condition: unknown, scope: Scope): boolean {
  const text = condition === undefined || condition === null ? "" : String(condition).trim();
  const bare = text.replace(/^\$\{\{([\s\S]*)\}\}$/, "$1").trim();
  if (bare === "") return evaluateTruth("success()", scope);
  return evaluateTruth(statusCheck.test(bare) ? bare : `success() && (${bare})`, scope);
}
