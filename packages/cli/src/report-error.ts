import type { Issue } from "@seedkit/core/errors";
import { type ErrorJson, errorJson } from "./error-json.ts";
import type { Host } from "./host.ts";
import { painter } from "./terminal/colour.ts";

const charges = {
  no: "You were not charged.",
  maybe: "It may have been charged: nobody can tell yet. `seedkit credits` shows what is left.",
  yes: "It was charged.",
} as const;

/** Tells a failure on stderr, last of all: one line of JSON, or a few for a person. */
export function reportError(host: Host, thrown: unknown, options: { json: boolean }): void {
  const error = errorJson(thrown);
  if (options.json) host.stderr.write(`${JSON.stringify({ error, version: 1 })}\n`);
  else host.stderr.write(errorText(host, error));
}

/** An error for a person: what, what to do, and whether it cost anything. */
function errorText(host: Host, error: ErrorJson): string {
  const paint = painter(host, host.stderr);
  const issues = error.issues ?? [];
  const head =
    issues.length > 1 ? `${issues.length} things are wrong` : issueText(issues[0]) || error.message;
  const lines = [`${paint("red", "Error:")} ${head}`];
  if (issues.length > 1) lines.push(...issues.map((issue) => `  - ${issueText(issue)}`));
  if (error.hint) lines.push(...error.hint.split("\n").map((line) => `  ${line}`));
  lines.push(...(error.imageUrls ?? []).map((url) => `  The image lies at ${url}`));
  // Where nothing was sent, money is not the question.
  const asked = error.charged !== "no" || (error.attempts ?? 0) > 0 || error.code === "aborted";
  if (asked) lines.push(`  ${charges[error.charged]}`);
  if (error.requestId) lines.push(paint("dim", `  Request ${error.requestId}`));
  return `${lines.join("\n")}\n`;
}

function issueText(issue: Issue | undefined): string {
  if (issue === undefined) return "";
  const { path, message, nearest } = issue;
  const near = nearest === undefined || message.includes("did you mean") ? "" : `; nearest: ${nearest}`;
  return `${path ? `${path}: ` : ""}${message}${near}`;
}
