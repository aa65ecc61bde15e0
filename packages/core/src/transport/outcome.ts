import { type Answer, requestIdOf } from "../attempt.ts";
import type { Found, Taken } from "../decode.ts";
import { defined } from "../defined.ts";
import { numberIn, recordIn, textIn } from "../json.ts";
import { dollars, type Money } from "../money.ts";

/** What a transport hands back, before addresses are fetched. */
export type Outcome = {
  readonly found: readonly (Found | Taken)[];
  readonly attempts: number;
  readonly requestId?: string;
  readonly creditsLeft?: number;
  readonly reported?: Money;
  readonly inferenceMs?: number;
  readonly queueMs?: number;
};

/** What the headers and the body's `metrics` tell beside the images. All of it may be missing. */
export function telling(answer: Answer, json: unknown, key: string): Omit<Outcome, "found" | "attempts"> {
  const metrics = recordIn(recordIn(json).metrics);
  const requestId = requestIdOf(answer.headers, key) ?? textIn(recordIn(json).request_id);
  const creditsLeft =
    numberIn(answer.headers.get("x-remaining-credits")) ?? numberIn(metrics.remaining_credits);
  const cost = numberIn(metrics.cost);
  const inference = numberIn(metrics.inference_time) ?? numberIn(answer.headers.get("x-generation-time"));
  const queue = numberIn(metrics.queue_time);
  return defined({
    requestId,
    creditsLeft,
    reported: cost === undefined ? undefined : dollars(cost),
    inferenceMs: seconds(inference),
    queueMs: seconds(queue),
  });
}

// The service counts in seconds, we in ms.
const seconds = (count: number | undefined) => (count === undefined ? undefined : count * 1000);
