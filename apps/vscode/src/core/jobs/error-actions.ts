import type { ErrorCode, SeedkitError } from "@seedkit/core";

/** The ways out of a failure. `again` costs once more, `fetch` never does. */
export type ErrorAction =
  | "set-key"
  | "top-up"
  | "base-url"
  | "timeout"
  | "fetch"
  | "open-image"
  | "again"
  | "credits"
  | "log";

const byCode: Readonly<Partial<Record<ErrorCode, readonly ErrorAction[]>>> = {
  unauthenticated: ["set-key"],
  forbidden: ["set-key"],
  insufficient_credits: ["top-up"],
  connect_failed: ["base-url"],
  redirected: ["base-url"],
  timeout: ["timeout"],
  deadline: ["timeout"],
};
const endsWithKey: readonly ErrorCode[] = ["unauthenticated", "forbidden", "insufficient_credits"];

/** What to offer after a failure, in order. `canFetch`: what was submitted is not lost. */
export function errorActions(
  error: Pick<SeedkitError, "code" | "charged" | "retryable" | "imageUrls">,
  { canFetch, canRepeat }: { readonly canFetch: boolean; readonly canRepeat: boolean },
): readonly ErrorAction[] {
  const { code, charged, retryable, imageUrls } = error;
  if (code === "aborted") return canFetch ? ["fetch"] : [];
  const actions: ErrorAction[] = [...(byCode[code] ?? [])];
  if (canFetch) actions.unshift("fetch");
  if (imageUrls?.length) actions.push("open-image");
  // A second post would be a second bill while the first result can be fetched.
  const repeatable = charged === "maybe" || (charged === "no" && (retryable || endsWithKey.includes(code)));
  if (canRepeat && repeatable && !canFetch) actions.push("again");
  if (charged === "maybe" && !canFetch) actions.push("credits");
  return [...actions, "log"];
}
