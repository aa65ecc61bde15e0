import {
  type Charged,
  type Issue,
  isSeedkitError,
  money,
  redact,
  type SeedkitErrorJson,
} from "@seedkit/core";
import { adviceFor, type HostAdvice } from "./advice.ts";

/** A failure as data for a program, and the ground of its text. */
export type FailureData = {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  readonly charged: Charged;
  readonly requestId: string | null;
  readonly issues: readonly Issue[];
  /** What it may have cost at most, in micro-dollars. */
  readonly atMost: number | null;
  readonly retryAfterMs: number | null;
  /** The request is noted: its result can be fetched without paying again. */
  readonly recoverable: boolean;
};

export type FailureContext = {
  /** The most the call could cost, in micro-dollars. */
  readonly price?: number | undefined;
  /** A request left for the service: what is not known of its charge is "maybe". */
  readonly sent?: boolean | undefined;
  readonly recoverable?: boolean | undefined;
  /** The id of a request that was submitted, by this call or an earlier one, and can still be fetched. */
  readonly submitted?: string | undefined;
};

/** Turns whatever was thrown into data. It never holds the key, a request's body or an image. */
export function failureData(
  error: unknown,
  { price, sent = false, recoverable = false, submitted }: FailureContext = {},
): FailureData {
  const known: Omit<Partial<SeedkitErrorJson>, "code"> & { code: string; message: string; charged: Charged } =
    isSeedkitError(error)
      ? error.toJSON()
      : {
          code: "internal",
          message: redact(error instanceof Error ? error.message : String(error)),
          charged: sent ? "maybe" : "no",
        };
  const { code, message, hint, issues = [], retryAfterMs } = known;
  const requestId = submitted ?? known.requestId;
  // What failed may have cost nothing, such as a wait that was cancelled: what was submitted before it may have.
  const charged = submitted !== undefined && known.charged === "no" ? "maybe" : known.charged;
  return {
    code,
    message,
    hint: hint ?? null,
    charged,
    requestId: requestId ?? null,
    issues,
    atMost: charged === "no" ? null : (price ?? null),
    retryAfterMs: retryAfterMs ?? null,
    recoverable: submitted !== undefined || (recoverable && charged !== "no" && requestId !== undefined),
  };
}

/** Tells a model what failed, whether it was paid for, and what to do next. */
export function failureText(failure: FailureData, host?: HostAdvice): string {
  const { message, issues } = failure;
  const head = issues.length > 1 ? `${issues.length} things are wrong:` : sentence(message);
  return [
    head,
    ...(issues.length > 1 ? issues.map((issue) => `- ${issueText(issue)}`) : nearestOf(issues)),
    chargeText(failure),
    adviceFor(failure, host),
    ...(failure.requestId ? [`Request: ${failure.requestId}`] : []),
  ].join("\n");
}

function chargeText({ charged, atMost }: FailureData): string {
  const amount = atMost === null ? "" : ` ${money(atMost).formatted}`;
  if (charged === "no") return "Charged: no.";
  if (charged === "yes") return `Charged: yes,${amount || " its price"}.`;
  return `Charged: maybe${amount ? `, up to${amount}` : ""}. Nobody can tell yet.`;
}

function issueText({ path, message, nearest }: Issue): string {
  const near = nearest === undefined || message.includes("did you mean") ? "" : `; nearest: ${nearest}`;
  return `${path ? `${path}: ` : ""}${message}${near}`;
}

function nearestOf([only]: readonly Issue[]): string[] {
  return only?.nearest === undefined ? [] : [`Nearest allowed value: ${only.nearest}`];
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
