import type { Host } from "../host.ts";

// Node's fetch gives up on headers and on silent bodies after five minutes of its own.
const ownTimeout = 300_000;

/**
 * The fetch to use: Node's own, or undici's where a proxy is set or a call may take longer than Node's fetch
 * waits. Undici is loaded only then.
 */
export async function chooseFetch(host: Host, longestMs: number): Promise<typeof fetch> {
  const read = (name: string) => host.env[name.toLowerCase()] || host.env[name] || undefined;
  const [httpProxy, httpsProxy] = [read("HTTP_PROXY"), read("HTTPS_PROXY")];
  if (!httpProxy && !httpsProxy && longestMs < ownTimeout) return fetch;
  const undici = await import("undici");
  const patience = { headersTimeout: 0, bodyTimeout: 0 };
  const dispatcher =
    httpProxy || httpsProxy
      ? new undici.EnvHttpProxyAgent({
          ...patience,
          httpProxy: httpProxy ?? "",
          httpsProxy: httpsProxy ?? "",
          noProxy: read("NO_PROXY") ?? "",
        })
      : new undici.Agent(patience);
  const proxied = (address: string, init: object) => undici.fetch(address, { ...init, dispatcher });
  // The same standard in two sets of types: undici's and the platform's.
  return proxied as unknown as typeof fetch;
}
