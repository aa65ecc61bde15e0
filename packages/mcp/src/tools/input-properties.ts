import { fields, listModels, toJsonSchema } from "@seedkit/core";

/** A property of a JSON Schema, as far as tools describe their fields. */
export type Property = {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly items?: Property;
  readonly anyOf?: readonly Property[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
};

type Home = { readonly model: string; readonly property: Property };

/** The name of the field that takes references, as every model has it. */
export const referencesField = "image_input";

/** The model that is used where none is named: the newest. */
export function defaultModel(): string {
  return listModels().at(-1)?.id ?? "";
}

/** One property for each field of any model: what one of them takes is allowed, and where they differ is told. */
export function inputProperties(): Readonly<Record<string, Property>> {
  const homes = new Map<string, Home[]>();
  // The newest model first: it describes the field.
  for (const model of listModels().toReversed()) {
    const { properties } = toJsonSchema(model) as { properties: Record<string, Property> };
    for (const { name } of fields(model)) {
      const property = properties[name];
      if (property) homes.set(name, [...(homes.get(name) ?? []), { model: model.id, property }]);
    }
  }
  return Object.fromEntries([...homes].map(([name, all]) => [name, merge(all)]));
}

function merge(homes: readonly Home[]): Property {
  const values = homes.map(({ property }) => plainOf(property));
  const [first = {}] = values;
  const { default: _, ...rest } = first;
  const options = [...new Set(values.flatMap((value) => value.enum ?? []))];
  const minimums = values.flatMap((value) => value.minimum ?? []);
  const maximums = values.flatMap((value) => value.maximum ?? []);
  return {
    ...rest,
    description: describe(homes),
    ...(options.length > 0 ? { enum: options } : {}),
    ...(minimums.length > 0 ? { minimum: Math.min(...minimums) } : {}),
    ...(maximums.length > 0 ? { maximum: Math.max(...maximums) } : {}),
  };
}

function describe(homes: readonly Home[]): string {
  const [own, ...others] = homes;
  if (own === undefined) return "";
  const usual = fallbackOf(own);
  const differing = others.filter((other) => allowed(other) !== allowed(own));
  return [
    own.property.description ?? "",
    usual ? `Default: ${usual}.` : "",
    ...differing.map((other) => `With model ${other.model}: ${allowed(other)}.`),
  ]
    .filter(Boolean)
    .join(" ");
}

function allowed(home: Home): string {
  const { enum: options, minimum, maximum } = plainOf(home.property);
  const range = minimum !== undefined && maximum !== undefined ? `${minimum}-${maximum}` : "";
  const usual = fallbackOf(home);
  return [options?.join(", ") ?? range, usual ? `default ${usual}` : "no default"].filter(Boolean).join("; ");
}

function fallbackOf({ property }: Home): string | undefined {
  const { default: value } = property;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** A nullable field is `anyOf [value, null]`; title and help stand beside it. */
function plainOf({ anyOf, ...property }: Property): Property {
  return { ...property, ...anyOf?.find(({ type }) => type !== "null") };
}
