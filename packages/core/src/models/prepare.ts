import { imageRange } from "../image-range.ts";
import { costRange } from "../money.ts";
import { planSettings } from "../plan-size.ts";
import { needsUpload, type Reference } from "../references.ts";
import { validateInput } from "../validate.ts";
import type { Warning } from "../validation.ts";
import type { ModelDeclaration, PreparedInput } from "./model.ts";

/** Checks, plans and prices an input. No network. @throws SeedkitError `invalid_input` */
export function prepareInput(model: ModelDeclaration, given: unknown): PreparedInput {
  const valid = validateInput(model, given);
  if (!valid.ok) throw valid.error;
  const { settings, input } = valid;
  const plan = planSettings(model, settings);
  const images = imageRange(settings);
  const references = settings.image_input;
  const uploads = references.filter(needsUpload).length;
  const warnings: Warning[] = [...valid.warnings];
  if (plan.scaledUp) {
    warnings.push({
      code: "scaled_up",
      path: "size",
      message: `${plan.why} to ${plan.width}x${plan.height}`,
    });
  }
  return {
    input,
    references,
    uploads,
    shown: uploads === 0 ? input : { ...input, image_input: shown(references) },
    plan,
    cost: costRange(model.price * images.min, model.price * images.max),
    images,
    warnings,
  };
}

const shown = (references: readonly Reference[]) =>
  references.map((reference, index) =>
    needsUpload(reference) ? `(uploaded reference ${index + 1})` : reference,
  );
