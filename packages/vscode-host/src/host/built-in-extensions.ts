import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { places } from "../set-up/places.ts";

/** Extensions of VS Code itself that nothing about texts, images or web pages needs. */
const unrelated: ReadonlySet<string> = new Set([
  "copilot",
  "debug-auto-launch",
  "debug-server-ready",
  "git",
  "git-base",
  "github",
  "github-authentication",
  "grunt",
  "gulp",
  "ipynb",
  "jake",
  "merge-conflict",
  "microsoft-authentication",
  "ms-vscode.js-debug",
  "ms-vscode.js-debug-companion",
  "ms-vscode.vscode-js-profile-table",
  "notebook-renderers",
  "npm",
  "php-language-features",
  "references-view",
  "simple-browser",
  "terminal-suggest",
  "tunnel-forwarding",
]);

/** Fills a new folder with links to VS Code's own extensions, but for those that are unrelated to what is tested. */
export function linkBuiltInExtensions(folder: string): void {
  const all = join(places.workbench, "extensions");
  mkdirSync(folder);
  for (const name of readdirSync(all)) {
    if (!unrelated.has(name)) symlinkSync(join(all, name), join(folder, name));
  }
}
