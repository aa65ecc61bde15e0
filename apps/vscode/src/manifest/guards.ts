import { type Job, jobName, type OpenCall, openCalls } from "@seedkit/batch/manifest";
import type { CallBook } from "@seedkit/batch/run-lock";
import * as vscode from "vscode";

export type Guarded<Sent> = {
  /** What the folder's ledger leaves open, by `jobName`. */
  readonly open: ReadonlyMap<string, OpenCall>;
  /** This window fetches it: nothing is paid for. */
  readonly isFetched: (sent: Sent) => boolean;
  /** Somebody was told that this call may have been paid for, and wants it once more. */
  readonly isTold: (sent: Sent) => boolean;
};

/** What a folder's ledger leaves open, less what has ended by its book, by `jobName`. */
export async function readOpen(
  folder: vscode.Uri,
  jobs: readonly Job[],
  book: CallBook | undefined,
): Promise<ReadonlyMap<string, OpenCall>> {
  const ledger = await readText(vscode.Uri.joinPath(folder, ".seedkit/ledger.jsonl"));
  const open = new Map(openCalls(ledger ?? "", Date.now()).map((call) => [call.job, call]));
  for (const job of jobs) {
    const { entry, index, key } = job;
    if (book?.hasEnded({ id: entry.id, index, key })) open.delete(jobName(job));
  }
  return open;
}

/**
 * The jobs of a plan that may be sent: no call that `seedkit batch run`, or a window that is gone, has paid for
 * already, and none that may be paid for, or was in vain, unless somebody says so. What is in the way is told. The
 * folder is held meanwhile.
 */
export async function sendable<Sent extends { readonly job: Job }>(
  folder: vscode.Uri,
  jobs: readonly Sent[],
  { open, isFetched, isTold }: Guarded<Sent>,
): Promise<readonly Sent[]> {
  const known = jobs.filter((sent) => open.has(jobName(sent.job)) && !isFetched(sent));
  // Images that were kept and are not there any more can be got by nobody.
  const isPaid = ({ job }: Sent) => {
    const { as, kept } = open.get(jobName(job)) ?? {};
    return as === "recoverable" && !kept;
  };
  const paid = known.filter(isPaid);
  const unsure = known.filter((sent) => !isPaid(sent) && !isTold(sent));
  const without = (left: readonly Sent[]) => {
    const isLeft = new Set(left);
    return jobs.filter((sent) => !isLeft.has(sent));
  };
  const others = without([...paid, ...unsure]);
  const isAsked = others.length < jobs.length;
  const answer = isAsked ? await askAboutPaid(folder, paid.length, unsure.length, others.length) : "others";
  if (!answer) return [];
  return answer === "others" ? others : without(paid);
}

/** What is to be sent; undefined: nothing. */
async function askAboutPaid(
  folder: vscode.Uri,
  paid: number,
  unsure: number,
  others: number,
): Promise<"others" | "unsure" | undefined> {
  const { t } = vscode.l10n;
  const message = t("Not all that was submitted here has come");
  const lines = [
    paid > 0 &&
      t(
        "{0} of these images were submitted or paid for: `seedkit batch run` gets them at no further cost.",
        paid,
      ),
    unsure > 0 &&
      t(
        "{0} of these images may have been paid for: they were sent, and nothing came that can be fetched. Your credits tell.",
        unsure,
      ),
  ];
  const detail = lines.filter(Boolean).join("\n");
  const terminal = t("Open Terminal");
  const rest = t("Generate the Other {0}", others);
  const anyway = others > 0 ? t("Generate {0} Anyway", others + unsure) : t("Generate Anyway");
  const buttons = [
    ...(paid > 0 && folder.scheme === "file" ? [terminal] : []),
    ...(others > 0 ? [rest] : []),
    ...(unsure > 0 ? [anyway] : []),
  ];
  const chosen = await vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons);
  if (chosen === terminal) {
    const shell = vscode.window.createTerminal({ name: "Seedkit", cwd: folder });
    shell.show();
    // Not entered: it is for the person to run.
    shell.sendText("seedkit batch run", false);
  }
  if (chosen === anyway) return "unsure";
  return chosen === rest ? "others" : undefined;
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
