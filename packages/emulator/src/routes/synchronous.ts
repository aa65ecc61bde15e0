import { wait } from "@seedkit/core";
import type { Context } from "../context.ts";
import type { ApiCall } from "../exchange.ts";
import { pollingText } from "../faults/answer.ts";
import { readGeneration } from "../generation-request.ts";
import { errorReply } from "../replies.ts";
import { serve } from "../serve.ts";
import { synchronousAnswer } from "../synchronous-answer.ts";
import { openGeneration } from "./generation.ts";

/** `POST /v1/{slug}`: answers with the finished image. */
export async function synchronous(context: Context, call: ApiCall): Promise<Response> {
  const opened = await openGeneration(context, call);
  if (opened instanceof Response) return opened;
  const { exchange, model, body, fault } = opened;
  const { scope, entry } = exchange;
  const { clock, latencyOf, v1TimeLimit, format } = context.settings;
  const request = await readGeneration(context, exchange, model, body);
  if (!request.ok) return errorReply(400, request.error);
  if (!scope.books.covers(request.price)) return errorReply(406, "Insufficient credits");
  entry.requestId = exchange.requestId;
  const latency = latencyOf(model);
  return serve(context, exchange, fault, {
    type: `image/${format}`,
    // As soon as the job runs: a caller who goes away has paid all the same.
    accept: () => scope.books.charge(entry, request.price),
    delay: async () => {
      // From when the request came: reading it is part of the work.
      const left = Math.min(latency, v1TimeLimit) - (clock.now() - entry.at);
      if (left > 0) await wait(clock, left, exchange.signal);
    },
    answer: () =>
      latency > v1TimeLimit
        ? errorReply(500, pollingText)
        : synchronousAnswer(context, exchange, request.recipes, latency),
  });
}
