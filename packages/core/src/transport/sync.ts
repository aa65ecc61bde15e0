import { type Answer, AttemptFailure, paidPost } from "../attempt.ts";
import type { Call, Context } from "../context.ts";
import { type Decoded, decode } from "../decode.ts";
import { SeedkitError } from "../errors.ts";
import { hints } from "../hints.ts";
import type { Model } from "../models/model.ts";
import { request } from "../request.ts";
import type { LooseInput } from "../validation.ts";
import { type Outcome, telling } from "./outcome.ts";

/** Posts to `/v1/<slug>` and waits for the images in the same answer. @throws SeedkitError */
export async function sendSync(
  context: Context,
  call: Call,
  model: Model,
  body: LooseInput,
  key: string,
): Promise<Outcome> {
  const exchange = {
    method: "POST",
    url: syncUrl(context, model),
    key,
    body,
    stakes: paidPost,
    attemptMs: call.attemptMs,
  } as const;
  let decoded: Exclude<Decoded, { failure: unknown }> | undefined;
  const check = (answer: Answer) => {
    decoded = readAnswer(answer, key);
  };
  const { answer, attempts } = await request(context, call, exchange, { paid: true, check });
  return { ...telling(answer, decoded?.json), found: decoded?.images ?? [], attempts };
}

export const syncUrl = ({ baseUrl }: Context, model: Model) => `${baseUrl}/v1/${model.slug}`;

function readAnswer(answer: Answer, key: string): Exclude<Decoded, { failure: unknown }> {
  const decoded = decode(answer.bytes);
  if (!("failure" in decoded)) return decoded;
  const { code, charged, retry } = decoded.failure;
  const error = new SeedkitError(code, decoded.message.replaceAll(key, "[key]"), {
    charged,
    status: answer.status,
    requestId: answer.headers.get("x-request-id") ?? undefined,
    retryable: retry !== "never",
    hint: hints[code],
  });
  throw new AttemptFailure(error, retry);
}
