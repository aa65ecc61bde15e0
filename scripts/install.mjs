// Installs the dependencies when they are missing or older than the manifests.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pnpmOrStop, root } from "./pnpm.mjs";

const stamp = join(root, "node_modules/.seedkit-install");

/** Returns true where something was installed. */
export function installDependencies() {
  checkNode();
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return false;
  const frozen = process.env.CI ? ["--frozen-lockfile"] : [];
  pnpmOrStop(
    ["install", ...frozen],
    "The dependencies could not be installed. Check the network and npm's own settings (npm config get registry), then run this again",
  );
  // An install may have written the lockfile: the stamp is of what is there now.
  writeFileSync(stamp, fingerprint());
  return true;
}

/** Of every file that decides what is installed, and of the Node that native parts are for. */
function fingerprint() {
  const manifests = ["packages", "apps"]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}/package.json`));
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`);
  for (const path of ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests.sort()]) {
    if (existsSync(join(root, path))) hash.update(path).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Seedkit needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
