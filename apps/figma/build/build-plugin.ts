import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { listModels } from "@seedkit/core";
import { build, type InlineConfig, type Rolldown } from "vite";
import { startElement, startSlot } from "../src/protocol/start-slot.ts";
import { checkBundles } from "./check-bundles.ts";
import { commonRatios } from "./common-ratios.ts";
import { fieldsAtBuild } from "./fields-at-build.ts";
import { manifestOf } from "./manifest.ts";
import type { Service } from "./service.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What the plugin is made of, as text. */
export type Bundles = { readonly code: string; readonly html: string; readonly manifest: string };

/** Builds the plugin for a service. @throws where a bundle breaks one of Figma's rules, or is too large */
export async function buildPlugin(service: Service): Promise<Bundles> {
  const ratios = commonRatios(listModels());
  const __RATIOS__ = JSON.stringify(ratios);
  const __API_URL__ = JSON.stringify(service.apiUrl);
  const code = await bundle("src/main/main.ts", "es2019", { __RATIOS__ });
  const ui = await bundle("src/ui/ui.ts", "es2022", { __RATIOS__, __API_URL__ });
  const manifest = `${JSON.stringify(manifestOf(service), null, 2)}\n`;
  const bundles = { code: code.script, html: page(ui), manifest };
  checkBundles(bundles, service);
  return bundles;
}

/** Writes what {@link buildPlugin} made where Figma can load it. */
export async function writePlugin({ code, html, manifest }: Bundles, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "code.js"), code);
  await writeFile(join(folder, "ui.html"), html);
  await writeFile(join(folder, "manifest.json"), manifest);
}

type Output = { readonly script: string; readonly style: string };

async function bundle(entry: string, target: string, define: Record<string, string>): Promise<Output> {
  const config: InlineConfig = {
    root,
    configFile: false,
    logLevel: "warn",
    define,
    plugins: [fieldsAtBuild()],
    resolve: { conditions: ["@seedkit/source", "module", "browser"] },
    build: {
      write: false,
      target,
      // An absolute entry: the build may be started from anywhere.
      lib: { entry: join(root, entry), formats: ["iife"], name: "seedkit", fileName: () => "out.js" },
      license: false,
    },
  };
  const built = (await build(config)) as Rolldown.RolldownOutput[];
  const parts = built.flatMap(({ output }) => output);
  const script = parts.map((part) => (part.type === "chunk" ? part.code : "")).join("");
  const style = parts
    .map((part) => (part.type === "asset" && part.fileName.endsWith(".css") ? String(part.source) : ""))
    .join("");
  return { script, style };
}

/** One file with everything inside: Figma serves no second one. */
function page({ script, style }: Output): string {
  // The text `</script` in a string would end the element.
  const safe = script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Seedkit</title><style>${style}</style></head>
<body><main><h1>Seedkit</h1><div id="panel"></div></main><script type="application/json" id="${startElement}">${startSlot}</script><script>${safe}</script></body>
</html>
`;
}
