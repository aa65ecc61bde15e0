import type { Transport } from "./client-options.ts";
import type { Context } from "./context.ts";
import type { Prepared } from "./generation.ts";
import type { LooseInput, Model } from "./models/define-model.ts";
import { costRange } from "./money.ts";
import { planSettings } from "./plan-size.ts";
import { needsUpload, type Reference } from "./references.ts";
import { queuedUrl } from "./transport/queued.ts";
import { syncUrl } from "./transport/sync.ts";
import { imageRange, parseInput, type Warning } from "./validate.ts";

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
  const plan = planSettings(model, settings);
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

const shown = (references: readonly Reference[]) =>
  references.map((reference, index) =>
    needsUpload(reference) ? `(uploaded reference ${index + 1})` : reference,
  );
