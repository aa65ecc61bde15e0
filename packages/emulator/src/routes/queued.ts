import type { Context } from "../context.ts";
import type { ApiCall } from "../exchange.ts";
import { isCharged, moderationText, pollingText } from "../faults/answer.ts";
import type { Fault } from "../faults/rule.ts";
import { readGeneration } from "../generation-request.ts";
import { errorReply, jsonReply } from "../replies.ts";
import { serve } from "../serve.ts";
import { imageUrl } from "../synchronous-answer.ts";
import { openGeneration } from "./generation.ts";

// A job waits a tenth of its time, but no longer than this.
const longestQueueMs = 2000;

/** `POST /v2/{slug}`: takes the job and answers with its id. A bad body is taken as well, and fails at once. */
export async function submit(context: Context, call: ApiCall): Promise<Response> {
  const { clock, latencyOf, v2, v2NoCredits } = context.settings;
  if (v2 !== true) return errorReply(v2, v2 === 404 ? "Not found" : "Method not allowed");
  const opened = await openGeneration(context, call);
  if (opened instanceof Response) return opened;
  const { exchange, model, body, fault } = opened;
  const { scope, entry, base, requestId } = exchange;
  const request = await readGeneration(context, exchange, model, body);
  if (request.ok && !scope.books.covers(request.price))
    return errorReply(v2NoCredits, "Insufficient credits");
  entry.requestId = requestId;
  const failure = request.ok ? jobFailure(fault) : request.error;
  const charged = request.ok && (fault === undefined || isCharged(fault));
  const accept = () => {
    const now = clock.now();
    const time = request.ok ? latencyOf(model) : 0;
    const endsAt = now + time;
    if (charged) scope.books.charge(entry, request.price);
    scope.jobs.add({
      id: requestId,
      model: model.slug,
      prompt: request.ok ? request.recipes[0]?.prompt : undefined,
      submittedAt: now,
      startsAt: now + Math.min(time / 10, longestQueueMs),
      endsAt,
      cost: charged ? request.price : 0,
      outcome:
        request.ok && failure === undefined
          ? { ok: true, images: request.recipes.map((recipe) => imageUrl(context, exchange, recipe, endsAt)) }
          : { ok: false, error: failure ?? "" },
    });
  };
  const address = `${base}/v2/requests/${requestId}`;
  const queued = {
    request_id: requestId,
    status: "QUEUED",
    poll_url: `${address}/status`,
    status_url: `${address}/status`,
    response_url: address,
  };
  return serve(context, exchange, failure === undefined ? fault : undefined, {
    accept,
    answer: () => jsonReply(200, queued, { "x-request-id": requestId }),
  });
}

/** These faults let the job in and fail it. */
function jobFailure(fault: Fault | undefined): string | undefined {
  if (fault?.kind === "moderated") return moderationText;
  return fault?.kind === "polling-error" ? pollingText : undefined;
}
