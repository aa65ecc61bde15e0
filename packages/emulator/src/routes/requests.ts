import type { Context } from "../context.ts";
import type { ApiCall } from "../exchange.ts";
import { errorReply, jsonReply } from "../replies.ts";
import { gateFault, serve } from "../serve.ts";
import { type Job, jobStatus } from "../state/jobs.ts";

/** `GET /v2/requests/{id}/status` */
export const status = (context: Context, call: ApiCall) => answer(context, call, statusBody);

/** `GET /v2/requests/{id}`: the result, for one hour. */
export const result = (context: Context, call: ApiCall) => answer(context, call, resultBody);

type Metrics = ReturnType<typeof metrics>;

async function answer(
  context: Context,
  call: ApiCall,
  body: (job: Job, figures: Metrics) => object,
): Promise<Response> {
  const exchange = call.get("exchange");
  const { scope, entry } = exchange;
  const now = context.settings.clock.now();
  const job = scope.jobs.find(call.req.param("id") ?? "");
  if (job !== undefined) Object.assign(entry, { model: job.model, requestId: job.id });
  const fault = exchange.takeFault({ model: job?.model, prompt: job?.prompt });
  const gated = gateFault(exchange, fault);
  if (gated !== undefined) return gated;
  if (job === undefined || context.settings.v2 !== true)
    return errorReply(404, "Request not found or expired");
  const state = jobStatus(job, now);
  return serve(context, exchange, fault, {
    answer: () => {
      if (state === "FAILED")
        return jsonReply(422, { request_id: job.id, status: state, error: failureText(job) });
      if (state !== "COMPLETED") return jsonReply(200, { request_id: job.id, status: state, metrics: {} });
      return jsonReply(200, {
        request_id: job.id,
        status: state,
        ...body(job, metrics(job, scope.books.dollarsLeft())),
      });
    },
  });
}

const statusBody = (_: Job, figures: Metrics) => ({ metrics: figures });

function resultBody(job: Job, figures: Metrics) {
  const urls = job.outcome.ok ? job.outcome.images : [];
  return {
    metrics: figures,
    output: urls.length === 1 ? urls[0] : urls,
    images: urls.map((url) => ({ url })),
    timings: { inference: figures.inference_time },
  };
}

// Seconds and dollars, as the service has them.
function metrics(job: Job, remaining: number) {
  const seconds = (ms: number) => Math.round(ms) / 1000;
  return {
    inference_time: seconds(job.endsAt - job.startsAt),
    queue_time: seconds(job.startsAt - job.submittedAt),
    total_time: seconds(job.endsAt - job.submittedAt),
    cost: job.cost / 1_000_000,
    remaining_credits: remaining,
  };
}

const failureText = (job: Job) => (job.outcome.ok ? "" : job.outcome.error);
