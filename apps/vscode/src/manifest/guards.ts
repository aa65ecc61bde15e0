import { type Job, jobName, openCalls } from "@seedkit/batch/manifest";
import type { CallBook } from "@seedkit/batch/run-lock";
import * as vscode from "vscode";

/**
 * The jobs of a plan that may be sent: no call that `seedkit batch run`, or a window that is gone, may have paid for
 * already, but for those that this window fetches, and those that nobody can fetch any more: these end in the book.
 * What is in the way is told. The folder is held meanwhile.
 */
export async function sendable<Sent extends { readonly job: Job }>(
  folder: vscode.Uri,
  jobs: readonly Sent[],
  isFetched: (sent: Sent) => boolean,
  book?: CallBook,
): Promise<readonly Sent[]> {
  if (jobs.length === 0) return [];
  const ledger = await readText(vscode.Uri.joinPath(folder, ".seedkit/ledger.jsonl"));
  const open = new Map(openCalls(ledger ?? "", Date.now()).map((call) => [call.job, call.as]));
  const as = ({ job }: Sent) => open.get(jobName(job));
  for (const sent of jobs) {
    const { entry, index, key } = sent.job;
    if (as(sent) === "expired" && !isFetched(sent)) await book?.over({ id: entry.id, index, key });
  }
  const paid = jobs.filter((sent) => as(sent) && as(sent) !== "expired" && !isFetched(sent));
  if (paid.length === 0) return jobs;
  const others = jobs.filter((job) => !paid.includes(job));
  const isCertain = paid.every((sent) => as(sent) === "recoverable");
  return (await askAboutPaid(folder, paid.length, others.length, isCertain)) ? others : [];
}

/** True: go on with the others. */
async function askAboutPaid(
  folder: vscode.Uri,
  paid: number,
  others: number,
  isCertain: boolean,
): Promise<boolean> {
  const { t } = vscode.l10n;
  const message = t("Not all that was submitted here has come");
  const detail = isCertain
    ? t(
        "{0} of these images were submitted or paid for: `seedkit batch run` gets them at no further cost.",
        paid,
      )
    : t("{0} of these images may have been paid for: `seedkit batch run` gets or tells what there is.", paid);
  const terminal = t("Open Terminal");
  const rest = t("Generate the Other {0}", others);
  const buttons = [...(folder.scheme === "file" ? [terminal] : []), ...(others > 0 ? [rest] : [])];
  const chosen = await vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons);
  if (chosen === terminal) {
    const shell = vscode.window.createTerminal({ name: "Seedkit", cwd: folder });
    shell.show();
    // Not entered: it is for the person to run.
    shell.sendText("seedkit batch run", false);
  }
  return chosen === rest;
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
