import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

const copied = 'import * as vscode from "vscode";';
const direct = 'import vscode = require("vscode");';

/**
 * Every module gets the editor's interface itself. As a namespace each would get a copy of its own, made name by
 * name when it is loaded: hundreds of names, a hundred times.
 */
export const directVscode: Plugin = {
  name: "direct-vscode",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/, namespace: "file" }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      return source.includes(copied) ? { contents: source.replace(copied, direct), loader: "ts" } : undefined;
    });
  },
};
