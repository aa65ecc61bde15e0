import { parseRatio } from "./ratios.ts";

/** How a model turns size, ratio and sides into pixels. Plain data: it can cross a message channel. */
export type SizeRule = {
  /** The long side, in px, of each preset. */
  readonly presets: Readonly<Record<string, number>>;
  /** The value of `size` that reads `width` and `height`. */
  readonly custom: string;
  readonly step: number;
  readonly side: { readonly min: number; readonly max: number };
  /** Allowed width x height, in px. */
  readonly pixels: { readonly min: number; readonly max: number };
  /** What the service does with a size under the floor. `unknown`: the plan keeps it and says so. */
  readonly underFloor: "scale_up" | "unknown";
  /** The ratio that follows the first reference's. */
  readonly matchInput?: string;
};

export type SizeRequest = {
  readonly size: string;
  readonly aspectRatio: string | null;
  readonly width: number;
  readonly height: number;
  /** The first reference: its px where its header was at hand, true where only its address is. */
  readonly reference?: { readonly width: number; readonly height: number } | true | undefined;
};

/** The size an image will have, and how sure that is. The true size is read from the image itself. */
export type SizePlan = {
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  readonly certainty: "exact" | "estimate";
  readonly why: string;
  /** True where the request lies under the model's floor and is scaled up to it. */
  readonly scaledUp: boolean;
};

const ratioTolerance = 0.02;
// The vendor's limits for a picture's proportions.
const widestRatio = 16;

/** Plans the size of one image by a model's rule. Zod-free: hosts without room for schemas use it directly. */
export function applySizeRule(rule: SizeRule, request: SizeRequest): SizePlan {
  return request.size === rule.custom ? planCustom(rule, request) : planPreset(rule, request);
}

/** Rounds to the rule's step; a tie goes up, so that a plan never falls under a floor by rounding. */
export function roundToStep(value: number, step: number): number {
  return Math.floor(value / step + 0.5) * step;
}

function planCustom(rule: SizeRule, { width, height }: SizeRequest): SizePlan {
  const rounded = { width: roundToStep(width, rule.step), height: roundToStep(height, rule.step) };
  const tie = [width, height].some((side) => (side / rule.step) % 1 === 0.5);
  if (isUnderFloor(rule, rounded) && rule.underFloor === "scale_up")
    return scaleUp(rule, width / height, rounded);
  const changed = rounded.width !== width || rounded.height !== height;
  if (tie) return estimate(rounded, `a side halfway between two multiples of ${rule.step} is taken upwards`);
  return exact(rounded, changed ? `rounded to multiples of ${rule.step}` : "custom size");
}

function planPreset(rule: SizeRule, request: SizeRequest): SizePlan {
  const long = rule.presets[request.size];
  if (long === undefined) throw new RangeError(`The size rule has no preset ${request.size}`);
  const { ratio, why } = chooseRatio(rule, request);
  const short = roundToStep(long / Math.max(ratio, 1 / ratio), rule.step);
  const box = ratio >= 1 ? { width: long, height: short } : { width: short, height: long };
  if (isUnderFloor(rule, box)) {
    if (rule.underFloor === "scale_up") return scaleUp(rule, ratio, box);
    return estimate(
      box,
      `under the vendor's floor of ${rule.pixels.min} px: what the service does is not known`,
    );
  }
  if (why !== undefined) return estimate(box, why);
  return ratio === 1
    ? exact(box, `the ${request.size} square`)
    : estimate(box, `long side ${long} px; the service's own rounding is not published`);
}

function chooseRatio(rule: SizeRule, request: SizeRequest): { ratio: number; why?: string } {
  const { aspectRatio, reference } = request;
  if (aspectRatio !== null && aspectRatio !== rule.matchInput) {
    const ratio = parseRatio(aspectRatio);
    if (ratio === undefined) throw new RangeError(`Not a ratio: ${aspectRatio}`);
    return { ratio };
  }
  if (reference === undefined) return { ratio: 1 };
  const follows = aspectRatio === rule.matchInput && rule.matchInput !== undefined;
  if (!follows) return { ratio: 1, why: "no ratio given: the service may follow the reference" };
  if (reference === true)
    return { ratio: 1, why: "follows the first reference, whose size is not known here" };
  if (!(reference.width > 0 && reference.height > 0)) {
    return { ratio: 1, why: "follows the first reference, whose header does not tell its size" };
  }
  const ratio = reference.width / reference.height;
  return {
    ratio: Math.min(widestRatio, Math.max(1 / widestRatio, ratio)),
    why: `follows the first reference (${reference.width}x${reference.height})`,
  };
}

function scaleUp(rule: SizeRule, ratio: number, from: Box): SizePlan {
  const box = smallestOverFloor(rule, ratio);
  return {
    ...estimate(box, `${from.width}x${from.height} is under ${rule.pixels.min} px and is scaled up`),
    scaledUp: true,
  };
}

type Box = { readonly width: number; readonly height: number };

/** The smallest box at or over the floor within 2 % of the ratio; the nearest ratio where none is that near. */
function smallestOverFloor(rule: SizeRule, ratio: number): Box {
  let best: (Box & { off: number }) | undefined;
  for (let width = rule.step; width <= rule.side.max; width += rule.step) {
    const ideal = width / ratio / rule.step;
    const floor = Math.ceil(rule.pixels.min / width / rule.step);
    for (const steps of new Set([Math.floor(ideal), Math.ceil(ideal), floor])) {
      const height = steps * rule.step;
      if (height < rule.step || height > rule.side.max) continue;
      if (width * height < rule.pixels.min || width * height > rule.pixels.max) continue;
      const candidate = { width, height, off: Math.abs(width / height / ratio - 1) };
      if (best === undefined || isBetter(candidate, best)) best = candidate;
    }
  }
  if (best === undefined) throw new RangeError("The size rule leaves no size over its floor");
  return { width: best.width, height: best.height };
}

function isBetter(a: Box & { off: number }, b: Box & { off: number }): boolean {
  const near = a.off <= ratioTolerance;
  if (near !== b.off <= ratioTolerance) return near;
  const [areaA, areaB] = [a.width * a.height, b.width * b.height];
  return near ? areaA < areaB || (areaA === areaB && a.off < b.off) : a.off < b.off;
}

function isUnderFloor(rule: SizeRule, { width, height }: Box): boolean {
  return width * height < rule.pixels.min;
}

const exact = (box: Box, why: string): SizePlan => ({ ...box, certainty: "exact", why, scaledUp: false });
const estimate = (box: Box, why: string): SizePlan => ({
  ...box,
  certainty: "estimate",
  why,
  scaledUp: false,
});
