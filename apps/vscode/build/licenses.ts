import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const names = ["LICENSE", "LICENSE.md", "LICENSE.txt", "license", "LICENCE", "License"];

/** The licences of all that is in the bundles: most of them ask to be passed on. */
export async function licenseText(root: URL, inputs: Iterable<string>): Promise<string> {
  const packages = new Map<string, string>();
  for (const input of inputs) {
    const [, folder, name] = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+)\/)/.exec(input) ?? [];
    if (!folder || !name || packages.has(name)) continue;
    const at = new URL(folder, root);
    const { version, license } = JSON.parse(await readFile(new URL("package.json", at), "utf8"));
    packages.set(name, `${name} ${version} (${license ?? "see below"})\n\n${await firstFile(at)}`.trim());
  }
  const sorted = [...packages].sort(([one], [other]) => (one < other ? -1 : 1));
  return `${sorted.map(([, text]) => text).join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

async function firstFile(at: URL): Promise<string> {
  for (const name of names) {
    const text = await readFile(fileURLToPath(new URL(name, at)), "utf8").catch(() => undefined);
    if (text !== undefined) return text.replaceAll("\r\n", "\n");
  }
  return "";
}
