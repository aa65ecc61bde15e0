/** Where the plugin sends its requests. Figma's network rules allow no choice at run time: the build decides. */
export type Service = {
  readonly apiUrl: string;
  /** What the manifest allows the published plugin to fetch. */
  readonly allowedDomains: readonly string[];
  /** What it may fetch beside those while it is developed. */
  readonly devAllowedDomains: readonly string[];
};

const segmind = "https://api.segmind.com";
const uploads = "https://workflows-api.segmind.com";
const images = "https://images.segmind.com";
/** Where `seedkit emulator` listens unless told otherwise. */
const emulator = "http://localhost:4010";

/**
 * Reads the build's settings.
 *
 * - `SEEDKIT_FIGMA_API_URL`: a company proxy, or an emulator. It answers `/upload-asset` too.
 * - `SEEDKIT_FIGMA_IMAGE_URL`: where the images are fetched from, if the proxy rewrites their addresses.
 */
export function serviceOf(env: Readonly<Record<string, string | undefined>>): Service {
  const given = env.SEEDKIT_FIGMA_API_URL;
  if (!given)
    return { apiUrl: segmind, allowedDomains: [segmind, uploads, images], devAllowedDomains: [emulator] };
  const url = new URL(given);
  const apiUrl = given.replace(/\/+$/, "");
  if (isLoopback(url)) return { apiUrl, allowedDomains: [images], devAllowedDomains: [url.origin] };
  if (url.protocol !== "https:") throw new Error("SEEDKIT_FIGMA_API_URL has to be https, or on this machine");
  const imageOrigin = new URL(env.SEEDKIT_FIGMA_IMAGE_URL ?? images).origin;
  return { apiUrl, allowedDomains: [...new Set([url.origin, imageOrigin])], devAllowedDomains: [] };
}

const isLoopback = ({ hostname }: URL) => hostname === "localhost" || hostname === "127.0.0.1";
