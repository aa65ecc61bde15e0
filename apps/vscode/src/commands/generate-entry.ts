import { chooseManifest, saveManifest } from "../manifest/choose-manifest.ts";
import { confirmPrice } from "../manifest/confirm-price.ts";
import { makeEntries } from "../manifest/make-entries.ts";
import { manifestsOf } from "../manifest/manifests-of.ts";
import { tellNothingToMake } from "../manifest/tell-nothing.ts";
import type { Services } from "../services.ts";

/** Makes what there is to make of some entries. Their price stood where it was asked for. */
export async function run(
  services: Services,
  named: unknown,
  ids: readonly string[] | string,
): Promise<void> {
  const manifest = await chooseManifest(named);
  if (!manifest || !(await saveManifest(manifest))) return;
  const work = await manifestsOf(services).plan(manifest, typeof ids === "string" ? [ids] : ids);
  if (!work.entries || work.entries.length === 0) return tellNothingToMake(manifest, work);
  if (await confirmPrice(work.entries)) await makeEntries(services, manifest, work.entries);
}
