import type { Answer, Stakes } from "../attempt.ts";
import { classifyText } from "../classify.ts";
import type { Call, Context } from "../context.ts";
import { decodeAnswer } from "../decode.ts";
import { errorText, messageIn } from "../error-text.ts";
import { SeedkitError } from "../errors.ts";
import { jsonOf, textIn } from "../json.ts";
import type { Model } from "../models/model.ts";
import { redact } from "../redact.ts";
import { pause, request } from "../request.ts";
import { resultLifetimeMs } from "../tickets.ts";
import type { LooseInput } from "../validation.ts";
import { type Outcome, telling } from "./outcome.ts";

/** `requestId` undefined: the service has no queue for the model (404 or 405). */
export type Submitted = { readonly requestId: string | undefined; readonly attempts: number };

// The job runs on whatever becomes of our questions: it will be paid for if it succeeds.
const running: Stakes = ["maybe", "maybe", "maybe"];
const poll = { firstMs: 1000, factor: 1.4, longestMs: 4000, attemptMs: 30_000 };
// A request may not be known everywhere the moment it is submitted.
const unknownGraceMs = 15_000;

export const queuedUrl = ({ baseUrl }: Context, model: Model) => `${baseUrl}/v2/${model.slug}`;

/** Posts to `/v2/<slug>`. @throws SeedkitError */
export async function submitQueued(
  context: Context,
  call: Call,
  model: Model,
  body: LooseInput,
  key: string,
): Promise<Submitted> {
  const accept = [404, 405];
  const { value, attempts } = await request(
    context,
    call,
    { method: "POST", url: queuedUrl(context, model), key, body, stakes: ["no", "maybe", "maybe"], accept },
    ({ status, bytes }) => {
      if (accept.includes(status)) return undefined;
      const requestId = textIn(jsonOf(bytes).request_id);
      if (requestId !== undefined) return requestId;
      const said = redact(errorText(new TextDecoder().decode(bytes)), key);
      const { code, charged } = classifyText(said) ?? { code: "bad_image", charged: "maybe" };
      throw new SeedkitError(code, `The service gave no request id: ${said.slice(0, 200)}`, {
        charged,
        status,
      });
    },
    true,
  );
  return { requestId: value, attempts };
}

type Job = { readonly requestId: string; readonly submittedAt: number };

/**
 * Waits for a submitted job and reads where its images lie. It never posts.
 * @throws SeedkitError `job_failed`, `moderated`, `expired`, or what the questions failed with
 */
export async function awaitQueued(
  context: Context,
  call: Call,
  job: Job,
  key: string,
): Promise<Omit<Outcome, "attempts">> {
  const { requestId, submittedAt } = job;
  // Half a surrogate pair has no place in an address: encoding it throws.
  const url = `${context.baseUrl}/v2/requests/${encodeURIComponent(requestId.replace(/\p{Cs}/gu, ""))}`;
  const age = () => context.clock.now() - submittedAt;
  const ask = <T>(address: string, read: (answer: Answer, json: Record<string, unknown>) => T) => {
    const attemptMs = Math.min(poll.attemptMs, call.attemptMs);
    const exchange = {
      method: "GET",
      url: address,
      key,
      stakes: running,
      attemptMs,
      accept: [404, 422],
    } as const;
    return request(context, call, exchange, (answer) => {
      const json = jsonOf(answer.bytes);
      if (answer.status === 422 || statusIn(json) === "FAILED") throw jobFailed(requestId, json, key);
      return read(answer, json);
    });
  };
  const gone = () => {
    const message = `Request ${requestId} is ${age() >= resultLifetimeMs ? "over an hour old" : "not known"}`;
    return new SeedkitError("expired", message, { charged: "yes", status: 404, requestId });
  };
  for (let ms = poll.firstMs; ; ms = Math.min(poll.longestMs, ms * poll.factor)) {
    const { value } = await ask(`${url}/status`, ({ status }, json) => {
      if (status === 404 && age() >= unknownGraceMs) throw gone();
      return statusIn(json);
    });
    if (value === "COMPLETED") break;
    call.emit({ type: "status", status: value === "PROCESSING" ? "processing" : "queued", elapsedMs: age() });
    const left = call.deadline - context.clock.now();
    const hint = "The job goes on: recover it by its request id within the hour.";
    const details = { charged: "maybe", requestId, retryable: true, hint } as const;
    if (left <= 0) throw new SeedkitError("deadline", "The job is not finished within its time", details);
    await pause(context, call, Math.min(ms, left), {
      message: "Cancelled while the job was running",
      details,
    });
  }
  const { value } = await ask(url, (answer, json) => {
    if (answer.status === 404) throw gone();
    return { ...telling(answer, json, key), requestId, found: decodeAnswer(answer, key, requestId).images };
  });
  return value;
}

const statusIn = (json: Record<string, unknown>) => textIn(json.status)?.toUpperCase();

function jobFailed(
  requestId: string,
  { status, ...json }: Record<string, unknown>,
  key: string,
): SeedkitError {
  const message = redact(messageIn(json, 0) ?? "The job failed", key);
  const { code, charged } = classifyText(message) ?? { code: "job_failed", charged: "no" };
  return new SeedkitError(code, message, { charged, status: 422, requestId });
}
