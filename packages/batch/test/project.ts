import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@seedkit/core";
import {
  createEmulator,
  createVirtualClock,
  type EmulatorOptions,
  type VirtualClock,
} from "@seedkit/emulator";
import { onTestFinished } from "vitest";
import type { RunEvent } from "../src/run/events.ts";
import type { RunOptions } from "../src/run/options.ts";
import { runWith } from "../src/run/run-batch.ts";
import { noStep, type Step } from "../src/step.ts";

export const key = "sk-test-0123456789abcdef";
/** Micro-dollars. */
export const price = 35_000;

/** A manifest of images that cost little to draw. */
export function manifestOf(ids: readonly string[], more: Record<string, unknown> = {}): string {
  const images = Object.fromEntries(ids.map((id) => [id, { prompt: `A picture of ${id}`, ...more }]));
  return JSON.stringify({ version: 1, defaults: { model: "seedream-4", size: "1K" }, images });
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "seedkit-batch-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Time stands still while the ledger is flushed: the disk takes what it takes, and no call may end meanwhile. */
function stillWhileFlushed(clock: VirtualClock, step: Step): Step {
  let goOn = () => {};
  return (name) => {
    if (name.startsWith("after flush of")) goOn();
    step(name);
    if (name.startsWith("after write of")) goOn = clock.busy();
  };
}

/** A project in a folder of its own, and a service on a clock that jumps. */
export async function createProject(manifest: string, options: EmulatorOptions = {}) {
  const folder = await temporaryFolder();
  const file = join(folder, "seedkit.yaml");
  await writeFile(file, manifest);
  const clock = createVirtualClock();
  const emulator = await createEmulator({ clock, pixels: "plain", ...options });
  onTestFinished(() => emulator.close());
  const events: RunEvent[] = [];
  const client = createClient({
    apiKey: key,
    baseUrl: emulator.url,
    fetch: emulator.fetch,
    clock,
    random: () => 0.5,
    ...(options.models && { models: options.models }),
  });
  return {
    folder,
    file,
    clock,
    emulator,
    client,
    events,
    write: (text: string) => writeFile(file, text),
    read: (path: string) => readFile(join(folder, path), "utf8"),
    run: (more: Partial<RunOptions> = {}, step: Step = noStep) =>
      runWith(
        {
          manifest: file,
          client,
          clock,
          maxCost: 1e9,
          onEvent: (event) => events.push(event),
          ...(options.models && { models: options.models }),
          ...more,
        },
        stillWhileFlushed(clock, step),
      ),
    posts: () =>
      emulator.journal.requests.filter(({ method, path }) => method === "POST" && /^\/v[12]\//.test(path)),
  };
}
