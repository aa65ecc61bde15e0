import { fileURLToPath } from "node:url";
import { createEmulator } from "@seedkit/emulator";
import { createFigmaHost, type FigmaHost, loadPlugin } from "@seedkit/figma-host";
import type { Suite } from "../section.ts";
import { median, quantile } from "../statistics.ts";
import { openWindows } from "./figma-window.ts";

const dist = fileURLToPath(new URL("../../../../apps/figma/dist", import.meta.url));
const promised = { placeMs: 120, interactiveMs: 200 };
const images = 15;

/** How long the built Figma plugin takes: from an image's bytes to its node, and from its window to the first key. */
export const figma: Suite = {
  id: "figma",
  async run({ quick }) {
    const rounds = quick ? 3 : 11;
    const placed = await placing();
    const opened = await openWindows(dist, rounds);
    const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(2)} MB`;
    const row = (what: string, list: readonly number[], most: number | string) => [
      what,
      ...[Math.min(...list), median(list), quantile(list, 0.9), Math.max(...list)].map((ms) => ms.toFixed(0)),
      String(most),
    ];
    return {
      title: "Figma plugin",
      method: `The built plugin in figma-host: its code in QuickJS, its window in Chromium. ${images} JPEGs of 4096 x 4096, each with a hash of its own, from the message with the bytes to the answer that names the node. ${rounds} windows, taking turns with windows that hold nothing but a text area, so that what Chromium takes by itself can be told: from the start of the document until a letter typed into the prompt stands there and is drawn; it has to be there still when all answers of the host are. The plugin's heap was ${megabytes(placed.heaps[0] ?? 0)} after the first image and ${megabytes(placed.heaps.at(-1) ?? 0)} after the last.`,
      tables: [
        {
          columns: ["", "fastest, ms", "median", "9 of 10 under", "slowest", "promised"],
          rows: [
            row("4096 x 4096 JPEG: bytes received → node on the canvas", placed.times, promised.placeMs),
            row("panel: document begins → takes typing", opened.panel, promised.interactiveMs),
            row("a text area alone: document begins → takes typing", opened.bare, ""),
            row("panel: plugin begins → takes typing", opened.fromRun, ""),
          ],
        },
      ],
      measures: [],
    };
  },
};

async function placing(): Promise<{ times: readonly number[]; heaps: readonly number[] }> {
  const host = createFigmaHost({ plugin: await loadPlugin(dist), command: "open" });
  await host.run();
  const bytes = await largeImage();
  const times: number[] = [];
  const heaps: number[] = [];
  for (let index = 0; index < images; index += 1) {
    // Behind the end of a JPEG bytes change nothing but its hash.
    const own = new Uint8Array(bytes.length + 1);
    own.set(bytes);
    own[bytes.length] = index;
    const began = performance.now();
    const { hash } = await call<{ hash: string }>(host, "addImage", { bytes: own });
    const parts = [{ hash, x: 0, y: 0, width: 4096, height: 4096 }];
    const generation = { version: 1, model: "seedream-4.5", input: { prompt: "a wall" } };
    await call(host, "place", {
      parts,
      width: 4096,
      height: 4096,
      name: "a wall",
      generation,
      run: "1",
      hint: "",
    });
    times.push(performance.now() - began);
    heaps.push(host.heap());
  }
  host.dispose();
  return { times, heaps };
}

let last = 0;
async function call<T>(host: FigmaHost, name: string, given: object): Promise<T> {
  last += 1;
  const id = last;
  host.send({ call: name, id, given });
  const message = await host.traffic.next<{ id?: number; answer?: T; failure?: string }>(
    (one) => one.id === id,
  );
  if (message.answer === undefined) throw new Error(message.failure);
  return message.answer;
}

async function largeImage(): Promise<Uint8Array> {
  const emulator = await createEmulator();
  const response = await emulator.fetch(`${emulator.url}/v1/seedream-4.5`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": "any" },
    body: JSON.stringify({ prompt: "a wall", size: "4K", aspect_ratio: "1:1" }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  await emulator.close();
  return bytes;
}
