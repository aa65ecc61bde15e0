import type { CostEstimate, Model, SizePlan, Warning } from "@seedkit/core";
import { canonicalJson } from "../key/canonical-json.ts";
import type { Entry } from "../manifest/entry.ts";
import { fileStandIn } from "../manifest/read-references.ts";
import { inputWithReferences } from "../manifest/references.ts";

/** What one call of an entry will give: its size, its price, and what is odd about it. */
export type Forecast = {
  readonly size: SizePlan;
  readonly cost: CostEstimate;
  readonly warnings: readonly Warning[];
};

const noWarnings: readonly Warning[] = [];

/** Forecasts entries. Thousands differ in their prompt alone, which neither size nor price depends on. */
export function createForecast(): (entry: Entry, model: Model) => Forecast {
  const byShape = new Map<string, Forecast>();
  return (entry, model) => {
    const { prompt, ...shape } = entry.input;
    const shapeKey = `${entry.model} ${entry.references.length} ${canonicalJson(shape)}`;
    const known = byShape.get(shapeKey);
    if (known && !mayBeLong(prompt, model)) return known;
    const prepared = model.prepare(inputWithReferences(entry, () => fileStandIn));
    const warnings = prepared.warnings.length > 0 ? prepared.warnings : noWarnings;
    const forecast = { size: prepared.plan, cost: prepared.cost, warnings };
    if (!mayBeLong(prompt, model)) byShape.set(shapeKey, forecast);
    return forecast;
  };
}

/** Whether a prompt might be warned about: a word has a letter and a space at least. */
function mayBeLong(prompt: unknown, { limits }: Model): boolean {
  return String(prompt).length >= Math.min(limits.promptCharacters, limits.promptWords * 2 - 1);
}
