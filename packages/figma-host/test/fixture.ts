import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import sharp from "sharp";
import {
  checkPlugin,
  createFigmaHost,
  type FigmaHost,
  type FigmaHostOptions,
  loadPlugin,
  type Manifest,
  type Plugin,
} from "../src/index.ts";

const source = fileURLToPath(new URL("plugin/", import.meta.url));

/** Builds the fixture plugin into a folder of its own, reads it back, and removes it. */
export async function buildFixture(devAllowedDomains: readonly string[] = []): Promise<Plugin> {
  const folder = await mkdtemp(join(tmpdir(), "figma-host-"));
  try {
    await build({
      entryPoints: [join(source, "src/main.ts")],
      bundle: true,
      format: "iife",
      target: "es2020",
      outfile: join(folder, "code.js"),
    });
    await copyFile(join(source, "src/ui.html"), join(folder, "ui.html"));
    await copyFile(join(source, "manifest.json"), join(folder, "manifest.json"));
    return await loadPlugin(folder, { devAllowedDomains });
  } finally {
    await rm(folder, { recursive: true });
  }
}

const manifest: Manifest = {
  name: "Inline",
  id: "000000000000000000",
  api: "1.0.0",
  main: "code.js",
  editorType: ["figma", "figjam", "slides"],
  documentAccess: "dynamic-page",
  networkAccess: { allowedDomains: ["none"] },
  relaunchButtons: [{ command: "again", name: "Again" }],
};

/** A plugin of one script. It says what it has to say with `say(value)`; what it throws is in `host.errors`. */
export async function runCode(
  code: string,
  options: Partial<FigmaHostOptions> & { manifest?: Partial<Manifest> } = {},
): Promise<{ host: FigmaHost; said: readonly unknown[] }> {
  const prefix = `figma.showUI("<p>"); const say = (value) => figma.ui.postMessage(value);
const tried = (work) => { try { return work() } catch (error) { return error.name + ": " + error.message } };`;
  const plugin = checkPlugin({
    manifest: { ...manifest, ...options.manifest },
    code: `${prefix}\n(async () => { ${code} })().catch((error) => say("rejected " + error.message))`,
    html: "<p>",
    uiFiles: {},
  });
  const host = createFigmaHost({ ...options, plugin });
  await host.run();
  await host.idle();
  return { host, said: host.traffic.fromMain };
}

export const picture = async (
  width: number,
  height: number,
  format: "png" | "jpeg" | "webp" = "png",
  background = "red",
) =>
  new Uint8Array(
    await sharp({ create: { width, height, channels: 3, background } })
      .toFormat(format)
      .toBuffer(),
  );
