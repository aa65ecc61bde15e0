import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

// Of two lists Chromium takes the last: the first line is ours, the others are Playwright's own.
const withoutFeatures = [
  // The popups of an address bar that nobody sees: pages of their own, 0.8 s of the CPU for each window.
  ...["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"],
  ...["AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"],
  ...["HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"],
  ...["ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints"],
  ...["NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"],
];

const flags = [
  `--disable-features=${withoutFeatures.join(",")}`,
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Nothing but this machine: names and other addresses do not resolve, in workers and webviews too.
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE *.localhost , EXCLUDE 127.0.0.1",
];

/** The Chromium that CHROME_PATH names, else Debian's. */
export const chromiumPath = process.env.CHROME_PATH ?? "/usr/bin/chromium";

/** Starts a Chromium that reaches this machine only. Share one among tests: each page is a context of its own. */
export async function launchChromium(): Promise<Browser> {
  if (!existsSync(chromiumPath)) throw new Error(`no Chromium at ${chromiumPath}: name one in CHROME_PATH`);
  return chromium.launch({ executablePath: chromiumPath, args: flags });
}
