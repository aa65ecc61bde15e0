import type { Manifest } from "./manifest.ts";

const domainsOf = ({ networkAccess }: Manifest) => [
  ...(networkAccess?.allowedDomains ?? []),
  ...(networkAccess?.devAllowedDomains ?? []),
];

/**
 * The content security policy that the manifest's `networkAccess` becomes, as a development plugin gets it. The
 * shape is that of an observed error text: connect-src is not set and falls back to default-src.
 */
export function cspOf(manifest: Manifest): string | undefined {
  if (!manifest.networkAccess) return undefined;
  const domains = domainsOf(manifest).filter((domain) => domain !== "none");
  const source = ["data:", "blob:", domains.includes("*") ? "*" : domains.join(" ")].join(" ").trim();
  return [
    `default-src ${source}`,
    `script-src 'unsafe-inline' 'unsafe-eval' ${source}`,
    `style-src 'unsafe-inline' ${source}`,
    `font-src ${source} https://static.figma.com/webfont/`,
  ].join("; ");
}

/** Whether `fetch` in the main thread may call this address. */
export function isAllowed(manifest: Manifest, address: string): boolean {
  if (!manifest.networkAccess) return true;
  const url = new URL(address);
  return domainsOf(manifest).some((pattern) => matches(pattern, url));
}

function matches(pattern: string, url: URL): boolean {
  if (pattern === "*") return true;
  const [, scheme, host = "", port, path] = /^(?:(\w+):\/\/)?([^/:]+)(?::(\d+))?(\/.*)?$/.exec(pattern) ?? [];
  if (pattern === "none" || host === "") return false;
  if (scheme && `${scheme}:` !== url.protocol) return false;
  if (host.startsWith("*.") ? !url.hostname.endsWith(host.slice(1)) : host !== url.hostname) return false;
  if (port && port !== url.port) return false;
  if (!path || path === "/") return true;
  return path.endsWith("/") ? url.pathname.startsWith(path) : url.pathname === path;
}
