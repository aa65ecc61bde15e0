import type { Charged, ErrorCode } from "./errors.ts";

export type Classification = { readonly code: ErrorCode; readonly charged: Charged };

const row = (code: ErrorCode, charged: Charged = "no"): Classification => ({ code, charged });

// The vendor bills 200 only, so what it answers itself costs nothing; a gateway's answer leaves it open.
const byStatus: Readonly<Record<number, Classification>> = {
  401: row("unauthenticated"),
  402: row("insufficient_credits"),
  403: row("forbidden"),
  404: row("not_found"),
  406: row("insufficient_credits"),
  429: row("rate_limited"),
  500: row("server_error"),
  502: row("bad_gateway"),
  503: row("unavailable"),
  504: row("gateway_timeout", "maybe"),
};

const polling = /internal polling error/i;
const moderation =
  /sensitive (?:information|content)|content policy|moderation|copyright restrictions|nsfw|risk control|safety (?:system|filter|check)/i;
const credits = /(?:insufficient|not enough|out of) (?:api )?credits?/i;

/** Classifies an answer that is no success, by its status and its text. */
export function classifyStatus(status: number, text: string): Classification {
  if (polling.test(text)) return row("gateway_timeout", "maybe");
  if (status >= 300 && status < 400) return row("redirected");
  if ((status === 400 || status === 422) && moderation.test(text)) return row("moderated");
  return byStatus[status] ?? (status >= 500 ? row("server_error", "maybe") : row("invalid_request"));
}

/** Classifies an error that came as JSON with status 200, or as a failed job. */
export function classifyText(text: string): Classification | undefined {
  if (polling.test(text)) return row("gateway_timeout", "maybe");
  if (moderation.test(text)) return row("moderated");
  return credits.test(text) ? row("insufficient_credits") : undefined;
}

// Nothing leaves before there is a connection, and none before its certificate is trusted. Codes that a
// connection can also break with later (no route, a bad record) stand only with the call that failed.
const neverSent =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_|UND_ERR_CONNECT|ERR_TLS|ERR_SSL_\w*(?:VERSION|PROTOCOL|HANDSHAKE|UNRECOGNIZED)|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ConnectionRefused|connect |getaddrinfo )/;

/** There is no network at all. Asked before a request leaves: one that breaks off may have been sent. */
export const isOffline = () => typeof navigator === "object" && navigator.onLine === false;

/** Classifies what fetch threw. Where it is not certain that nothing was sent, something may have been. */
export function classifyThrown(error: unknown, offline = false): Classification {
  const early = causes(error).some(
    ({ code, syscall }) => neverSent.test(code) || neverSent.test(`${syscall} `),
  );
  return early || offline ? row("connect_failed") : row("connection_lost", "maybe");
}

/** The system's codes on an error and its causes: `ECONNREFUSED`, `UND_ERR_SOCKET`. */
export function causeCodes(error: unknown): string[] {
  return causes(error).flatMap(({ code }) => code || []);
}

function causes(error: unknown): { code: string; syscall: unknown }[] {
  const found: { code: string; syscall: unknown }[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < 6 && typeof current === "object" && current !== null; depth++) {
    const { code, syscall, cause, errors } = current as Record<string, unknown>;
    found.push({ code: typeof code === "string" ? code : "", syscall });
    // Node tries several addresses and reports them as one AggregateError.
    current = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return found;
}

/** The worse of two: what is certain, then what may be. */
export const worseCharge = (a: Charged, b: Charged): Charged =>
  a === "yes" || b === "no" ? a : b === "yes" || a === "no" ? b : a;
