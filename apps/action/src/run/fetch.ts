import type { Environment } from "../runner/environment.ts";

// Node's own fetch gives up on silent answers after five minutes.
const ownPatience = 300_000;

/**
 * The fetch to use: Node's own, or undici's where a proxy is set or a request may take longer than Node's waits.
 * Undici is loaded only then.
 */
export async function chooseFetch(env: Environment, longestMs: number): Promise<typeof fetch> {
  const read = (name: string) => env[name.toLowerCase()] || env[name] || "";
  const [httpProxy, httpsProxy] = [read("HTTP_PROXY"), read("HTTPS_PROXY")];
  if (!httpProxy && !httpsProxy && longestMs < ownPatience) return fetch;
  // Its names are not seen through a bundle; the module itself is.
  const { default: undici } = await import("undici");
  const dispatcher = new undici.EnvHttpProxyAgent({
    httpProxy,
    httpsProxy,
    noProxy: read("NO_PROXY"),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const reach = (address: string, init: object) => undici.fetch(address, { ...init, dispatcher });
  // The same standard in two sets of types: undici's and the platform's.
  return reach as unknown as typeof fetch;
}
