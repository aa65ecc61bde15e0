import { aiSdk } from "./ai-sdk.ts";
import type { Client } from "./client.ts";
import { fal } from "./fal.ts";
import { bareFetch, bareFetchBase64, bareFetchUrl } from "./fetch.ts";
import { ky, kyPost } from "./ky.ts";
import { openai } from "./openai.ts";
import { ours } from "./ours.ts";
import { replicate } from "./replicate.ts";

export { bareFetch };

/** The clients that are compared, ours first. */
export const peers: readonly Client[] = [ours, openai, fal, replicate, aiSdk, ky];
/** What they are compared to. */
export const baselines: readonly Client[] = [bareFetch, bareFetchBase64, bareFetchUrl];
/** The same, and settings that matter only when something fails. */
export const faultClients: readonly Client[] = [...peers, kyPost];

export function clientById(id: string): Client {
  const client = [...peers, ...baselines, kyPost].find((one) => one.id === id);
  if (!client) throw new Error(`No client "${id}"`);
  return client;
}
