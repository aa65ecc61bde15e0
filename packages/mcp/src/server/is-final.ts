import type { SeedkitError } from "@seedkit/core";

/** Nothing can come of the request any more. */
export function isFinal({ code, charged }: Pick<SeedkitError, "code" | "charged">): boolean {
  if (code === "job_failed" || code === "moderated" || code === "expired") return true;
  return charged === "no" && code === "invalid_request";
}
