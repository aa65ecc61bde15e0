import type { LooseInput, Model } from "@seedkit/core";
import { canonicalJson } from "../key/canonical-json.ts";
import { keyInput, keyVersion } from "../key/entry-key.ts";
import type { Lock, LockedImage } from "../lock/lock.ts";
import type { Entry, OutputSpec } from "../manifest/entry.ts";
import { extensionOfType } from "./files-on-disk.ts";

/** The fields that changed since an entry was made, less what only its files are called. Empty: nothing did. */
export function contentChanges(
  entry: Entry,
  key: string,
  referenceHashes: Readonly<Record<string, string>>,
  locked: LockedImage,
  lock: Lock,
  models: readonly Model[],
): readonly string[] {
  if (lock.keyVersion === keyVersion && locked.key === key) return [];
  const changes = locked.model === entry.model ? [] : ["model"];
  changes.push(...changedFields(keyInput(entry, models), locked.input));
  const now = Object.values(referenceHashes).sort();
  const then = Object.values(locked.references).sort();
  if (canonicalJson(now) !== canonicalJson(then)) changes.push("references");
  if (changes.length > 0 || lock.keyVersion !== keyVersion) return changes;
  // The same files and addresses, so it is their order.
  return ["references"];
}

function changedFields(now: LooseInput, then: LooseInput): string[] {
  const names = [...new Set([...Object.keys(now), ...Object.keys(then)])].sort();
  return names.filter((name) => {
    const [a, b] = [now, then].map((input) => (Object.hasOwn(input, name) ? input[name] : undefined));
    return a !== b && canonicalJson(a) !== canonicalJson(b);
  });
}

/** The ways in which the files should be others than they are, the image being the same. */
export function outputChanges(entry: Entry, locked: LockedImage): readonly string[] {
  const { format, quality, maxWidth } = entry.outputs;
  const changes: string[] = [];
  if (locked.output.format !== format && !isSameFormat(entry.outputs, locked)) changes.push("format");
  if (locked.output.quality !== quality) changes.push("quality");
  if (locked.output.maxWidth !== maxWidth) changes.push("max_width");
  return changes;
}

/** Whether a format that is named and the one that came are the same: `hero` became `hero.jpg` by itself. */
function isSameFormat({ format, quality }: OutputSpec, { output, calls }: LockedImage): boolean {
  if (quality !== undefined || output.quality !== undefined) return false;
  if (format !== "original" && output.format !== "original") return format === output.format;
  const named = format === "original" ? output.format : format;
  const types = calls.flatMap(({ files }) =>
    files.map(({ original }) => extensionOfType(original.mediaType)),
  );
  return types.every((type) => type === named);
}
