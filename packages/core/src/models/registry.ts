import { SeedkitError } from "../errors.ts";
import { nearestWord } from "../nearest.ts";
import type { Model } from "./model.ts";

/**
 * Finds a model by id, or takes the model itself.
 * @throws SeedkitError `not_found` with the closest known id.
 */
export function findModel<M extends Model>(models: readonly M[], model: string | M): M {
  if (typeof model !== "string") return model;
  const found = models.find((candidate) => candidate.id === model);
  if (found) return found;
  const ids = models.map((candidate) => candidate.id);
  const nearest = nearestWord(model, ids);
  throw new SeedkitError("not_found", `There is no model "${model}"`, {
    charged: "no",
    model,
    hint: nearest
      ? `Did you mean ${nearest}? Known: ${ids.join(", ")}`
      : `Known: ${ids.join(", ") || "none"}`,
  });
}
