import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { directVscode } from "./direct-vscode.ts";
import { licenseText } from "./licenses.ts";
import { bundleTwoParts } from "./two-parts.ts";

/** One entry for the extension host in Node and one for the web worker, from the same sources. */
export async function bundle(root: URL): Promise<void> {
  const base = {
    absWorkingDir: fileURLToPath(root),
    bundle: true,
    minify: true,
    format: "cjs" as const,
    external: ["vscode"] as string[],
    conditions: ["@seedkit/source"] as string[],
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none" as const,
    metafile: true,
    logLevel: "warning" as const,
    plugins: [directVscode] as Plugin[],
    // The codecs look at where they lie; here they are handed over.
    logOverride: { "empty-import-meta": "silent" } as const,
  } satisfies BuildOptions;
  const built = await Promise.all([
    build({
      ...base,
      entryPoints: {
        "manifest-worker": "src/env/node/manifest-worker.ts",
        "converter-worker": "src/env/node/converter-worker.ts",
      },
      outdir: "dist/node",
      platform: "node",
      target: "node22",
    }),
    build({
      ...base,
      entryPoints: { extension: "src/env/browser/extension.ts" },
      outdir: "dist/web",
      platform: "browser",
      target: "chrome132",
    }),
    build({
      ...base,
      format: "iife",
      entryPoints: {
        "manifest-worker": "src/env/browser/manifest-worker.ts",
        "converter-worker": "src/env/browser/converter-worker.ts",
      },
      outdir: "dist/web",
      platform: "browser",
      target: "chrome132",
    }),
    build({
      ...base,
      format: "iife",
      jsx: "automatic",
      jsxImportSource: "preact",
      entryPoints: {
        gallery: "src/gallery/page/gallery.tsx",
        "gallery-style": "src/gallery/page/gallery-style.css",
      },
      outdir: "dist/gallery",
      platform: "browser",
      target: "chrome132",
    }),
    // A process of its own, which knows no editor.
    build({
      ...base,
      entryPoints: { server: "src/env/node/mcp-server.ts" },
      outdir: "dist/mcp",
      platform: "node",
      target: "node22",
    }),
  ]);
  const node = { ...base, outdir: "dist/node", platform: "node", target: "node22" } as const;
  built.push(...(await bundleTwoParts(root, "src/env/node/extension.ts", node)));
  const inputs = built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  await writeFile(new URL("dist/licenses.txt", root), await licenseText(root, inputs));
}
