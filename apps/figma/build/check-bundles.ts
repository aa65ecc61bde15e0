import { manifestOf } from "./manifest.ts";
import type { Service } from "./service.ts";

const mostCodeBytes = 60_000;
const mostHtmlBytes = 250_000;

/** Addresses that are opened in the user's browser or only name a thing; nothing is fetched from them. */
const linked = ["https://www.segmind.com", "https://cloud.segmind.com", "http://www.w3.org"];

/** The client's own defaults. A build with another address never uses them, and its manifest blocks them. */
const defaults = ["https://api.segmind.com", "https://workflows-api.segmind.com"];

/** Everything that Figma would refuse, or that we promised otherwise. */
export function bundleProblems(
  bundles: { readonly code: string; readonly html: string; readonly manifest: string },
  service: Service,
): readonly string[] {
  const { code, html, manifest } = bundles;
  const problems: string[] = [];
  const codeBytes = Buffer.byteLength(code);
  const htmlBytes = Buffer.byteLength(html);
  if (codeBytes > mostCodeBytes)
    problems.push(`code.js has ${codeBytes} bytes, ${mostCodeBytes} are the most`);
  if (htmlBytes > mostHtmlBytes)
    problems.push(`ui.html has ${htmlBytes} bytes, ${mostHtmlBytes} are the most`);
  // Figma scans the text before it runs anything, strings and comments included.
  if (/\bimport\s*(?:\(|\/[/*])/.test(code)) problems.push("code.js has the text import(");
  if (/<!--|-->/.test(code)) problems.push("code.js has the text of an HTML comment");
  if (/\bzod\b|ZodType|_zod/.test(code)) problems.push("code.js has zod in it");
  if (/<(?:script|link|img)[^>]+(?:src|href)=/i.test(html.slice(0, html.indexOf("<script>") + 10)))
    problems.push("ui.html loads another file");
  const allowed = [...service.allowedDomains, ...service.devAllowedDomains];
  if (!allowed.includes(new URL(service.apiUrl).origin)) problems.push("the API is not in allowedDomains");
  const reachable = [...allowed, ...linked, ...defaults];
  for (const origin of originsIn(code + html)) {
    if (!reachable.includes(origin)) problems.push(`${origin} is in the bundles, and not in allowedDomains`);
  }
  if (manifest !== `${JSON.stringify(manifestOf(service), null, 2)}\n`)
    problems.push("manifest.json is not what the code says");
  return problems;
}

export function checkBundles(bundles: Parameters<typeof bundleProblems>[0], service: Service): void {
  const problems = bundleProblems(bundles, service);
  if (problems.length > 0) throw new Error(`The plugin must not be built like this:\n${problems.join("\n")}`);
}

function originsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [address] of text.matchAll(/https?:\/\/[a-z0-9.-]*[a-z0-9](?::\d+)?/gi)) {
    if (URL.canParse(address)) found.add(new URL(address).origin);
  }
  return found;
}
