import { SeedkitError } from "../errors.ts";
import type { Model } from "./model.ts";

/**
 * Finds a model by id, or takes the model itself. `suggest` may name the id that was meant.
 * @throws SeedkitError `not_found` with the known ids
 */
export function findModel<M extends Model>(
  models: readonly M[],
  model: string | M,
  suggest?: (id: string, ids: readonly string[]) => string | undefined,
): M {
  if (typeof model !== "string") return model;
  const found = models.find(({ id }) => id === model);
  if (found) return found;
  const ids = models.map(({ id }) => id);
  const nearest = suggest?.(model, ids);
  const hint = `${nearest ? `Did you mean ${nearest}? ` : ""}Known: ${ids.join(", ")}`;
  throw new SeedkitError("not_found", `There is no model "${model}"`, { charged: "no", model, hint });
}
