import { createHash } from "node:crypto";
import type { LooseInput, Model } from "@seedkit/core";
import type { Context } from "../context.ts";
import type { ApiCall, Exchange } from "../exchange.ts";
import type { Fault } from "../faults/rule.ts";
import { readJsonObject } from "../read-body.ts";
import { errorReply } from "../replies.ts";
import { gateFault } from "../serve.ts";

/** What both transports know of a request before they look at its fields. */
export type OpenedGeneration = {
  readonly exchange: Exchange;
  readonly model: Model;
  readonly body: LooseInput;
  readonly fault: Fault | undefined;
};

/** The checks both transports begin with: faults, the body, the rate, the model. A response ends the request. */
export async function openGeneration(context: Context, call: ApiCall): Promise<OpenedGeneration | Response> {
  const exchange = call.get("exchange");
  const slug = call.req.param("slug") ?? "";
  const body = await readJsonObject(context, call);
  const model = context.settings.models.find((candidate) => candidate.slug === slug);
  if (model !== undefined) exchange.entry.model = model.slug;
  const prompt = typeof body?.prompt === "string" ? body.prompt : undefined;
  if (prompt !== undefined) exchange.entry.promptHash = createHash("sha256").update(prompt).digest("hex");
  const fault = exchange.takeFault({ generation: true, model: slug, prompt });
  const gated = gateFault(exchange, fault);
  if (gated !== undefined) return gated;
  const limited = limitRate(context, call);
  if (limited !== undefined) return limited;
  if (model === undefined) return errorReply(404, "Model not found");
  if (body === undefined) return errorReply(400, "Request body is not a JSON object");
  return { exchange, model, body, fault };
}

function limitRate({ settings }: Context, call: ApiCall): Response | undefined {
  const pass = call.get("exchange").scope.pass(call.req.header("x-api-key") ?? "");
  if (pass === undefined) return undefined;
  call.header("x-rate-limit-remaining", String(pass.remaining));
  call.header("x-rate-limit-reset-at-utc", new Date(pass.resetAt).toISOString());
  if (pass.ok) return undefined;
  const seconds = Math.ceil((pass.resetAt - settings.clock.now()) / 1000);
  return errorReply(
    429,
    "Rate limit exceeded",
    settings.retryAfter ? { "retry-after": String(seconds) } : {},
  );
}
