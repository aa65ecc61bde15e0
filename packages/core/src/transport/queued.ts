import { type Answer, AttemptFailure, paidPost, type Stakes } from "../attempt.ts";
import { classifyText } from "../classify.ts";
import { wait } from "../clock.ts";
import type { Call, Context } from "../context.ts";
import { decodeJson } from "../decode.ts";
import { errorText } from "../error-text.ts";
import { type ErrorCode, SeedkitError } from "../errors.ts";
import { hints } from "../hints.ts";
import type { Model } from "../models/model.ts";
import { request } from "../request.ts";
import { resultLifetimeMs } from "../tickets.ts";
import type { LooseInput } from "../validation.ts";
import { type Outcome, record, telling, text } from "./outcome.ts";

export type Submitted = { readonly requestId: string; readonly attempts: number };

// The job runs on whatever becomes of our questions: it will be paid for if it succeeds.
const running: Stakes = { unsent: "maybe", sent: "maybe", answered: "maybe" };
const pollMs = { first: 1000, factor: 1.4, longest: 4000, attempt: 30_000 };
// A request may not be known everywhere the moment it is submitted.
const unknownGraceMs = 15_000;

export const queuedUrl = ({ baseUrl }: Context, model: Model) => `${baseUrl}/v2/${model.slug}`;

/**
 * Posts to `/v2/<slug>`. Undefined where the service has no queue for the model (404 or 405).
 * @throws SeedkitError
 */
export async function submitQueued(
  context: Context,
  call: Call,
  model: Model,
  body: LooseInput,
  key: string,
): Promise<Submitted | undefined> {
  const exchange = {
    method: "POST",
    url: queuedUrl(context, model),
    key,
    body,
    stakes: { ...paidPost, answered: "maybe" },
    attemptMs: call.attemptMs,
    accept: (status: number) => status === 404 || status === 405,
  } as const;
  let requestId: string | undefined;
  const check = (answer: Answer) => {
    if (answer.status === 404 || answer.status === 405) return;
    const json = parse(answer);
    requestId = text(json.request_id);
    if (requestId === undefined) throw noId(answer);
  };
  const { attempts } = await request(context, call, exchange, { paid: true, check });
  return requestId === undefined ? undefined : { requestId, attempts };
}

/**
 * Waits for a submitted job and reads where its images lie. It never posts.
 * @throws SeedkitError `job_failed`, `moderated`, `expired`, or what the questions failed with
 */
export async function awaitQueued(
  context: Context,
  call: Call,
  submitted: { readonly requestId: string; readonly submittedAt: number },
  key: string,
): Promise<Omit<Outcome, "attempts">> {
  const { requestId } = submitted;
  const address = `${context.baseUrl}/v2/requests/${encodeURIComponent(requestId)}`;
  const ask = async (url: string) => {
    const exchange = {
      method: "GET",
      url,
      key,
      stakes: running,
      attemptMs: Math.min(pollMs.attempt, call.attemptMs),
      accept: (status: number) => status === 422 || status === 404,
    } as const;
    const { answer } = await request(context, call, exchange, { paid: false });
    return { answer, json: parse(answer) };
  };
  for (let pause = pollMs.first; ; pause = Math.min(pollMs.longest, pause * pollMs.factor)) {
    const { answer, json } = await ask(`${address}/status`);
    const status = text(json.status)?.toUpperCase();
    if (answer.status === 404) {
      if (context.clock.now() - submitted.submittedAt >= unknownGraceMs) throw gone(context, submitted);
    } else if (answer.status === 422 || status === "FAILED") {
      throw jobFailed(requestId, json);
    } else if (status === "COMPLETED") {
      break;
    }
    call.emit({
      type: "status",
      status: status === "PROCESSING" ? "processing" : "queued",
      elapsedMs: context.clock.now() - submitted.submittedAt,
    });
    await pauseOrStop(context, call, pause, requestId);
  }
  const { answer, json } = await ask(address);
  if (answer.status === 404) throw gone(context, submitted);
  if (answer.status === 422 || text(json.status)?.toUpperCase() === "FAILED")
    throw jobFailed(requestId, json);
  const decoded = decodeJson(json);
  if ("failure" in decoded) {
    const { code, charged } = decoded.failure;
    throw new SeedkitError(code, decoded.message, {
      charged,
      status: answer.status,
      requestId,
      hint: hints[code],
    });
  }
  return { ...telling(answer, json), requestId, found: decoded.images };
}

async function pauseOrStop(context: Context, call: Call, ms: number, requestId: string): Promise<void> {
  const left = call.deadline - context.clock.now();
  const stop = (code: ErrorCode, message: string) =>
    new SeedkitError(code, message, {
      charged: "maybe",
      requestId,
      retryable: true,
      hint: "The job goes on without us: recover it by its request id within the hour. Nothing is paid again.",
    });
  if (left <= 0) throw stop("deadline", "The job is not finished within the time it was given");
  try {
    await wait(context.clock, Math.min(ms, left), call.signal);
  } catch {
    throw stop("aborted", "Cancelled while the job was running");
  }
}

function jobFailed(requestId: string, json: Record<string, unknown>): SeedkitError {
  const message = errorText(
    JSON.stringify({ error: json.error ?? json.message ?? json.detail ?? "The job failed" }),
  );
  const known = classifyText(message);
  const code = known?.code ?? "job_failed";
  const charged = known?.charged ?? "no";
  return new SeedkitError(code, message, { charged, status: 422, requestId, hint: hints[code] });
}

function gone(
  context: Context,
  { requestId, submittedAt }: { requestId: string; submittedAt: number },
): SeedkitError {
  const age = context.clock.now() - submittedAt;
  const late =
    age >= resultLifetimeMs
      ? `was submitted ${Math.round(age / 60_000)} minutes ago`
      : "is not known to the service";
  const details = { charged: "yes", status: 404, requestId, hint: hints.expired } as const;
  return new SeedkitError("expired", `Request ${requestId} ${late}`, details);
}

function noId(answer: Answer): AttemptFailure {
  const said = errorText(new TextDecoder().decode(answer.bytes));
  const { code, charged, retry } = classifyText(said) ?? {
    code: "bad_image",
    charged: "maybe",
    retry: "never",
  };
  const message = `The service gave no request id: ${said.slice(0, 200)}`;
  return new AttemptFailure(
    new SeedkitError(code, message, { charged, status: answer.status, hint: hints[code] }),
    retry,
  );
}

function parse(answer: Answer): Record<string, unknown> {
  try {
    return record(JSON.parse(new TextDecoder().decode(answer.bytes)));
  } catch {
    return {};
  }
}
