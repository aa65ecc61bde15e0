import { toJsonSchema } from "./json-schema.ts";
import type { FieldForm, ModelDeclaration } from "./models/model.ts";

/** One field of a model as forms, flags and Action inputs show it. */
export type Field = {
  /** The API's own name: `aspect_ratio`. */
  readonly name: string;
  /** The same words in kebab case: `aspect-ratio`. */
  readonly flag: string;
  readonly control: "text" | "textarea" | "select" | "number" | "images";
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  /** Takes a list of values. */
  readonly multiple: boolean;
  readonly options?: readonly string[];
  /** Null: the service decides. Undefined: there is none. */
  readonly default?: string | number | null;
  readonly min?: number;
  readonly max?: number;
  readonly visibleWhen?: FieldForm["visibleWhen"];
};

type Property = {
  type?: string;
  title?: string;
  description?: string;
  enum?: string[];
  anyOf?: Property[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
};

/** The fields of a model, in the order of its declaration. */
export function modelFields(model: ModelDeclaration): readonly Field[] {
  const schema = toJsonSchema(model) as { properties: Record<string, Property>; required?: string[] };
  return Object.entries(schema.properties).map(([name, property]) => {
    const form = model.form[name] ?? {};
    // A nullable field is `anyOf [value, null]`.
    const value = property.anyOf?.find((choice) => choice.type !== "null") ?? property;
    const fallback = property.default;
    return {
      name,
      flag: name.replaceAll("_", "-"),
      control: form.control ?? defaultControl(value),
      label: property.title ?? name,
      help: property.description ?? "",
      required: schema.required?.includes(name) ?? false,
      multiple: value.type === "array",
      ...(value.enum ? { options: value.enum } : {}),
      ...(isScalar(fallback) ? { default: fallback } : {}),
      ...(value.minimum === undefined ? {} : { min: value.minimum }),
      ...(value.maximum === undefined ? {} : { max: value.maximum }),
      ...(form.visibleWhen ? { visibleWhen: form.visibleWhen } : {}),
    };
  });
}

function defaultControl(value: Property): Field["control"] {
  if (value.enum) return "select";
  return value.type === "integer" || value.type === "number" ? "number" : "text";
}

const isScalar = (value: unknown): value is string | number | null =>
  value === null || typeof value === "string" || typeof value === "number";
