import { expect, given, test, until } from "@seedkit/vscode-host/in-host";
import * as vscode from "vscode";
import { watchLag } from "./watch-lag.ts";

const { service, jobs } = given<{ service: string; jobs: number }>();
const keys = "The quick brown fox jumps over the lazy dog. ".repeat(3);

test(`typing stays free while ${jobs} jobs run`, async () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("no folder is open");
  const ids = Array.from({ length: jobs }, (_, index) => `fox-${index + 1}`);
  const entries = ids.map((id) => `  ${id}: { prompt: The ${id} }\n`);
  const manifest = vscode.Uri.joinPath(folder.uri, "foxes/seedkit.yaml");
  await write(manifest, `version: 1\nimages:\n${entries.join("")}`);
  const page = vscode.Uri.joinPath(folder.uri, "text.txt");
  await write(page, "");
  const text = await vscode.workspace.openTextDocument(page);
  const idle = await type();
  void vscode.commands.executeCommand("seedkit.generateEntry", manifest, ids);
  await until("all jobs are sent", async () => (await sent()) === jobs, 50_000);
  const busy = await type();
  expect(text.getText()).toBe(keys + keys);
  expect(await sent()).toBe(jobs);
  console.log(`timing typing ${JSON.stringify({ jobs, idle, busy })}`);

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
    return {
      medianMs: tenths(times[times.length >> 1] ?? 0),
      slowestMs: tenths(times.at(-1) ?? 0),
      lagMs: tenths(watch()),
    };
  }
}, 100_000);

type Typed = { readonly medianMs: number; readonly slowestMs: number; readonly lagMs: number };

const tenths = (ms: number) => Math.round(ms * 10) / 10;

const write = (file: vscode.Uri, text: string) =>
  vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));

/** How many jobs the service was asked for. */
async function sent(): Promise<number> {
  const answer = await fetch(`${service}/__emulator/journal`);
  const { requests } = (await answer.json()) as { requests: { method: string; path: string }[] };
  return requests.filter(({ method, path }) => method === "POST" && /\/v2\/[^/]+$/.test(path)).length;
}
