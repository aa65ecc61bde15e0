import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmulator } from "@seedkit/emulator";
import { runInHost, startHost } from "@seedkit/vscode-host";

type Typed = { readonly medianMs: number; readonly slowestMs: number; readonly lagMs: number };

/** What the extension's own tests print from inside the extension host. */
export type Inside = {
  /** `activateMs`: the call alone. `wholeMs`: with what the editor fetches before it. */
  readonly activation: { readonly loadMs: number; readonly activateMs: number; readonly wholeMs: number };
  readonly manifest: {
    /** Until the editor tells extensions of the document. */
    readonly toldMs: number;
    /** From then on. */
    readonly diagnosticsMs: number;
    readonly openingLagMs: number;
    readonly medianKeyMs: number;
    readonly typingLagMs: number;
  };
  /** `readyMs`: from when the editor tells of the document. The others from opening it, `bareMs` by who has them ready. */
  readonly lenses: { readonly readyMs: number; readonly oursMs: number; readonly bareMs: number };
  readonly typing: { readonly idle: Typed; readonly busy: Typed };
};

const [jobs, entries, lensRounds] = [8, 10_000, 3];
const tests = ["activation", "manifest-timing", "typing"].map((name) =>
  fileURLToPath(new URL(`../../../../apps/vscode/test/in-host/${name}.ts`, import.meta.url)),
);

/** Each round in a window of its own. */
export async function runInside(vsix: string, rounds: number): Promise<readonly Inside[]> {
  const service = await createEmulator({ port: 0, latency: 600_000, pixels: "plain" });
  const host = await startHost({
    vsix,
    driver: true,
    builtIn: "all",
    settings: { "seedkit.concurrency": jobs },
    env: { SEGMIND_BASE_URL: service.url, SEGMIND_API_KEY: "any" },
  });
  const results: Inside[] = [];
  for (let round = 0; round < rounds; round += 1) {
    service.reset();
    const folder = mkdtempSync(join(tmpdir(), "vscode-inside-"));
    const given = { service: service.url, jobs, entries, rounds: lensRounds };
    const { error, tests: ended, console: lines } = await runInHost({ host, folder, tests, given });
    const failure = error ?? ended.find((test) => test.error)?.error;
    if (failure) throw failure;
    results.push({
      activation: figures(lines, "activation"),
      manifest: figures(lines, "manifest"),
      lenses: figures(lines, "lenses"),
      typing: figures(lines, "typing"),
    });
    rmSync(folder, { recursive: true, force: true });
  }
  await host.stop();
  await service.close();
  return results;
}

function figures<Name extends keyof Inside>(lines: readonly string[], name: Name): Inside[Name] {
  const mark = `timing ${name} `;
  const line = lines.find((one) => one.includes(mark)) ?? "";
  return JSON.parse(line.slice(line.indexOf(mark) + mark.length));
}
