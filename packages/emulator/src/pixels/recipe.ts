/** A reference as it can be drawn: its pixels, or a name for what may not be fetched. */
export type DrawnReference =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array; readonly hash: string }
  | { readonly kind: "tile"; readonly label: string };

/** Everything a picture is drawn from: equal recipes give equal bytes. */
export type Recipe = {
  /** The model's title. */
  readonly model: string;
  /** Its slug. */
  readonly slug: string;
  readonly prompt: string;
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  /** From 0. */
  readonly index: number;
  readonly count: number;
  readonly references: readonly DrawnReference[];
  readonly format: "jpeg" | "png" | "webp";
};

/** The same text for equal recipes, without the references' bytes. */
export function recipeKey(recipe: Recipe): string {
  const references = recipe.references.map((drawn) =>
    drawn.kind === "bytes" ? drawn.hash : `tile:${drawn.label}`,
  );
  return JSON.stringify({ ...recipe, references });
}
