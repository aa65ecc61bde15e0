import type { Manifest } from "./plugin/manifest.ts";
import { isAllowed } from "./plugin/network-access.ts";

/** `fetch` as Figma offers it to the main thread: no signal, and only to domains of the manifest. */
export async function fetchFor(
  manifest: Manifest,
  url: string,
  init: Record<string, unknown>,
): Promise<unknown> {
  if (!isAllowed(manifest, url)) {
    throw new TypeError(`Refused to connect to '${url}' because it violates the plugin's networkAccess`);
  }
  const response = await fetch(url, init as RequestInit);
  const { ok, status, statusText, redirected, type } = response;
  const headersObject = Object.fromEntries(response.headers);
  const meta = { ok, status, statusText, redirected, type, url: response.url, headersObject };
  return { meta, body: new Uint8Array(await response.arrayBuffer()) };
}
