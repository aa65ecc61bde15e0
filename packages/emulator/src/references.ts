import { createHash } from "node:crypto";
import type { Context } from "./context.ts";
import { dataUriBytes } from "./data-uri.ts";
import type { Exchange } from "./exchange.ts";
import type { DrawnReference } from "./pixels/recipe.ts";

const largestReference = 32 * 1024 * 1024;
const longestFetchMs = 5000;

/**
 * Reads a reference where that needs no internet: data URIs, uploads, the emulator's own images and what is on
 * this machine's loopback. Anything else is drawn as a tile with its name.
 */
export async function resolveReference(
  context: Context,
  exchange: Exchange,
  address: string,
): Promise<DrawnReference> {
  if (/^data:/i.test(address)) return drawn(dataUriBytes(address), "data URI");
  const url = new URL(address);
  const file = url.pathname.split("/").at(-1) ?? "";
  if (isOwn(url, exchange.base)) {
    if (url.pathname.includes("/assets/")) return drawn(exchange.scope.assets.find(file), "upload not found");
    const recipe = exchange.scope.images.find(file);
    return drawn(recipe && (await context.pixels.draw(recipe)), "image not found");
  }
  if (isLoopback(url.hostname))
    return drawn(await fetchLoopback(url, exchange.signal), `${url.host} unreachable`);
  return { kind: "tile", label: url.hostname };
}

function isOwn(url: URL, base: string): boolean {
  return url.href.startsWith(`${base}/assets/`) || url.href.startsWith(`${base}/images/`);
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

async function fetchLoopback(url: URL, end: AbortSignal): Promise<Uint8Array | undefined> {
  try {
    const signal = AbortSignal.any([end, AbortSignal.timeout(longestFetchMs)]);
    // A redirect could lead out of this machine.
    const response = await fetch(url, { redirect: "error", signal });
    if (!response.ok || Number(response.headers.get("content-length") ?? 0) > largestReference)
      return undefined;
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    return undefined;
  }
}

function drawn(bytes: Uint8Array | undefined, otherwise: string): DrawnReference {
  if (bytes === undefined) return { kind: "tile", label: otherwise };
  return { kind: "bytes", bytes, hash: createHash("sha256").update(bytes).digest("hex") };
}
