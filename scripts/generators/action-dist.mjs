// apps/action/dist: what the runner executes. Built from the sources, so that no other build has to come first.
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { build } from "esbuild";

const folder = "apps/action";

export default {
  name: "the action's bundle",
  owns: `${folder}/dist`,
  async files(root) {
    const { outputFiles, metafile } = await build({
      absWorkingDir: join(root, folder),
      entryPoints: ["src/main.ts", "src/post.ts", "src/plan.ts"],
      outdir: "dist",
      outExtension: { ".js": ".mjs" },
      bundle: true,
      splitting: true,
      chunkNames: "chunk-[hash]",
      format: "esm",
      platform: "node",
      target: "node24",
      conditions: ["@seedkit/source"],
      // It converts images where it is installed; a step must not load what a workspace brings.
      external: ["sharp"],
      // GitHub's toolkit calls require for Node's own modules.
      banner: {
        js: 'import { createRequire as seedkitRequire } from "node:module"; const require = seedkitRequire(import.meta.url);',
      },
      define: { "process.env.NODE_ENV": '"production"' },
      minifyWhitespace: true,
      minifySyntax: true,
      legalComments: "none",
      metafile: true,
      write: false,
      logLevel: "warning",
    });
    const texts = outputFiles.map(({ path, text }) => [relative(root, path), text]);
    const licenses = await licenseText(root, Object.keys(metafile.inputs));
    return new Map([...texts, [`${folder}/dist/licenses.txt`, licenses]]);
  },
};

/** The licenses of all that is in the bundle: most of them ask to be passed on. */
async function licenseText(root, inputs) {
  const packages = new Map();
  for (const input of inputs) {
    const found = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input);
    if (!found || packages.has(found[2])) continue;
    const at = join(root, folder, found[1]);
    const { name, version, license } = JSON.parse(await readFile(join(at, "package.json"), "utf8"));
    packages.set(name, `${name} ${version} (${license ?? "see below"})\n\n${await firstFile(at)}`);
  }
  const sorted = [...packages].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${sorted.map(([, text]) => text.trim()).join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

async function firstFile(at) {
  for (const name of [
    "LICENSE",
    "LICENSE.md",
    "LICENSE.txt",
    "license",
    "LICENCE",
    "LICENSE-MIT",
    "License",
  ]) {
    const text = await readFile(join(at, name), "utf8").catch(() => undefined);
    if (text !== undefined) return text.replaceAll("\r\n", "\n");
  }
  return "";
}
