import { build } from "esbuild";

/** Bundles a source that imports the packed packages, for browsers. Returns its code and the files in it. */
export async function bundle(
  folder: string,
  source: string,
  format: "esm" | "iife" = "esm",
): Promise<{ code: string; inputs: readonly string[] }> {
  const result = await build({
    stdin: { contents: source, resolveDir: folder },
    bundle: true,
    minify: true,
    format,
    platform: "browser",
    write: false,
    metafile: true,
    logLevel: "error",
  });
  const [output] = Object.values(result.metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return { code: result.outputFiles[0]?.text ?? "", inputs: inputs.map(([path]) => path) };
}
