import type { ReferenceSource } from "@seedkit/panel";
import type { MainChannel } from "./main-channel.ts";

/** The selected layers as references, one message each. What cannot be one is named. */
export async function pickSelectedLayers(main: MainChannel): Promise<readonly ReferenceSource[]> {
  const { ids, skipped } = await main.call("selectedReferences", {});
  const left = skipped.map(({ name, why }) => `${name} (${why})`);
  const found: ReferenceSource[] = [];
  for (const id of ids) {
    try {
      const { name, bytes } = await main.call("readReference", { id });
      found.push({ name, content: bytes });
    } catch (error) {
      left.push(error instanceof Error ? error.message : String(error));
    }
  }
  const text =
    left.length > 0 ? `Left out: ${left.join(", ")}` : found.length === 0 ? "Select layers to use first" : "";
  if (text) await main.call("notify", { text, error: false });
  return found;
}
