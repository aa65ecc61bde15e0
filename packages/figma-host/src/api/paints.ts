import { mixed, type Paint } from "../document/node.ts";
import type { ImageStore } from "../images/store.ts";
import { refuse } from "../refusal.ts";

const types = [
  "SOLID",
  "GRADIENT_LINEAR",
  "GRADIENT_RADIAL",
  "GRADIENT_ANGULAR",
  "GRADIENT_DIAMOND",
  "IMAGE",
  "VIDEO",
  "PATTERN",
];
const scaleModes = ["FILL", "FIT", "CROP", "TILE"];
const colorKeys = new Set(["r", "g", "b"]);

/** Checks paints as `node.fills = ` does, with the schema checker's words, and copies them. */
export function checkPaints(value: unknown, key: string, images: ImageStore): readonly Paint[] {
  const where = `set_${key}`;
  const fail = (why: string, at = "") => refuse(where, `Property "${key}" failed validation: ${why}${at}`);
  if (value === mixed) refuse(where, "Cannot unwrap symbol");
  if (!Array.isArray(value)) fail(`Expected array, received ${nameOf(value)}`);
  const paints = value as Paint[];
  paints.forEach((paint, index) => {
    const at = ` at [${index}]`;
    if (typeof paint !== "object" || paint === null) fail(`Expected object, received ${nameOf(paint)}`, at);
    if (!types.includes(paint.type)) {
      fail(
        `Invalid discriminator value. Expected ${types.map((type) => `'${type}'`).join(" | ")}`,
        `${at}.type`,
      );
    }
    if (paint.opacity !== undefined && !(paint.opacity >= 0 && paint.opacity <= 1)) {
      fail("Number must be between 0 and 1", `${at}.opacity`);
    }
    if (paint.type === "SOLID") checkColor(paint.color, `${at}.color`, fail);
    if (paint.type !== "IMAGE") return;
    if (!scaleModes.includes(paint.scaleMode ?? "")) {
      fail(
        `Invalid enum value. Expected ${scaleModes.map((mode) => `'${mode}'`).join(" | ")}, received '${paint.scaleMode}'`,
        `${at}.scaleMode`,
      );
    }
    // A hash of another file is none here: a plugin finds that out with getImageByHash, which answers null.
    if (typeof paint.imageHash === "string" && !images.get(paint.imageHash)) {
      refuse(where, `Image with hash ${paint.imageHash} does not exist`);
    }
  });
  return structuredClone(paints);
}

function checkColor(color: unknown, at: string, fail: (why: string, at: string) => never): void {
  if (typeof color !== "object" || color === null) fail(`Expected object, received ${nameOf(color)}`, at);
  for (const [key, value] of Object.entries(color as object)) {
    if (!colorKeys.has(key)) fail(`Unrecognized key(s) in object: '${key}'`, at);
    if (typeof value !== "number") fail(`Expected number, received ${nameOf(value)}`, `${at}.${key}`);
    if (value > 1) fail("Number must be less than or equal to 1", `${at}.${key}`);
    if (value < 0) fail("Number must be greater than or equal to 0", `${at}.${key}`);
  }
}

export function nameOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
