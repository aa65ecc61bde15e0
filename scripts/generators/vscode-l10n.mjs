// apps/vscode/l10n/bundle.l10n.json: every text of the extension, for those who translate it.
import { execFileSync } from "node:child_process";

const folder = "apps/vscode";

export default {
  name: "the texts of the VS Code extension",
  async files(root) {
    const flags = ["--conditions=@seedkit/source", `${folder}/build/l10n/print-bundle.ts`];
    const bundle = execFileSync(process.execPath, flags, { cwd: root, encoding: "utf8" });
    return new Map([[`${folder}/l10n/bundle.l10n.json`, bundle]]);
  },
};
