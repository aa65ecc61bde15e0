/** Parses `16:9` to width over height. */
export function parseRatio(ratio: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(ratio);
  if (!match) return undefined;
  const value = Number(match[1]) / Number(match[2]);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

/** The ratio of the list nearest to a box, by proportion: `closestRatio(1000, 600, ["1:1", "16:9"])`. */
export function closestRatio(width: number, height: number, ratios: readonly string[]): string | undefined {
  const wanted = width / height;
  const distance = (ratio: string) => Math.abs(Math.log((parseRatio(ratio) ?? Number.NaN) / wanted));
  return ratios
    .filter((ratio) => parseRatio(ratio) !== undefined)
    .reduce<string | undefined>(
      (best, ratio) => (best === undefined || distance(ratio) < distance(best) ? ratio : best),
      undefined,
    );
}
