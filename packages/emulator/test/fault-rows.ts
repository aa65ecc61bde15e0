import type { Charged, ErrorCode, RetryOptions } from "@seedkit/core";
import type { FaultRule } from "../src/index.ts";

/** What a call ends with: an image, or an error with what it cost; and how often the generation was posted. */
export type End = { readonly code: ErrorCode | "image"; readonly charged?: Charged; readonly posts: number };

export type FaultRow = {
  readonly name: string;
  readonly faults: readonly FaultRule[];
  readonly sync: End;
  readonly queued: End;
  readonly retry?: RetryOptions;
  readonly maxBytes?: number;
};

const image = (posts = 1): End => ({ code: "image", posts });
const failed = (code: ErrorCode, charged: Charged, posts = 1): End => ({ code, charged, posts });
const both = (end: End) => ({ sync: end, queued: end });

const post = { path: "/v*/*", method: "POST" };
const status = (code: number, more: object = {}): FaultRule => ({
  match: post,
  fault: { kind: "status", status: code, ...more },
});

/** The table of errors, typed by hand: what the service does, and what the client says and does then. */
export const faultRows: readonly FaultRow[] = [
  { name: "no fault", faults: [], ...both(image()) },
  { name: "400", faults: [status(400)], ...both(failed("invalid_request", "no")) },
  { name: "401", faults: [status(401)], ...both(failed("unauthenticated", "no")) },
  { name: "402", faults: [status(402)], ...both(failed("insufficient_credits", "no")) },
  { name: "403", faults: [status(403)], ...both(failed("forbidden", "no")) },
  {
    name: "404",
    faults: [status(404)],
    sync: failed("not_found", "no"),
    // Without a queue the request goes by v1, which does not know the model either.
    queued: failed("not_found", "no", 2),
  },
  {
    name: "405 from the queue alone",
    faults: [{ match: { path: "/v2/*", method: "POST" }, fault: { kind: "status", status: 405 } }],
    sync: image(),
    queued: image(2),
  },
  { name: "406", faults: [status(406)], ...both(failed("insufficient_credits", "no")) },
  { name: "418", faults: [status(418)], ...both(failed("invalid_request", "no")) },
  { name: "429 for ever", faults: [status(429)], ...both(failed("rate_limited", "no", 4)) },
  { name: "429 once", faults: [{ ...status(429), times: 1 }], ...both(image(2)) },
  {
    name: "429 with Retry-After in seconds",
    faults: [{ ...status(429, { retryAfter: 7 }), times: 1 }],
    ...both(image(2)),
  },
  {
    name: "429 with Retry-After as a date",
    faults: [{ ...status(429, { retryAfter: "Thu, 01 Jan 2026 00:00:09 GMT" }), times: 1 }],
    ...both(image(2)),
  },
  {
    name: "429 with a Retry-After nobody can read",
    faults: [{ ...status(429, { retryAfter: "soon" }), times: 1 }],
    ...both(image(2)),
  },
  {
    name: "429 with a Retry-After past the deadline",
    faults: [status(429, { retryAfter: 900 })],
    ...both(failed("rate_limited", "no")),
  },
  { name: "500 once", faults: [{ ...status(500), times: 1 }], ...both(image(2)) },
  { name: "500 for ever", faults: [status(500)], ...both(failed("server_error", "no", 2)) },
  { name: "502 for ever", faults: [status(502)], ...both(failed("bad_gateway", "no", 4)) },
  { name: "502 twice", faults: [{ ...status(502), times: 2 }], ...both(image(3)) },
  { name: "503 for ever", faults: [status(503)], ...both(failed("unavailable", "no", 4)) },
  {
    name: "504, charged",
    faults: [status(504, { charged: true })],
    ...both(failed("gateway_timeout", "maybe")),
  },
  { name: "504, not charged", faults: [status(504)], ...both(failed("gateway_timeout", "maybe")) },
  {
    name: "504 once, where the caller accepts to pay twice",
    faults: [{ ...status(504, { charged: true }), times: 1 }],
    retry: { ambiguous: true },
    ...both(image(2)),
  },
  {
    name: "504 for ever, where the caller accepts to pay twice",
    faults: [status(504, { charged: true })],
    retry: { ambiguous: true },
    ...both(failed("gateway_timeout", "maybe", 2)),
  },
  { name: "507", faults: [status(507, { charged: true })], ...both(failed("server_error", "maybe")) },
  {
    name: "a redirect to another origin",
    faults: [status(307, { headers: { location: "https://elsewhere.example/v1/x" } })],
    ...both(failed("redirected", "no")),
  },
  {
    name: "reset before",
    faults: [{ match: post, fault: { kind: "reset-before" } }],
    ...both(failed("connection_lost", "maybe")),
  },
  {
    name: "reset after the charge",
    faults: [{ match: post, fault: { kind: "reset-after-charge" } }],
    ...both(failed("connection_lost", "maybe")),
  },
  {
    name: "stalled body",
    faults: [{ match: post, fault: { kind: "stall-body" } }],
    sync: failed("timeout", "yes"),
    queued: failed("timeout", "maybe"),
  },
  {
    name: "truncated body",
    faults: [{ match: post, fault: { kind: "truncate-body" } }],
    sync: failed("connection_lost", "yes"),
    queued: failed("connection_lost", "maybe"),
  },
  {
    name: "slow body, in time",
    faults: [{ match: post, fault: { kind: "slow-body", chunks: 5, everyMs: 1000 } }],
    ...both(image()),
  },
  {
    name: "slow body, too slow",
    faults: [{ match: post, fault: { kind: "slow-body", chunks: 10, everyMs: 60_000 } }],
    sync: failed("timeout", "yes"),
    queued: failed("timeout", "maybe"),
  },
  {
    name: "HTML with 200",
    faults: [{ match: post, fault: { kind: "html-200" } }],
    ...both(failed("bad_image", "maybe")),
  },
  {
    name: "a JSON error with 200",
    faults: [{ match: post, fault: { kind: "json-error-200" } }],
    ...both(failed("bad_image", "maybe")),
  },
  {
    name: "moderation told with 200",
    faults: [{ match: post, fault: { kind: "moderated", status: 200 } }],
    ...both(failed("moderated", "no")),
  },
  {
    name: "a wrong content type",
    faults: [{ match: post, fault: { kind: "wrong-type" } }],
    ...both(image()),
  },
  {
    name: "oversize, announced",
    faults: [{ match: post, fault: { kind: "oversize", bytes: 3_000_000 } }],
    maxBytes: 2_000_000,
    sync: failed("too_large", "yes"),
    queued: failed("too_large", "maybe"),
  },
  {
    name: "oversize, not announced",
    faults: [{ match: post, fault: { kind: "oversize", bytes: 3_000_000, contentLength: false } }],
    maxBytes: 2_000_000,
    sync: failed("too_large", "yes"),
    queued: failed("too_large", "maybe"),
  },
  {
    name: "empty",
    faults: [{ match: post, fault: { kind: "empty" } }],
    ...both(failed("bad_image", "maybe")),
  },
  {
    name: "moderated",
    faults: [{ fault: { kind: "moderated" } }],
    ...both(failed("moderated", "no")),
  },
  {
    name: "polling error",
    faults: [{ fault: { kind: "polling-error" } }],
    ...both(failed("gateway_timeout", "maybe")),
  },
  {
    name: "polling error with 200",
    faults: [{ fault: { kind: "polling-error", status: 200 } }],
    ...both(failed("gateway_timeout", "maybe")),
  },
];

