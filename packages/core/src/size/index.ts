export { type ImageHeader, readHeader } from "./header.ts";
export { applySizeRule, roundToStep, type SizePlan, type SizeRequest, type SizeRule } from "./plan.ts";
export { closestRatio, parseRatio } from "./ratios.ts";
