import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Installs a language pack without a word: the window speaks the language, and so do extensions that know it
 * (`vscode.env.language`, package.nls, l10n bundles). The workbench's own words stay English.
 */
export function installLanguagePack(userData: string, language: string): void {
  const folder = join(userData, "language-pack");
  const file = join(folder, "main.i18n.json");
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify({ version: "1.0.0", contents: {} }));
  const pack = {
    hash: `empty-${language}`,
    label: language,
    // The server asks the gallery for a pack that no extension brought.
    extensions: [{ extensionIdentifier: { id: `vscode-host.language-pack-${language}` }, version: "1.0.0" }],
    translations: { vscode: file },
  };
  writeFileSync(join(userData, "languagepacks.json"), JSON.stringify({ [language]: pack }));
}
