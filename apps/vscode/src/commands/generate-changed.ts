import { readSettings } from "../host/settings.ts";
import { chooseManifest, saveManifest } from "../manifest/choose-manifest.ts";
import { confirmPrice } from "../manifest/confirm-price.ts";
import { makeEntries } from "../manifest/make-entries.ts";
import { manifestsOf } from "../manifest/manifests-of.ts";
import { pickEntries } from "../manifest/pick-entries.ts";
import { tellNothingToMake } from "../manifest/tell-nothing.ts";
import type { Services } from "../services.ts";

/** Shows what a manifest asks for and what that costs, then makes what was not ticked off. */
export async function run(services: Services, named?: unknown): Promise<void> {
  const manifest = await chooseManifest(named);
  if (!manifest || !(await saveManifest(manifest))) return;
  const planning = manifestsOf(services).plan(manifest);
  const entries = await pickEntries(planning, readSettings(manifest).concurrency);
  if (entries) {
    if (await confirmPrice(entries)) await makeEntries(services, manifest, entries);
    return;
  }
  const work = await planning;
  if (!work.entries || work.entries.length === 0) await tellNothingToMake(manifest, work);
}
