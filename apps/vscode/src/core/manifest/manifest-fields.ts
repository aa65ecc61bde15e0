import { manifestJsonSchema } from "@seedkit/batch/manifest";

type Schema = Readonly<Record<string, unknown>>;

/** A field as an editor offers it, of the published JSON Schema. */
export type ManifestField = {
  readonly name: string;
  readonly title?: string;
  readonly help: string;
  /** The values it may have, where they are few. */
  readonly values: readonly (string | number)[];
  readonly default?: string | number;
  /** `1-100`, of numbers. */
  readonly range?: string;
  readonly kind: "text" | "number" | "list" | "mapping";
};

/** Where fields stand: at the top, in `defaults`, in an image. */
export type Level = "top" | "defaults" | "image";

let schema: ReturnType<typeof load> | undefined;

/** The fields of a level; those of a model, where it is named. */
export function manifestFields(level: Level, model?: string): readonly ManifestField[] {
  schema ??= load();
  if (level === "top") return schema.top;
  const fields = level === "image" ? schema.image : schema.defaults;
  const own = model === undefined ? undefined : schema.models.get(model);
  if (!own) return fields;
  const modelFields = new Set([...schema.models.values()].flatMap((names) => [...names.keys()]));
  return fields.flatMap((field) => (modelFields.has(field.name) ? (own.get(field.name) ?? []) : field));
}

function load() {
  const root = manifestJsonSchema() as { properties: Schema; $defs: Record<"fields" | "image", Schema> };
  const { fields, image } = root.$defs;
  return {
    top: fieldsOf(root.properties),
    defaults: fieldsOf(fields["properties"] as Schema),
    image: fieldsOf(image["properties"] as Schema),
    models: modelsOf(image["allOf"] as readonly Schema[]),
  };
}

type Rule = { if: { properties: { model: { const: string } } }; then: { properties: Schema } };

function modelsOf(rules: readonly Schema[]): Map<string, Map<string, ManifestField>> {
  return new Map(
    (rules as unknown as readonly Rule[]).map((rule) => [
      rule.if.properties.model.const,
      new Map(fieldsOf(rule.then.properties).map((field) => [field.name, field])),
    ]),
  );
}

const fieldsOf = (properties: Schema): ManifestField[] =>
  Object.entries(properties).map(([name, property]) => fieldOf(name, property as Schema));

function fieldOf(name: string, property: Schema): ManifestField {
  const parts = partsOf(property);
  const first = (key: string) => parts.find((part) => part[key] !== undefined && part[key] !== null)?.[key];
  const values = [...new Set(parts.flatMap(valuesOf))];
  const title = first("title");
  const usual = first("default");
  const [least, most] = [first("minimum"), first("maximum")];
  return {
    name,
    ...(typeof title === "string" && { title }),
    help: String(first("description") ?? ""),
    values,
    ...((typeof usual === "string" || typeof usual === "number") && { default: usual }),
    ...(least !== undefined && { range: `${least}-${most ?? ""}` }),
    kind: kindOf(parts),
  };
}

/** A schema and all that it may be instead, the last model's first: the newest is the usual one. */
function partsOf(property: Schema): Schema[] {
  const anyOf = (property["anyOf"] ?? []) as readonly Schema[];
  return [property, ...anyOf.toReversed().flatMap(partsOf)];
}

function valuesOf(part: Schema): (string | number)[] {
  const listed = [...((part["enum"] ?? []) as readonly unknown[]), part["const"]];
  return listed.filter((value) => typeof value === "string" || typeof value === "number");
}

function kindOf(parts: readonly Schema[]): ManifestField["kind"] {
  const types = new Set(parts.map((part) => part["type"]));
  if (types.has("array")) return "list";
  if (types.has("object") || parts.some((part) => "$ref" in part)) return "mapping";
  const isNumber =
    types.has("integer") || types.has("number") || parts.some((part) => typeof part["const"] === "number");
  return isNumber ? "number" : "text";
}
