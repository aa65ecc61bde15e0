import { rmSync } from "node:fs";
import type { Browser } from "playwright-core";
import { bundleTests } from "../in-host/bundle-tests.ts";
import type { InHostReport } from "../in-host/report.ts";
import { createSourceErrors } from "../in-host/source-error.ts";
import { watchPage } from "../in-host/watch-page.ts";
import { openPage } from "../page/open-page.ts";
import { type ServerlessOptions, serve } from "./start-serverless.ts";

export interface RunServerlessOptions extends ServerlessOptions {
  /** Test files, absolute: TypeScript that imports `@seedkit/vscode-host/in-host` and `vscode`. */
  tests: string | string[];
  /** JSON for the tests: see `given()`. */
  given?: unknown;
  /** One to share; without it one is started. */
  browser?: Browser;
  /** ms for the whole run @default 120000 */
  timeout?: number;
}

/** Runs test files in the web worker of a VS Code that has no server and no file system, as vscode.dev. */
export async function runServerless(options: RunServerlessOptions): Promise<InHostReport> {
  const bundle = await bundleTests([options.tests].flat(), "web", options.given);
  const host = await serve(options, bundle);
  const opened = await openPage(options);
  try {
    return await watchPage(opened, host.address(), createSourceErrors(bundle), options.timeout ?? 120_000);
  } finally {
    await opened.close();
    await host.stop();
    rmSync(bundle.folder, { recursive: true, force: true });
  }
}
