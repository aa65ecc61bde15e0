import type { PanelHost } from "../host.ts";

/** Uploads each reference once, however many jobs share it, and gives the addresses in order. */
export type Addresses = (references: readonly unknown[], signal: AbortSignal) => Promise<readonly string[]>;

export function createAddresses(host: Pick<PanelHost, "upload">): Addresses {
  const uploads = new WeakMap<Uint8Array, Promise<string>>();
  const addressOf = (reference: unknown): Promise<string> => {
    if (!(reference instanceof Uint8Array)) return Promise.resolve(String(reference));
    // Not the job's signal: a sibling may still want it, and an upload costs nothing.
    const upload = uploads.get(reference) ?? host.upload(reference, { signal: new AbortController().signal });
    uploads.set(reference, upload);
    upload.catch(() => uploads.delete(reference));
    return upload;
  };
  return (references, signal) => {
    const all = Promise.all(references.map(addressOf));
    all.catch(() => {});
    return Promise.race([all, abortOf(signal)]);
  };
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
