export { type Host, type HostOptions, startHost } from "./host/start-host.ts";
export { launchChromium } from "./page/browser.ts";
export { setUpHost } from "./set-up/set-up.ts";
export { openWorkbench, type Workbench, type WorkbenchOptions } from "./workbench/open-workbench.ts";
