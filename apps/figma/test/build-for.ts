import { checkPlugin, type Plugin } from "@seedkit/figma-host";
import { buildPlugin } from "../build/build-plugin.ts";
import { serviceOf } from "../build/service.ts";

const built = new Map<string, Promise<Plugin>>();

/** The plugin as `pnpm build` makes it, for one address of the API; built once a test file. */
export function pluginFor(apiUrl?: string): Promise<Plugin> {
  const known = built.get(apiUrl ?? "");
  if (known) return known;
  const service = serviceOf(apiUrl === undefined ? {} : { SEEDKIT_FIGMA_API_URL: apiUrl });
  const plugin = buildPlugin(service).then(({ code, html, manifest }) =>
    checkPlugin({ manifest: JSON.parse(manifest), code, html, uiFiles: { ui: html } }),
  );
  built.set(apiUrl ?? "", plugin);
  return plugin;
}
