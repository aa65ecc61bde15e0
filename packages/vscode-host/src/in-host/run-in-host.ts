import { rmSync } from "node:fs";
import type { Browser } from "playwright-core";
import type { AddressOptions, Host } from "../host/start-host.ts";
import { openPage } from "../page/open-page.ts";
import { bundleTests, type HostKind, runnerId } from "./bundle-tests.ts";
import type { InHostReport } from "./report.ts";
import { createSourceErrors } from "./source-error.ts";
import { watchPage } from "./watch-page.ts";

export interface InHostOptions extends Omit<AddressOptions, "payload"> {
  /** Started with `driver: true`. */
  host: Host;
  /** Test files, absolute: TypeScript that imports `@seedkit/vscode-host/in-host` and `vscode`. */
  tests: string | string[];
  /** In which extension host. @default "node" */
  kind?: HostKind;
  /** The extensions under test by id (`publisher.name`): with the kind `web` they run in the web worker too. */
  extensions?: string[];
  /** JSON for the tests: see `given()`. */
  given?: unknown;
  /** One to share; without it one is started. */
  browser?: Browser;
  /** `vscode.env.language` @default "en" */
  locale?: string;
  /** ms for the whole run @default 120000 */
  timeout?: number;
}

/** Runs test files inside the extension host, with the whole `vscode` API, beside the installed extensions. */
export async function runInHost(options: InHostOptions): Promise<InHostReport> {
  const { host, kind = "node", extensions = [] } = options;
  const bundle = await bundleTests([options.tests].flat(), kind, options.given);
  const opened = await openPage(options);
  const kinds = [...extensions, runnerId].map((id) => [id, [kind === "web" ? "web" : "workspace"]]);
  host.setSetting("remote.extensionKind", Object.fromEntries(kinds));
  try {
    const uri = (path: string) => `vscode-remote://${host.authority}${path}`;
    const address = host.address({
      ...options,
      payload: [
        ["extensionDevelopmentPath", uri(bundle.folder)],
        ["extensionTestsPath", uri(bundle.testsFile)],
      ],
    });
    return await watchPage(opened, address, createSourceErrors(bundle), options.timeout ?? 120_000);
  } finally {
    await opened.close();
    rmSync(bundle.folder, { recursive: true, force: true });
  }
}
