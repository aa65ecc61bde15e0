import type { PlannedEntry } from "@seedkit/batch/manifest";
import { formatMicros } from "@seedkit/core";
import * as vscode from "vscode";
import { priceOf } from "./pick-entries.ts";
import { imagesText } from "./texts.ts";

/** As on the command line: from a dollar on the person is asked. */
const askFromMicros = 1_000_000;

export type ConfirmOptions = {
  /** Where the price stood nowhere before. */
  readonly always?: boolean;
  /** Something else was agreed to: that is said, and asked about even where it is free. */
  readonly changed?: boolean;
};

/** What is free is not asked about where it is what was asked for. */
export async function confirmPrice(
  entries: readonly PlannedEntry[],
  { always = false, changed = false }: ConfirmOptions = {},
): Promise<boolean> {
  const micros = priceOf(entries);
  if (!changed && (micros === 0 || (micros < askFromMicros && !always))) return true;
  const { t } = vscode.l10n;
  const sum = (count: (entry: PlannedEntry) => number) =>
    entries.reduce((total, entry) => total + count(entry), 0);
  const paid = sum(({ jobs, reusable }) => jobs.length - reusable.length);
  const price = formatMicros(micros);
  const yes = paid > 0 ? t("Generate for {0}", price) : t("Write Anew, Free of Charge");
  const message =
    paid > 0
      ? t("Generate {0} for {1}?", imagesText(paid), price)
      : t("Write {0} anew, free of charge?", imagesText(sum(({ jobs }) => jobs.length)));
  const detail = t(
    "Files changed meanwhile: this is no longer what you agreed to. Nothing was sent.\n{0}",
    namesOf(entries),
  );
  const options = { modal: true, ...(changed && { detail }) };
  return (await vscode.window.showWarningMessage(message, options, yes)) === yes;
}

const mostNamed = 10;

const namesOf = (entries: readonly PlannedEntry[]) =>
  [
    ...entries.slice(0, mostNamed).map(({ entry }) => entry.id),
    ...(entries.length > mostNamed ? ["…"] : []),
  ].join("\n");
