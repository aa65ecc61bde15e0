import { fields, getModel, listModels, type Model, money } from "@seedkit/core";
import { defaultModel } from "./input-properties.ts";

/** The models as data, or one of them. @throws SeedkitError `not_found` with the closest id */
export function modelsData(id?: string) {
  const chosen: readonly Model[] = id === undefined ? listModels() : [getModel(id)];
  return {
    models: chosen.map((model) => ({
      id: model.id,
      title: model.title,
      summary: model.summary,
      page: model.page,
      isDefault: model.id === defaultModel(),
      price: money(model.price),
      typicalMs: model.typicalMs,
      limits: model.limits,
      fields: fields(model),
    })),
  };
}

/** The same for a model to read. */
export function modelsText({ models }: ReturnType<typeof modelsData>): string {
  return models
    .map(({ id, title, summary, isDefault, price, typicalMs, limits, fields: all }) =>
      [
        `${id}${isDefault ? " (default)" : ""}: ${title}. ${summary}`,
        `${price.formatted} an image, usually ${Math.round(typicalMs / 1000)} s; up to ${limits.references.most} references (${limits.references.advised} advised).`,
        ...all.map(
          (field) =>
            `- ${field.name}${field.required ? " (required)" : ""}: ${field.help}${allowed(field) && ` [${allowed(field)}]`}`,
        ),
      ].join("\n"),
    )
    .join("\n\n");
}

function allowed(field: ReturnType<typeof fields>[number]): string {
  const range = field.min !== undefined && field.max !== undefined ? `${field.min}-${field.max}` : "";
  const values = field.options?.join(", ") ?? range;
  const usual = field.default ?? undefined;
  return [values, usual === undefined ? "" : `default ${usual}`].filter(Boolean).join("; ");
}
