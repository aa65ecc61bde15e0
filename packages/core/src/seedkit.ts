import type { SeedkitError } from "./errors.ts";
import { type Field, modelFields } from "./fields.ts";
import { toJsonSchema as modelJsonSchema } from "./json-schema.ts";
import { builtInModels } from "./models/index.ts";
import type { InputOf, Model } from "./models/model.ts";
import { findModel } from "./models/registry.ts";
import type { CostEstimate } from "./money.ts";
import { nearestWord } from "./nearest.ts";
import type { SizePlan } from "./size/plan.ts";
import type { LooseInput, Validation } from "./validation.ts";

/** A model Seedkit ships. */
export type BuiltInModel = (typeof builtInModels)[number];
/** The id of a model Seedkit ships. */
export type ModelId = BuiltInModel["id"];
type InputFor<M> = M extends ModelId
  ? InputOf<Extract<BuiltInModel, { id: M }>>
  : M extends Model
    ? InputOf<M>
    : LooseInput;

/** Every model Seedkit ships, oldest first. */
export function listModels(): readonly BuiltInModel[] {
  return builtInModels;
}

/** A shipped model by id, or the model itself. @throws {@link SeedkitError} `not_found` with the closest id. */
export function getModel(model: string | Model): Model {
  return findModel<Model>(builtInModels, model, nearestWord);
}

/**
 * Checks an input without sending it. Every problem comes at once, each with what is allowed.
 * @throws {@link SeedkitError} `not_found` for an unknown model; a bad input is returned, not thrown.
 */
export function validate<const M extends ModelId | Model | (string & {})>(
  model: M,
  input: InputFor<M>,
): Validation {
  return getModel(model).validate(input);
}

/**
 * What one generation will cost, as a range where the number of images is the model's to decide.
 * @throws {@link SeedkitError} `invalid_input`, `not_found`
 */
export function estimate<const M extends ModelId | Model | (string & {})>(
  model: M,
  input: InputFor<M>,
): CostEstimate {
  return getModel(model).prepare(input).cost;
}

/**
 * The size, in px, an input will give, and how sure that is.
 * @throws {@link SeedkitError} `invalid_input`, `not_found`
 */
export function planSize<const M extends ModelId | Model | (string & {})>(
  model: M,
  input: InputFor<M>,
): SizePlan {
  return getModel(model).prepare(input).plan;
}

/** The fields of a model, for forms, flags and inputs. @throws {@link SeedkitError} `not_found` */
export function fields(model: string | Model): readonly Field[] {
  return modelFields(getModel(model));
}

/** A model's input as JSON Schema (draft 2020-12). @throws {@link SeedkitError} `not_found` */
export function toJsonSchema(model: string | Model): Record<string, unknown> {
  return modelJsonSchema(getModel(model));
}
