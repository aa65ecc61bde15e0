import { expect, given, test, until } from "@seedkit/vscode-host/in-host";
import * as vscode from "vscode";

const { service, jobs } = given<{ service: string; jobs: number }>();
const keys = "The quick brown fox jumps over the lazy dog. ".repeat(3);

test(`typing stays free while ${jobs} jobs run`, async () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("no folder is open");
  const text = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, "text.txt"));
  const idle = await type();
  const ids = Array.from({ length: jobs }, (_, index) => `fox-${index + 1}`);
  const manifest = vscode.Uri.joinPath(folder.uri, "seedkit.yaml");
  void vscode.commands.executeCommand("seedkit.generateEntry", manifest, ids);
  await until("all jobs are sent", async () => (await sent()) === jobs, 50_000);
  const busy = await type();
  expect(text.getText()).toBe(keys + keys);
  expect(await sent()).toBe(jobs);
  const show = ({ median, most, lag }: Typed) =>
    `${median.toFixed(1)} ms a key, at most ${most.toFixed(1)} ms; event loop late by at most ${lag.toFixed(1)} ms`;
  console.log(`typing with no job: ${show(idle)}`);
  console.log(`typing with ${jobs} jobs: ${show(busy)}`);

  /** Types as a keyboard does, one key after the other. */
  async function type(): Promise<Typed> {
    const editor = await vscode.window.showTextDocument(text);
    const end = text.lineAt(text.lineCount - 1).range.end;
    editor.selection = new vscode.Selection(end, end);
    const watch = watchLag();
    const times: number[] = [];
    for (const key of keys) {
      const began = performance.now();
      await vscode.commands.executeCommand("type", { text: key });
      times.push(performance.now() - began);
    }
    times.sort((one, other) => one - other);
    return { median: times[times.length >> 1] ?? 0, most: times.at(-1) ?? 0, lag: watch() };
  }
}, 100_000);

type Typed = { readonly median: number; readonly most: number; readonly lag: number };

/** How many jobs the service was asked for. */
async function sent(): Promise<number> {
  const answer = await fetch(`${service}/__emulator/journal`);
  const { requests } = (await answer.json()) as { requests: { method: string; path: string }[] };
  return requests.filter(({ method, path }) => method === "POST" && /\/v2\/[^/]+$/.test(path)).length;
}

/** How late a timer of 5 ms ever was: what else the extension host had to do. */
function watchLag(): () => number {
  let last = performance.now();
  let most = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    most = Math.max(most, now - last - 5);
    last = now;
  }, 5);
  return () => {
    clearInterval(timer);
    return most;
  };
}
