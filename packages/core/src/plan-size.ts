import type { ModelDeclaration } from "./models/model.ts";
import { referenceSize } from "./references.ts";
import { applySizeRule, type SizePlan } from "./size/plan.ts";
import type { Settings } from "./validation.ts";

/** The size a valid input will give, from the model's rule and the first reference's own header. */
export function planSettings(model: ModelDeclaration, settings: Settings): SizePlan {
  const [first] = settings.image_input;
  return applySizeRule(model.size, {
    size: settings.size,
    aspectRatio: settings.aspect_ratio,
    width: settings.width,
    height: settings.height,
    reference: first === undefined ? undefined : referenceSize(first),
  });
}
