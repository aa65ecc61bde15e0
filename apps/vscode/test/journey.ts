import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmulator, type Emulator, type EmulatorOptions } from "@seedkit/emulator";
import {
  type Host,
  type HostOptions,
  openWorkbench,
  startHost,
  type Workbench,
  type WorkbenchOptions,
} from "@seedkit/vscode-host";
import { sharedBrowser } from "./browser.ts";
import { type Recorder, startRecorder } from "./recorder.ts";

/** The packed extension, as people install it; another build of it can be named. */
export const vsix =
  process.env.SEEDKIT_VSIX ?? fileURLToPath(new URL("../dist/seedkit-vscode.vsix", import.meta.url));

export type JourneyOptions = Pick<HostOptions, "settings" | "trust" | "builtIn" | "language"> & {
  /** Other packed extensions to install. */
  readonly beside?: readonly string[];
  /** What the folder is called that is open. @default "project" */
  readonly name?: string;
  /** What lies in it. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly emulator?: EmulatorOptions;
  /** False: no folder is open in the window; it lies there all the same. @default true */
  readonly opened?: boolean;
  /** In the environment of the extension host. @default "key-of-the-environment"; null for none */
  readonly apiKey?: string | null;
  /** Of the window, px. */
  readonly viewport?: NonNullable<WorkbenchOptions["viewport"]>;
};

/** The extension in a workbench, a folder, and a service that keeps the books. */
export type Journey = {
  readonly emulator: Emulator;
  /** What the extension sent, with bodies. */
  readonly sent: Recorder["requests"];
  readonly host: Host;
  readonly workbench: Workbench;
  readonly folder: string;
  /** A path in the folder. */
  readonly file: (name: string) => string;
  readonly stop: () => Promise<void>;
};

/** Starts everything a journey needs. One for all tests of a file. */
export async function startJourney(options: JourneyOptions = {}): Promise<Journey> {
  const place = mkdtempSync(join(tmpdir(), "journey-"));
  const folder = join(place, options.name ?? "project");
  fill(folder, options.files ?? {});
  const emulator = await createEmulator({ port: 0, pixels: "plain", ...options.emulator });
  const recorder = await startRecorder(emulator.url);
  const { apiKey = "key-of-the-environment" } = options;
  const host = await startHost({
    vsix: [vsix, ...(options.beside ?? [])],
    ...(options.settings && { settings: options.settings }),
    ...(options.trust !== undefined && { trust: options.trust }),
    ...(options.language !== undefined && { language: options.language }),
    ...(options.builtIn && { builtIn: options.builtIn }),
    env: { SEGMIND_BASE_URL: recorder.url, ...(apiKey !== null && { SEGMIND_API_KEY: apiKey }) },
  });
  const workbench = await openWorkbench({
    host,
    browser: await sharedBrowser(),
    ...(options.opened !== false && { folder }),
    ...(options.viewport && { viewport: options.viewport }),
  });
  return {
    ...{ emulator, sent: recorder.requests, host, workbench, folder },
    file: (name) => join(folder, name),
    stop: async () => {
      await workbench.close();
      await host.stop();
      await recorder.close();
      await emulator.close();
      rmSync(place, { recursive: true, force: true });
    },
  };
}

function fill(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}
