import type { Transport } from "./client-options.ts";
import type { Context } from "./context.ts";
import type { Prepared } from "./generation.ts";
import { imageRange } from "./image-range.ts";
import type { Model } from "./models/model.ts";
import { costRange } from "./money.ts";
import { needsUpload, type Reference } from "./references.ts";
import { queuedUrl } from "./transport/queued.ts";
import { syncUrl } from "./transport/sync.ts";
import type { LooseInput, ValidInput, Warning } from "./validation.ts";

/** A request that is valid, planned and priced, with what is still missing to send it. */
export type Ready = {
  readonly model: Model;
  readonly transport: Transport;
  readonly prepared: Prepared;
  /** What is sent, where no reference has to be uploaded. */
  readonly body: LooseInput;
  /** All references, where one of them has to be uploaded first; else none. */
  readonly references: readonly Reference[];
};

/** Checks, plans and prices a request. No network. @throws SeedkitError `invalid_input` */
export function prepareRequest(
  context: Context,
  model: Model,
  input: LooseInput,
  transport: Transport,
): Ready {
  const valid = parseInput(model, input);
  const { settings } = valid;
  const plan = model.plan(settings);
  const range = imageRange(settings);
  const references = settings.image_input;
  const uploads = references.filter(needsUpload).length;
  const warnings: Warning[] = [...valid.warnings];
  if (plan.scaledUp)
    warnings.push({
      code: "scaled_up",
      path: "size",
      message: `${plan.why} to ${plan.width}x${plan.height}`,
    });
  const body = uploads === 0 ? valid.input : { ...valid.input, image_input: shown(references) };
  return {
    model,
    transport,
    body: valid.input,
    references: uploads === 0 ? [] : references,
    prepared: {
      model: model.id,
      request: {
        method: "POST",
        url: transport === "queued" ? queuedUrl(context, model) : syncUrl(context, model),
        body,
      },
      plan,
      cost: costRange(model.price * range.min, model.price * range.max),
      images: range,
      typicalMs: model.typicalMs,
      uploads,
      warnings,
    },
  };
}

/** Checks an input, for callers that stop at a bad one. @throws SeedkitError `invalid_input` */
export function parseInput(model: Model, input: unknown): ValidInput {
  const result = model.validate(input);
  if (!result.ok) throw result.error;
  return result;
}

const shown = (references: readonly Reference[]) =>
  references.map((reference, index) =>
    needsUpload(reference) ? `(uploaded reference ${index + 1})` : reference,
  );
