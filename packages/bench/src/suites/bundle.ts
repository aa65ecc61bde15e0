import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { peers } from "../clients/index.ts";
import { oursAlone } from "../clients/ours.ts";
import type { Suite } from "../section.ts";

type Size = { readonly raw: number; readonly gzip: number };

/** What a page or a plugin pays to ship a client. */
export const bundle: Suite = {
  id: "bundle",
  async run() {
    const programs = [...peers.map(({ id, title, program }) => ({ id, title, program })), oursAlone];
    const sizes = await Promise.all(
      programs.map(async (one) => ({ ...one, ...(await sizeOf(one.program)) })),
    );
    const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
    return {
      title: "Bundle",
      method:
        "A module that imports the client and makes one call, bundled for browsers by esbuild, minified, tree-shaken, gzip level 9. Node's own modules are left out.",
      tables: [
        {
          columns: ["client", "minified, kB", "gzip, kB"],
          rows: sizes.map(({ title, raw, gzip }) => [title, kilobytes(raw), kilobytes(gzip)]),
        },
      ],
      measures: [
        {
          id: "bundle, gzip",
          better: "lower",
          values: new Map(sizes.filter(({ id }) => id !== oursAlone.id).map(({ id, gzip }) => [id, gzip])),
          show: (value) => `${kilobytes(value)} kB`,
        },
      ],
    };
  },
};

async function sizeOf(program: string): Promise<Size> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL("..", import.meta.url)), loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    external: ["node:*"],
    write: false,
    logLevel: "error",
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { raw: code.length, gzip: gzipSync(code, { level: 9 }).length };
}
