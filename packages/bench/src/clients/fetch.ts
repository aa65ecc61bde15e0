import { benchKey } from "../key.ts";
import type { Wire } from "../server/wires.ts";
import { type Client, prompt } from "./client.ts";

type Read = (response: Response) => Promise<Uint8Array>;

const bytes: Read = async (response) => new Uint8Array(await response.arrayBuffer());
const base64: Read = async (response) => {
  const body = (await response.json()) as { data: { b64_json: string }[] };
  return Buffer.from(body.data[0]?.b64_json ?? "", "base64");
};
const url: Read = async (response) => {
  const body = (await response.json()) as { images: { url: string }[] };
  return bytes(await fetch(body.images[0]?.url ?? ""));
};

const program = `
const response = await fetch("https://api.example.com/v1/model", {
  method: "POST", headers: { "content-type": "application/json", "x-api-key": "key" }, body: JSON.stringify({ prompt: "x" }),
});
console.log(new Uint8Array(await response.arrayBuffer()));
`;

/** What every client is compared to: `fetch` and nothing else, once for each wire. */
export const bareFetch: Client = bare("fetch", "fetch, bytes", "bytes", bytes);
export const bareFetchBase64: Client = bare("fetch-base64", "fetch, base64 in JSON", "base64", base64);
export const bareFetchUrl: Client = bare("fetch-url", "fetch, address in JSON", "fal", url);

function bare(id: Client["baseline"], title: string, wire: Wire, read: Read): Client {
  return {
    id,
    title,
    wire,
    baseline: id,
    packages: [],
    program,
    settings: "none",
    connect: async (base) => ({
      call: (signal) =>
        fetch(`${base}/model`, {
          method: "POST",
          headers: { "content-type": "application/json", "x-api-key": benchKey },
          body: JSON.stringify({ prompt }),
          signal: signal ?? null,
        }).then(read),
      bytes: (result) => result as Uint8Array,
    }),
  };
}
