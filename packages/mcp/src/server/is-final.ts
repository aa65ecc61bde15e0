import { resultLifetimeMs, type SeedkitError } from "@seedkit/core";

/** Nothing can come of the request any more. `age` in ms: one that is younger than its result may be known yet. */
export function isFinal({ code, charged }: Pick<SeedkitError, "code" | "charged">, age: number): boolean {
  if (code === "expired") return age >= resultLifetimeMs;
  return code === "job_failed" || code === "moderated" || (charged === "no" && code === "invalid_request");
}
