import * as vscode from "vscode";
import type { EntrySummary, Totals } from "../core/manifest/assessment.ts";
import type { Lens } from "../core/manifest/lenses.ts";

const { t } = vscode.l10n;

/** What stands above the whole manifest. */
export function totalsText({ calls, free, price, expectedMs }: Totals, entries: number): string {
  const images = imagesText(calls + free);
  if (calls > 0)
    return t("Generate what changed · {0} · {1} · {2}", images, price.formatted, durationText(expectedMs));
  if (free > 0) return t("Write anew what changed · {0} · free", images);
  return t("All up to date · {0}", imagesText(entries));
}

/** What stands above an entry. */
export function lensText(lens: Lens, price: string): string {
  const { kind, entries, open, calls, changes } = lens;
  const many = entries.length > 1 ? t("{0} of {1}", open.length, entries.length) : undefined;
  const files = entries.length === 1 ? baseNames(entries[0]) : imagesText(entries.length);
  const what = changes.map(changeText).join(", ");
  switch (kind) {
    case "new":
      return line(t("Generate"), many, price);
    case "changed":
      return line(t("Regenerate ({0} changed)", what), many, price);
    case "missing":
      return line(t("Missing file"), files, t("Regenerate"), many, price);
    case "incomplete":
      return line(t("Generate the rest"), t("{0} of {1}", calls, countOf(entries)), price);
    case "free":
      return what === ""
        ? line(t("Missing file"), files, t("Write anew"), t("free"))
        : line(t("Write anew ({0} changed)", what), many, t("free"));
    case "edited":
      return line(t("Edited by hand"), files);
    case "blocked":
      return t("Cannot be generated: see the problem");
    case "unchanged":
      return line(t("Up to date"), files);
  }
}

const line = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(" · ");

const countOf = (entries: readonly EntrySummary[]) =>
  entries.reduce((sum, { calls, free, made }) => sum + Math.max(calls + free, made.length, 1), 0);

/** How an entry stands, as one reads it. */
export function stateText({ state, changes, isBlocked }: EntrySummary): string {
  if (isBlocked) return t("Cannot be generated: see the problem");
  switch (state) {
    case "new":
      return t("Not generated yet");
    case "changed":
      return t("No longer as described: {0} changed", changes.map(changeText).join(", "));
    case "missing":
      return t("A file is missing");
    case "incomplete":
      return t("Not all of it was generated");
    case "edited":
      return t("Edited by hand: it stays as it is");
    case "unchanged":
      return t("Up to date");
  }
}

/** Why an entry is made, in a few words. */
export function changesText(state: EntrySummary["state"], changes: readonly string[]): string {
  if (state === "new") return t("new");
  if (state === "missing") return t("missing file");
  if (state === "incomplete") return t("incomplete");
  return t("{0} changed", changes.map(changeText).join(", "));
}

/** A changed field as one reads it: `aspect_ratio` as `aspect ratio`. */
const changeText = (field: string): string => (field === "id" ? t("name") : field.replaceAll("_", " "));

/** The names of an entry's files, the first of them where there are many. */
function baseNames(entry: EntrySummary | undefined): string {
  const paths = entry && entry.files.length > 0 ? entry.files : (entry?.made ?? []);
  const [first = "", ...more] = paths.map((path) => path.slice(path.lastIndexOf("/") + 1));
  return more.length > 0 ? t("{0} and {1} more", first, more.length) : first;
}

export const imagesText = (count: number): string => (count === 1 ? t("1 image") : t("{0} images", count));

/** `about 30 s`, `about 2 min`. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? t("about {0} s", Math.max(1, seconds)) : t("about {0} min", Math.round(seconds / 60));
}
