export { type Host, type HostOptions, startHost } from "./host/start-host.ts";
export type { HostKind } from "./in-host/bundle-tests.ts";
export { declareInHostTests } from "./in-host/declare-tests.ts";
export type { InHostReport, InHostResult } from "./in-host/report.ts";
export { type InHostOptions, runInHost } from "./in-host/run-in-host.ts";
export { launchChromium } from "./page/browser.ts";
export { type RunServerlessOptions, runServerless } from "./serverless/run-serverless.ts";
export {
  type ServerlessHost,
  type ServerlessOptions,
  startServerless,
} from "./serverless/start-serverless.ts";
export { setUpHost } from "./set-up/set-up.ts";
export { openWorkbench, type Workbench, type WorkbenchOptions } from "./workbench/open-workbench.ts";
export type { Theme } from "./workbench/theme.ts";
