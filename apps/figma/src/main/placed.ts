import { readValue, writeValue } from "./storage.ts";

// More images than one press can make are never under way.
const most = 200;
const name = "placed";
type Entry = { readonly delivery: string; readonly node: string };

/**
 * The node that an image went to. A plugin that is closed between placing an image and forgetting its ticket fetches
 * the image again at the next start: it must not be on the canvas twice.
 */
export async function nodeOf(delivery: string): Promise<string | undefined> {
  return (await read()).find((entry) => entry.delivery === delivery)?.node;
}

export async function keepPlaced(delivery: string, node: string): Promise<void> {
  const others = (await read()).filter((entry) => entry.delivery !== delivery);
  await writeValue(name, [{ delivery, node }, ...others].slice(0, most));
}

async function read(): Promise<readonly Entry[]> {
  const value = await readValue(name);
  return Array.isArray(value) ? value : [];
}
