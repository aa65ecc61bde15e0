import type { Prepared } from "@seedkit/core";

/** Tells a model what a request would give and cost. Nothing was sent. */
export function planText({ model, plan, cost, images, typicalMs, warnings }: Prepared): string {
  const about = plan.certainty === "estimate" ? "about " : "";
  const count = images.min === images.max ? `${images.max}` : `${images.min} to ${images.max}`;
  return [
    `${count} image${images.max === 1 ? "" : "s"} of ${about}${plan.width}x${plan.height} px (${plan.why}) with ${model}.`,
    `Price: ${cost.formatted}. Usual time: ${Math.round(typicalMs / 1000)} s. Nothing was sent.`,
    ...warnings.map(({ message }) => `Warning: ${message}`),
  ].join("\n");
}
