import type { FailureData } from "./failure-text.ts";
import { toolNames } from "./names.ts";

const askTheUser = "Tell the user, and do not call again until they have decided.";

/** What differs from host to host in what a model is told to do. */
export type HostAdvice = {
  /** By the code of a failure that cost nothing. */
  readonly next?: Readonly<Record<string, string>>;
  /** The end of the sentence that says how to fetch what was paid for: another way, or a full stop. */
  readonly recover?: (requestId: string) => string;
};

/** What a model should do next, by what failed for nothing. */
const next: Readonly<Record<string, string>> = {
  invalid_input: "Nothing was sent. Correct what is wrong, all of it at once, and call again.",
  moderated:
    "The service refuses this content: the same prompt fails again. Change the prompt or the references, or ask the user.",
  unauthenticated:
    "Ask the user to set SEGMIND_API_KEY for this server or to run `seedkit login` in a terminal. Do not ask for the key in the chat.",
  forbidden: `The account may not do this. ${askTheUser}`,
  insufficient_credits: `The account has no credits left. ${askTheUser} They can top up at https://cloud.segmind.com/billing`,
  over_budget:
    "Nothing was sent. Only the user can raise the cap (--max-cost of the server). Ask them, or make something cheaper.",
  not_found: `Nothing was made. See ${toolNames.models} for what there is.`,
};

/** One paragraph: what to do after a failure. It never says to repeat what may have been paid for. */
export function adviceFor(
  { code, charged, hint, requestId, retryAfterMs, recoverable }: FailureData,
  { next: own = {}, recover = inTerminal }: HostAdvice = {},
): string {
  if (charged !== "no") {
    const fetch = recoverable
      ? ` Calling the tool once more with exactly the same arguments fetches this request's result within the hour and does not pay again${recover(requestId ?? "")}`
      : ` Do not send the same request again unless the user agrees to pay for it again. ${toolNames.credits} shows what is left.`;
    return `Next:${code === "aborted" ? "" : " Tell the user."}${fetch}`;
  }
  if (code === "rate_limited") {
    const wait = retryAfterMs ?? 30_000;
    return `Next: Wait ${Math.ceil(wait / 1000)} seconds, then call once more. Make images one after the other.`;
  }
  const known = own[code] ?? next[code];
  if (known) return `Next: ${known}`;
  if (again.has(code))
    return "Next: The service is not well. Call once more in a minute; then tell the user.";
  return `Next: ${hint ?? askTheUser}`;
}

/** Where the CLI is at hand. */
export const inTerminal = (requestId: string) => `; in a terminal: seedkit recover ${requestId}`;

const again: ReadonlySet<string> = new Set([
  "server_error",
  "bad_gateway",
  "unavailable",
  "connect_failed",
  "job_failed",
]);
