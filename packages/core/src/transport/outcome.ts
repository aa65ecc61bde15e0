import type { Answer } from "../attempt.ts";
import type { Found } from "../decode.ts";
import { dollars, type Money } from "../money.ts";

/** What a transport hands back, before addresses are fetched. */
export type Outcome = {
  readonly found: readonly Found[];
  readonly attempts: number;
  readonly requestId?: string;
  readonly creditsLeft?: number;
  readonly reported?: Money;
  readonly inferenceMs?: number;
  readonly queueMs?: number;
};

/** What the headers and the body's `metrics` tell beside the images. All of it may be missing. */
export function telling(answer: Answer, json: unknown): Omit<Outcome, "found" | "attempts"> {
  const metrics = record(record(json).metrics);
  const requestId = answer.headers.get("x-request-id") ?? text(record(json).request_id);
  const creditsLeft = number(answer.headers.get("x-remaining-credits")) ?? number(metrics.remaining_credits);
  const cost = number(metrics.cost);
  const inference = number(metrics.inference_time) ?? number(answer.headers.get("x-generation-time"));
  const queue = number(metrics.queue_time);
  return {
    ...(requestId === undefined ? {} : { requestId }),
    ...(creditsLeft === undefined ? {} : { creditsLeft }),
    ...(cost === undefined ? {} : { reported: dollars(cost) }),
    // The service counts in seconds.
    ...(inference === undefined ? {} : { inferenceMs: inference * 1000 }),
    ...(queue === undefined ? {} : { queueMs: queue * 1000 }),
  };
}

/** The fields of a JSON object; none of anything else. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

export const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

function number(value: unknown): number | undefined {
  if (typeof value !== "number" && (typeof value !== "string" || value.trim() === "")) return undefined;
  const parsed = Number(value);
  return Number.isFinite(parsed) && parsed >= 0 ? parsed : undefined;
}
