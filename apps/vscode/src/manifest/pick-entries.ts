import type { PlannedEntry } from "@seedkit/batch/manifest";
import { formatMicros, getModel, isSeedkitError } from "@seedkit/core";
import * as vscode from "vscode";
import type { WorkToDo } from "../core/manifest/assessment.ts";
import { changesText, durationText, imagesText } from "./texts.ts";

type Item = vscode.QuickPickItem & { readonly planned: PlannedEntry };

/**
 * Shows what there is to make and what it costs, each to be ticked off. Undefined: the person left, or there is
 * nothing. It is there at once; the plan follows.
 */
export async function pickEntries(
  planning: Promise<WorkToDo>,
  concurrency: number,
): Promise<readonly PlannedEntry[] | undefined> {
  const { t } = vscode.l10n;
  const pick = vscode.window.createQuickPick<Item>();
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.title = t("Generate What Changed");
  pick.placeholder = t("Looking at what changed…");
  pick.busy = true;
  const chosen = new Promise<readonly PlannedEntry[] | undefined>((resolve, reject) => {
    pick.onDidChangeSelection((items) => {
      pick.title = titleOf(
        items.map(({ planned }) => planned),
        concurrency,
      );
    });
    pick.onDidAccept(() => {
      // The plan is not there yet, or nothing is ticked: there is nothing to begin with.
      if (pick.busy || pick.selectedItems.length === 0) return;
      resolve(pick.selectedItems.map(({ planned }) => planned));
      pick.hide();
    });
    pick.onDidHide(() => resolve(undefined));
    planning.then(({ entries }) => {
      if (!entries || entries.length === 0) return resolve(undefined);
      pick.items = entries.map(itemOf);
      pick.selectedItems = pick.items;
      pick.title = titleOf(entries, concurrency);
      pick.placeholder = t("Take out what is to be left for now, then press Enter");
      pick.busy = false;
    }, reject);
  });
  pick.show();
  return chosen.finally(() => pick.dispose());
}

function titleOf(entries: readonly PlannedEntry[], concurrency: number): string {
  const { t } = vscode.l10n;
  const images = imagesText(entries.reduce((sum, { jobs }) => sum + jobs.length, 0));
  const paid = entries.reduce((sum, entry) => sum + paidCalls(entry), 0);
  const price = formatMicros(priceOf(entries));
  if (paid === 0) return t("Generate What Changed · {0} · free", images);
  return t(
    "Generate What Changed · {0} · {1} · {2}",
    images,
    price,
    durationText(expectedMs(entries, concurrency)),
  );
}

const paidCalls = ({ jobs, reusable }: PlannedEntry) => jobs.length - reusable.length;

/** Micro-dollars, at most. */
export const priceOf = (entries: readonly PlannedEntry[]): number =>
  entries.reduce((sum, { cost }) => sum + cost.max.micros, 0);

/** The models' usual times shared among the slots, and at least the longest of them. */
function expectedMs(entries: readonly PlannedEntry[], concurrency: number): number {
  const times = entries.flatMap((entry) => {
    const paid = paidCalls(entry);
    return paid > 0 ? [{ paid, typicalMs: typicalMs(entry.entry.model) }] : [];
  });
  const total = times.reduce((sum, { paid, typicalMs: one }) => sum + paid * one, 0);
  return Math.max(total / concurrency, ...times.slice(0, 1000).map((one) => one.typicalMs), 0);
}

function typicalMs(model: string): number {
  try {
    return getModel(model).typicalMs;
  } catch (error) {
    if (isSeedkitError(error)) return 0;
    throw error;
  }
}

function itemOf(planned: PlannedEntry): Item {
  const { entry, state, changes, cost, jobs } = planned;
  const { t } = vscode.l10n;
  const paid = paidCalls(planned);
  const price = paid > 0 ? cost.formatted : t("free");
  const times = jobs.length > 1 ? t("{0} calls", jobs.length) : undefined;
  const description = [price, times, changesText(state, changes)].filter(Boolean).join(" · ");
  return { label: entry.id, description, detail: String(entry.input["prompt"] ?? "").slice(0, 200), planned };
}
