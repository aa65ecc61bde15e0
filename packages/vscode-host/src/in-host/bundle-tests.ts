import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Where an extension runs: in Node beside the files, or in a web worker of the browser. */
export type HostKind = "node" | "web";

/** The id of the extension that carries the tests into the host. */
export const runnerId = "seedkit.in-host-runner";

export interface TestBundle {
  /** An extension folder with `tests.js` in it. */
  folder: string;
  testsFile: string;
  /** JSON: from `tests.js` to the files it was made from. */
  sourceMap: string;
}

/** Makes an extension of test files, which does nothing but carry them. */
export async function bundleTests(files: string[], kind: HostKind, given: unknown): Promise<TestBundle> {
  const folder = mkdtempSync(join(tmpdir(), "in-host-"));
  const testsFile = join(folder, "tests.js");
  const own = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const contents = [
    `import { give } from ${JSON.stringify(own("entry.ts"))};`,
    `give(${JSON.stringify(given) ?? "undefined"});`,
    `export { run } from ${JSON.stringify(own("entry.ts"))};`,
    // Dynamic, so that they are loaded after what they are given is there; the bundle is one file all the same.
    ...files.map((file) => `require(${JSON.stringify(resolve(file))});`),
  ].join("\n");
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: "ts" },
    outfile: testsFile,
    bundle: true,
    write: false,
    format: "cjs",
    platform: kind === "node" ? "node" : "browser",
    target: "es2022",
    conditions: ["@seedkit/source"],
    external: ["vscode"],
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "silent",
  });
  mkdirSync(folder, { recursive: true });
  const text = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? "";
  writeFileSync(testsFile, text(".js"));
  writeFileSync(join(folder, "idle.js"), "exports.activate = () => {};\n");
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest(kind)));
  return { folder, testsFile, sourceMap: text(".map") };
}

function manifest(kind: HostKind) {
  const [publisher, name] = runnerId.split(".");
  return {
    ...{ publisher, name, version: "0.0.1", engines: { vscode: "^1.80.0" } },
    ...{ main: "./idle.js", browser: "./idle.js", activationEvents: [] },
    extensionKind: [kind === "node" ? "workspace" : "web"],
    capabilities: { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true },
  };
}