const questions = { path: "/v2/requests/**" };
const pictures = { path: "/images/**" };

/** What can go wrong once a job runs. Questions are free, so they are repeated; the post never is. */
export const queuedRows: readonly { name: string; faults: readonly FaultRule[]; end: End }[] = [
  {
    name: "polling meets 500 twice",
    faults: [{ match: questions, fault: { kind: "status", status: 500 }, times: 2 }],
    end: image(),
  },
  {
    name: "polling meets a reset",
    faults: [{ match: questions, fault: { kind: "reset-before" }, times: 2 }],
    end: image(),
  },
  {
    name: "polling meets HTML",
    faults: [{ match: { path: "/v2/requests/*/status" }, fault: { kind: "html-200" }, times: 1 }],
    end: image(),
  },
  {
    name: "polling meets 401",
    faults: [{ match: questions, fault: { kind: "status", status: 401 } }],
    end: failed("unauthenticated", "maybe"),
  },
  {
    name: "polling meets 503 for ever",
    faults: [{ match: questions, fault: { kind: "status", status: 503 } }],
    end: failed("unavailable", "maybe"),
  },
  {
    name: "the job is lost",
    faults: [{ match: questions, fault: { kind: "status", status: 404 } }],
    end: failed("expired", "yes"),
  },
  {
    name: "the status stalls once",
    faults: [{ match: questions, fault: { kind: "stall-body" }, times: 1 }],
    end: image(),
  },
  {
    name: "the image is cut once",
    faults: [{ match: pictures, fault: { kind: "truncate-body" }, times: 1 }],
    end: image(),
  },
  {
    name: "the image is reset once",
    faults: [{ match: pictures, fault: { kind: "reset-before" }, times: 1 }],
    end: image(),
  },
  {
    name: "the image is HTML",
    faults: [{ match: pictures, fault: { kind: "html-200" } }],
    end: failed("bad_image", "yes"),
  },
  {
    name: "the image is gone",
    faults: [{ match: pictures, fault: { kind: "status", status: 404 } }],
    end: failed("not_found", "yes"),
  },
];
