import * as vscode from "vscode";
import type { Jobs } from "../core/jobs/job.ts";
import { watchJobs } from "./watch-jobs.ts";
import { progressText, summaryText } from "./words.ts";

/** Shows what is under way; a click lists it. There is nothing to see while nothing is. */
export function createStatusBar(jobs: Jobs): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("seedkit.jobs", vscode.StatusBarAlignment.Left, 0);
  item.name = vscode.l10n.t("Seedkit Jobs");
  item.command = "seedkit.showJobs";
  const watching = watchJobs(jobs, () => {
    const list = jobs.list();
    if (list.length === 0) {
      item.hide();
      return;
    }
    const now = Date.now();
    const summary = summaryText(list, now);
    item.text = `$(sync~spin) ${summary}`;
    item.accessibilityInformation = { label: vscode.l10n.t("Seedkit: {0}", summary), role: "button" };
    const tooltip = new vscode.MarkdownString();
    for (const job of list)
      tooltip.appendMarkdown("- ").appendText(`${job.request.title}: ${progressText(job, now)}\n`);
    item.tooltip = tooltip;
    item.show();
  });
  return { dispose: () => vscode.Disposable.from(watching, item).dispose() };
}
