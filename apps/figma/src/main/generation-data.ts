import type { BaseNode, SceneNode } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { StoredGeneration } from "../protocol/generation.ts";

const dataKey = "generation";
// An entry holds 100 kB, the plugin's id and the key counted; UTF-8 takes at most three bytes a code unit.
const mostUnits = 33_000;

/** Keeps with a node what made its image, and puts the buttons into its properties panel. */
export function keepGeneration(node: SceneNode, generation: StoredGeneration, hint: string): void {
  try {
    node.setPluginData(dataKey, fitting(generation));
    node.setRelaunchData({ regenerate: hint, edit: "" });
  } catch {
    // The image is in its place; that it cannot be remade by a button is no reason to lose it.
  }
}

function fitting(generation: StoredGeneration): string {
  const whole = JSON.stringify(generation);
  if (whole.length <= mostUnits) return whole;
  const { image_input: _, ...input } = generation.input;
  const smaller = JSON.stringify({ ...generation, input });
  return smaller.length <= mostUnits ? smaller : "";
}

/** What made a node's image; undefined where it carries nothing, or nothing of this version. */
export function readGeneration(node: BaseNode): StoredGeneration | undefined {
  try {
    const value = JSON.parse(node.getPluginData(dataKey));
    const { version, model, input } = value;
    const known = version === 1 && typeof model === "string" && typeof input === "object" && input !== null;
    return known ? { version, model, input } : undefined;
  } catch {
    return undefined;
  }
}
