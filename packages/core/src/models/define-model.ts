import { validateInput } from "../validate.ts";
import type { InputSchema, Model, ModelDeclaration } from "./model.ts";
import { prepareInput } from "./prepare.ts";

/** Makes a model of its declaration: one declaration is all that forms, flags, checks and prices need. */
export function defineModel<const Id extends string, Schema extends InputSchema>(
  declaration: ModelDeclaration<Id, Schema>,
): Model<Id, Schema> {
  return {
    ...declaration,
    validate: (input) => validateInput(declaration, input),
    prepare: (input) => prepareInput(declaration, input),
  };
}
