import { type Generation, type Money, money } from "@seedkit/core";

/** What a generation cost: what the service says; else the images it gave, at the price of one. */
export function costOf({
  cost,
  images,
  failures = [],
}: Pick<Generation<unknown>, "cost" | "images"> & { readonly failures?: readonly unknown[] }): Money {
  if (cost.reported) return cost.reported;
  const { min, max } = cost.estimated;
  // The least an `auto` request costs is one image.
  return money(Math.min(max.micros, min.micros * Math.max(1, images.length + failures.length)));
}
