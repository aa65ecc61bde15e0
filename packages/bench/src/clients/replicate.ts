import type { FileOutput } from "replicate";
import { benchKey } from "../key.ts";
import { type Client, prompt } from "./client.ts";

const program = `
import Replicate from "replicate";
const replicate = new Replicate({ auth: "key" });
const output = await replicate.run("owner/model", { input: { prompt: "x" } });
console.log(new Uint8Array(await (await output.blob()).arrayBuffer()));
`;

export const replicate: Client = {
  id: "replicate",
  title: "replicate",
  wire: "replicate",
  baseline: "fetch-url",
  packages: ["replicate"],
  program,
  settings: "defaults (it has no timeout)",
  async connect(base) {
    const { default: Replicate } = await import("replicate");
    const client = new Replicate({
      auth: benchKey,
      baseUrl: base,
      // It makes a file only of an https address, and loopback has no certificate.
      fetch: (address, init) =>
        fetch(typeof address === "string" ? address.replace("https://127", "http://127") : address, init),
    });
    return {
      call: (signal) => client.run("bench/model", { input: { prompt }, ...(signal && { signal }) }),
      async bytes(result) {
        const blob = await (result as FileOutput).blob();
        return new Uint8Array(await blob.arrayBuffer());
      },
    };
  },
};
