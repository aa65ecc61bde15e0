import type { Model } from "@seedkit/core";
import type { Job } from "../key/job.ts";
import type { Entry } from "../manifest/entry.ts";
import { fileStandIn } from "../manifest/read-references.ts";
import { inputWithReferences } from "../manifest/references.ts";

/** The most one call of an entry costs, in micro-dollars. */
export function createPrices(models: readonly Model[]): (job: Pick<Job, "entry">) => number {
  const known = new WeakMap<Entry, number>();
  return ({ entry }) => {
    const price = known.get(entry) ?? priceOf(entry, models);
    known.set(entry, price);
    return price;
  };
}

function priceOf(entry: Entry, models: readonly Model[]): number {
  const model = models.find(({ id }) => id === entry.model);
  if (!model) throw new RangeError(`There is no model ${entry.model}`);
  return model.prepare(inputWithReferences(entry, () => fileStandIn)).cost.max.micros;
}
