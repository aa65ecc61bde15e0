import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findNode, places } from "../set-up/places.ts";
import { setUpHost } from "../set-up/set-up.ts";
import { linkBuiltInExtensions } from "./built-in-extensions.ts";
import { installExtensions } from "./extensions.ts";
import { installLanguagePack } from "./language-pack.ts";
import { readLogs } from "./logs.ts";
import { startGroup } from "./process-group.ts";
import { createSettingsFile, type Settings } from "./settings.ts";

export interface AddressOptions {
  /** The folder to open, absolute; without it none is open. */
  folder?: string;
  /** A .code-workspace file to open, absolute. */
  workspace?: string;
  /** What the workbench is started with: names and values, as VS Code takes them. */
  payload?: [string, string][];
}

export interface HostOptions {
  /** Packed extensions to install. */
  vsix?: string | string[];
  /** User settings, on top of those that keep the workbench quiet. */
  settings?: Settings;
  /** Opens folders in Restricted Mode until they are trusted. @default false: everything is trusted */
  trust?: boolean;
  /** Lets tests run inside the extension host; toasts are hidden then. @default false */
  driver?: boolean;
  /**
   * Which of VS Code's own extensions there are: all, or those alone that have to do with texts, images and web pages;
   * the others take a sixth of what it costs to open a window. @default "related"
   */
  builtIn?: "all" | "related";
  /** The display language: `de`. The workbench's own words stay English, those of extensions do not. @default "en" */
  language?: string;
  /** Variables of the server, and so of the extension host. Of the caller's own it gets PATH and LANG only. */
  env?: Record<string, string>;
}

/** A running VS Code server on 127.0.0.1. */
export interface Host {
  /** `127.0.0.1:port` */
  readonly authority: string;
  readonly url: string;
  /** The address of a page that shows a folder or a workspace. */
  address(options?: AddressOptions): string;
  /** User data, extensions and logs: gone after `stop`. */
  readonly folder: string;
  /** Writes the user's settings.json; an open workbench takes it up when the page is reloaded. */
  setSetting(key: string, value: unknown): void;
  /** Everything that was logged, by file, the server's own output as `server`: to look for what must not be there. */
  logs(): Map<string, string>;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts VS Code (code-server) with user data and extensions of its own. About a second. */
export async function startHost(options: HostOptions = {}): Promise<Host> {
  await setUpHost();
  const folder = mkdtempSync(join(tmpdir(), "vscode-host-"));
  const userData = join(folder, "user-data");
  const extensions = join(folder, "extensions");
  const config = join(folder, "config.yaml");
  const home = join(folder, "home");
  const builtIn = join(folder, "built-in");
  for (const made of [extensions, home]) mkdirSync(made);
  writeFileSync(config, "auth: none\n");
  if (options.builtIn !== "all") linkBuiltInExtensions(builtIn);
  const settings = createSettingsFile(join(userData, "User/settings.json"), options.settings ?? {});
  if (options.language) installLanguagePack(userData, options.language);
  await installExtensions([options.vsix ?? []].flat(), extensions);
  const group = startGroup(
    findNode(),
    [
      places.codeServer,
      ...["--user-data-dir", userData, "--extensions-dir", extensions, "--config", config],
      ...["--auth", "none", "--bind-addr", "127.0.0.1:0", "--disable-telemetry", "--disable-update-check"],
      ...["--disable-getting-started-override", "--disable-proxy"],
      ...(options.driver ? ["--vscode-option", "enable-smoke-test-driver"] : []),
      ...(options.language ? ["--locale", options.language] : []),
      ...(options.builtIn === "all" ? [] : ["--vscode-option", `builtin-extensions-dir=${builtIn}`]),
      ...(options.trust ? [] : ["--disable-workspace-trust"]),
    ],
    {
      // Nothing of this machine's user is read or left behind, no key among the variables either.
      PATH: process.env.PATH,
      LANG: process.env.LANG,
      HOME: home,
      TMPDIR: home,
      XDG_RUNTIME_DIR: home,
      // Without it the extensions view would ask a gallery on the network.
      EXTENSIONS_GALLERY: "{}",
      ...options.env,
    },
  );
  const tidy = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", tidy);
  const stop = async () => {
    await group.stop();
    tidy();
    process.removeListener("exit", tidy);
  };
  try {
    const authority = await group.said(/HTTP server listening on http:\/\/([\d.]+:\d+)/);
    return {
      authority,
      url: `http://${authority}`,
      address: (open = {}) => addressOf(authority, open),
      folder,
      setSetting: settings.set,
      logs: () => readLogs(join(userData, "logs")).set("server", group.output()),
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function addressOf(authority: string, { folder, workspace, payload }: AddressOptions): string {
  const query = new URLSearchParams({
    ...(folder ? { folder } : {}),
    ...(workspace ? { workspace } : {}),
    // Without it the folder of the last page would be opened.
    ...(folder || workspace ? {} : { ew: "true" }),
    ...(payload ? { payload: JSON.stringify(payload) } : {}),
  });
  return `http://${authority}/?${query}`;
}
