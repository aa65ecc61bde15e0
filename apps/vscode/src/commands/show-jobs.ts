import * as vscode from "vscode";
import type { Job } from "../core/jobs/job.ts";
import { watchJobs } from "../jobs/watch-jobs.ts";
import { progressText } from "../jobs/words.ts";
import type { Services } from "../services.ts";

type Item = vscode.QuickPickItem & { readonly job?: Job };

/** Lists what is under way, live. A job's button cancels it, the title's button cancels all. */
export async function run(services: Services): Promise<void> {
  const jobs = await services.jobs();
  const { t } = vscode.l10n;
  const cancelAll = { iconPath: new vscode.ThemeIcon("clear-all"), tooltip: t("Cancel All") };
  const cancel = { iconPath: new vscode.ThemeIcon("close"), tooltip: t("Cancel") };
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = t("Seedkit Jobs");
  pick.placeholder = t("What is under way");
  const watching = watchJobs(jobs, () => {
    const list = jobs.list();
    const now = Date.now();
    pick.keepScrollPosition = true;
    const active = pick.activeItems[0]?.job;
    pick.buttons = list.length > 0 ? [cancelAll] : [];
    pick.items =
      list.length === 0
        ? [{ label: t("Nothing is under way") }]
        : list.map((job) => ({
            label: job.request.title,
            description: progressText(job, now),
            detail: job.recovered ? t("Submitted before: free of charge") : job.cost.formatted,
            buttons: [cancel],
            job,
          }));
    const still = pick.items.find(({ job }) => job !== undefined && job === active);
    if (still) pick.activeItems = [still];
  });
  pick.onDidTriggerItemButton(({ item }) => item.job?.cancel());
  pick.onDidTriggerButton(() => jobs.cancelAll());
  pick.onDidAccept(() => pick.hide());
  pick.onDidHide(() => {
    watching.dispose();
    pick.dispose();
  });
  pick.show();
}
