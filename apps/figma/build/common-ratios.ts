import { fields, type Model } from "@seedkit/core";

/** The ratios that every model can make, by name. */
export function commonRatios(models: readonly Model[]): readonly string[] {
  const lists = models.map(
    (model) => fields(model).find(({ name }) => name === "aspect_ratio")?.options ?? [],
  );
  const [first = [], ...others] = lists;
  return first.filter((ratio) => ratio.includes(":") && others.every((list) => list.includes(ratio)));
}
