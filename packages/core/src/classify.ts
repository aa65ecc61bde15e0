import type { Charged, ErrorCode } from "./errors.ts";

/**
 * When a failure may be tried again: `never`; `yes`, it cost nothing and passes; `once`; `ambiguous`, it may
 * have been paid for, so only where the caller asked for it.
 */
export type RetryClass = "never" | "yes" | "once" | "ambiguous";

export type Classification = {
  readonly code: ErrorCode;
  readonly charged: Charged;
  readonly retry: RetryClass;
};

const row = (code: ErrorCode, charged: Charged = "no", retry: RetryClass = "never"): Classification => ({
  code,
  charged,
  retry,
});

// The vendor bills 200 only, so what it answers itself costs nothing; a gateway's answer leaves it open.
const byStatus: Readonly<Record<number, Classification>> = {
  400: row("invalid_request"),
  401: row("unauthenticated"),
  402: row("insufficient_credits"),
  403: row("forbidden"),
  404: row("not_found"),
  406: row("insufficient_credits"),
  429: row("rate_limited", "no", "yes"),
  500: row("server_error", "no", "once"),
  502: row("bad_gateway", "no", "yes"),
  503: row("unavailable", "no", "yes"),
  504: row("gateway_timeout", "maybe", "ambiguous"),
};

const moderation =
  /sensitive (?:information|content)|content (?:moderation|policy)|moderation|copyright restrictions|nsfw|risk control|safety (?:system|filter|check)/i;
const polling = /internal polling error/i;
const credits = /(?:insufficient|not enough|out of) (?:api )?credits?/i;

/** Classifies an answer that is no success, by its status and its text. */
export function classifyStatus(status: number, text: string): Classification {
  if (polling.test(text)) return row("gateway_timeout", "maybe", "ambiguous");
  if (status >= 300 && status < 400) return row("redirected");
  if ((status === 400 || status === 422) && moderation.test(text)) return row("moderated");
  const known = byStatus[status];
  if (known) return known;
  return status >= 500 ? row("server_error", "maybe", "ambiguous") : row("invalid_request");
}

/** Classifies an error that came as JSON with status 200, or as a failed job. */
export function classifyText(text: string): Classification | undefined {
  if (polling.test(text)) return row("gateway_timeout", "maybe", "ambiguous");
  if (moderation.test(text)) return row("moderated");
  if (credits.test(text)) return row("insufficient_credits");
  return undefined;
}

const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ConnectionRefused",
  "FailedToOpenSocket",
]);

/** Classifies what fetch threw. Where it is not certain that nothing was sent, something may have been. */
export function classifyThrown(error: unknown): Classification {
  const codes = causeCodes(error);
  const early = codes.some((code) => neverSent.has(code) || /^(?:ERR_TLS|CERT_|ERR_INVALID_URL)/.test(code));
  return early || isOffline()
    ? row("connect_failed", "no", "yes")
    : row("connection_lost", "maybe", "ambiguous");
}

/** The system's codes on an error and its causes: `ECONNREFUSED`, `UND_ERR_SOCKET`. */
export function causeCodes(error: unknown): string[] {
  const codes: string[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < 6 && typeof current === "object" && current !== null; depth++) {
    const { code, cause, errors } = current as { code?: unknown; cause?: unknown; errors?: unknown };
    if (typeof code === "string") codes.push(code);
    // Node tries several addresses and reports them as one AggregateError.
    current = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return codes;
}

const isOffline = () => typeof navigator !== "undefined" && navigator.onLine === false;

/** A classification with what is at stake at this point of a call. */
export const worseCharge = (a: Charged, b: Charged): Charged =>
  a === "yes" || b === "yes" ? "yes" : a === "maybe" || b === "maybe" ? "maybe" : "no";
