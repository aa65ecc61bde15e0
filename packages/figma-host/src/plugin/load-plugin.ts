import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findForbiddenText } from "./forbidden-text.ts";
import { type Manifest, manifestProblems } from "./manifest.ts";

/** A built plugin, read and checked. */
export type Plugin = {
  readonly manifest: Manifest;
  readonly code: string;
  /** `__html__`; with several UIs the first. */
  readonly html: string;
  /** `__uiFiles__`: by the keys of the manifest's `ui`. */
  readonly uiFiles: Readonly<Record<string, string>>;
};

/**
 * Reads the folder of a built plugin: manifest.json, and the files it names.
 *
 * @param options.devAllowedDomains Added to the manifest's own, for a server on a port of the test's choice.
 * @throws if a file is missing or Figma would not load the plugin; the message names every problem.
 */
export async function loadPlugin(
  folder: string,
  options: { readonly devAllowedDomains?: readonly string[] } = {},
): Promise<Plugin> {
  const read = (path: string) => readFile(join(folder, path), "utf8");
  const manifest: Manifest = JSON.parse(await read("manifest.json"));
  const named = typeof manifest.ui === "string" ? { ui: manifest.ui } : (manifest.ui ?? {});
  const uiFiles: Record<string, string> = {};
  for (const [key, path] of Object.entries(named)) uiFiles[key] = await read(path);
  return checkPlugin({
    manifest: withDevDomains(manifest, options.devAllowedDomains),
    code: await read(manifest.main),
    html: Object.values(uiFiles)[0] ?? "",
    uiFiles,
  });
}

/** The same checks for a plugin that was never a folder. */
export function checkPlugin(plugin: Plugin): Plugin {
  const forbidden = findForbiddenText(plugin.code).map(
    ({ why, line, near }) => `SyntaxError: ${why} around line ${line}: ${JSON.stringify(near)}`,
  );
  const problems = [...manifestProblems(plugin.manifest), ...forbidden];
  if (problems.length > 0) throw new Error(`Figma would not load this plugin:\n${problems.join("\n")}`);
  return plugin;
}

function withDevDomains(manifest: Manifest, more: readonly string[] = []): Manifest {
  const network = manifest.networkAccess;
  if (more.length === 0 || !network) return manifest;
  const devAllowedDomains = [...(network.devAllowedDomains ?? []), ...more];
  return {
    ...manifest,
    networkAccess: { ...network, reasoning: network.reasoning ?? "tests", devAllowedDomains },
  };
}
