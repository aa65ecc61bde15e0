import type { Model } from "@seedkit/core";
import type { Job } from "../key/job.ts";
import { createForecast } from "../plan/forecast.ts";

/** The most one call of an entry costs, in micro-dollars. */
export function createPrices(models: readonly Model[]): (job: Pick<Job, "entry">) => number {
  const forecast = createForecast();
  return ({ entry }) => {
    const model = models.find(({ id }) => id === entry.model);
    if (!model) throw new RangeError(`There is no model ${entry.model}`);
    return forecast(entry, model).cost.max.micros;
  };
}
