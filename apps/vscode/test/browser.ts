import { launchChromium } from "@seedkit/vscode-host";

let launched: ReturnType<typeof launchChromium> | undefined;

/** One Chromium for all test files of this process; it ends with it. Each window has a context of its own. */
export async function sharedBrowser() {
  if (launched && !(await launched).isConnected()) launched = undefined;
  launched ??= launchChromium();
  return launched;
}
