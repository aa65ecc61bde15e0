import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

let source: string | undefined;

/** The script that makes bare QuickJS into Figma's main thread, bundled once per process. */
export function preludeSource(): string {
  source ??= buildSync({
    entryPoints: [fileURLToPath(new URL("./prelude/main.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2020",
  }).outputFiles[0]?.text;
  return source ?? "";
}
