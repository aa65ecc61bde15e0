import {
  type CostEstimate,
  fields,
  type Issue,
  isSeedkitError,
  type LooseInput,
  type Model,
  type SizePlan,
  sumCosts,
  type Warning,
} from "@seedkit/core";
import type { Draft } from "./draft.ts";
import { inputOf, promptField } from "./form.ts";

/** What a draft would give, cost and take, or what stands in its way. Nothing is sent. */
export type Quote =
  | {
      readonly ok: true;
      readonly plan: SizePlan;
      /** Of all calls together. */
      readonly cost: CostEstimate;
      /** How many images all calls together may give. */
      readonly images: { readonly min: number; readonly max: number };
      /** The model's usual time for one call, in ms. */
      readonly typicalMs: number;
      readonly warnings: readonly Warning[];
    }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Quotes a draft. `references`: the bytes of its references, or undefined where they cannot be read. */
export function quote(
  draft: Draft,
  model: Model,
  references: readonly (Uint8Array | undefined)[] = [],
): Quote {
  try {
    const prepared = model.prepare(quotedInput(draft, model, references));
    return {
      ok: true,
      plan: prepared.plan,
      cost: sumCosts(Array.from({ length: draft.count }, () => prepared.cost)),
      images: { min: prepared.images.min * draft.count, max: prepared.images.max * draft.count },
      typicalMs: model.typicalMs,
      warnings: prepared.warnings,
    };
  } catch (error) {
    if (!isSeedkitError(error)) throw error;
    return { ok: false, issues: error.issues ?? [{ path: "", message: error.message }] };
  }
}

function quotedInput(
  draft: Draft,
  model: Model,
  references: readonly (Uint8Array | undefined)[],
): LooseInput {
  const images = fields(model).find(({ control }) => control === "images");
  // An address stands in for what cannot be read here: its size is not known either.
  const list = references.map((bytes) => bytes ?? "https://reference.invalid/");
  return {
    ...inputOf(draft, model),
    // The price stands there before the prompt does.
    [promptField]: draft.prompt.trim() || "-",
    ...(images && list.length > 0 ? { [images.name]: list } : {}),
  };
}
