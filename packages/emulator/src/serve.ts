import type { Context } from "./context.ts";
import type { Exchange } from "./exchange.ts";
import { faultAnswer, isCharged } from "./faults/answer.ts";
import { isBodyFault, spoilBody } from "./faults/body.ts";
import type { Fault } from "./faults/rule.ts";
import { resetConnection } from "./transport/connection.ts";

/** What a route does once a request is accepted. */
export type Work = {
  /** Takes the money, and the job where there is one. It is called at most once, before anything takes time. */
  readonly accept?: () => void;
  /** The time the work takes. */
  readonly delay?: () => Promise<void>;
  /** The true answer. */
  readonly answer: () => Response | Promise<Response>;
  /** The media type of the true answer, for answers that only pretend. @default "application/json" */
  readonly type?: string;
};

/** The answer of a fault that strikes before a request is looked at; undefined where it strikes later or not. */
export function gateFault(exchange: Exchange, fault: Fault | undefined): Response | undefined {
  if (fault?.kind === "reset-before") return resetConnection(exchange.connection);
  if (fault?.kind === "status" && !isCharged(fault)) return faultAnswer(fault, "");
  return undefined;
}

/** Accepts, works and answers, with the fault where it belongs. */
export async function serve(
  context: Context,
  exchange: Exchange,
  fault: Fault | undefined,
  work: Work,
): Promise<Response> {
  const gated = gateFault(exchange, fault);
  if (gated !== undefined) return gated;
  if (fault === undefined || isCharged(fault)) work.accept?.();
  await work.delay?.();
  if (fault === undefined || fault.kind === "reset-before") return work.answer();
  if (fault.kind === "reset-after-charge") return resetConnection(exchange.connection);
  if (!isBodyFault(fault)) return faultAnswer(fault, work.type ?? "application/json");
  const answer = await work.answer();
  exchange.connection.brittle = true;
  return spoilBody(fault, answer, context.settings.clock, exchange.signal);
}
