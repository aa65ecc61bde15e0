import { listModels, type Model } from "@seedkit/core";
import { createClientHost, type Delivered, type Delivery, type Job, type PanelHost } from "@seedkit/panel";
import type { DropMetadata, Placement, Start } from "../protocol/calls.ts";
import { isStoredImage, type StoredGeneration, type StoredImage } from "../protocol/generation.ts";
import { withReach } from "./careful-client.ts";
import { destinationsOf } from "./destinations.ts";
import { largestSide } from "./images/tiles.ts";
import { toFigma } from "./images/to-figma.ts";
import { keptKey, keptStorage } from "./kept.ts";
import type { MainChannel } from "./main-channel.ts";
import { createReach } from "./reach.ts";
import { pickSelectedLayers } from "./references.ts";

type Options = {
  readonly main: MainChannel;
  readonly window: Window;
  readonly start: Start;
  readonly jobOf: (id: string) => Job | undefined;
};

const longestName = 80;

/** The panel's host in Figma: the client runs here, everything else is asked of the main thread. */
export function createFigmaPanelHost({ main, window, start, jobOf }: Options): PanelHost {
  const models: readonly Model[] = listModels();

  const stored = async ({ image, model, input }: Delivery, tiled: boolean): Promise<StoredImage> => {
    const generation: StoredGeneration = { version: 1, model, input };
    const name = String(input.prompt ?? "Image").slice(0, longestName);
    return { ...(await toFigma(image, tiled, main)), name, generation };
  };
  const hintOf = ({ model: id, input }: Delivery) => {
    const model = models.find((one) => one.id === id);
    return model ? `${model.title} · ${model.prepare(input).cost.formatted}` : "";
  };
  const place = async (
    delivery: Delivery,
    tiled: boolean,
    target: Pick<Placement, "place" | "delivery"> = {},
  ): Promise<Delivered> => {
    const image = await stored(delivery, tiled);
    const { where } = await main.call("place", {
      ...image,
      ...target,
      run: jobOf(delivery.job)?.run ?? delivery.job,
      hint: hintOf(delivery),
    });
    return { stored: image, where };
  };

  const online = () => window.navigator.onLine;
  const { selection, hasKey, settings } = start;
  const keys = keptKey(main);
  const client = createClientHost({
    baseUrl: __API_URL__,
    storage: keptStorage(main),
    keys,
    known: { hasKey, settings },
    openExternal: (url) => void main.call("openExternal", { url }),
    online,
    deliver(delivery) {
      const { job, index, place: where } = delivery;
      const target = where === undefined ? {} : { place: where };
      const request = jobOf(job)?.ticket?.requestId;
      // Only what was queued can come back; tried again, a job is another request.
      return place(delivery, false, { ...target, ...(request ? { delivery: `${request}/${index}` } : {}) });
    },
    actions: [
      { id: "again", label: "Insert" },
      { id: "full", label: "Full size", fits: ({ width, height }) => Math.max(width, height) > largestSide },
    ],
    act: async (action, delivery) => void (await place(delivery, action === "full")),
    reuse: async (image) => isStoredImage(image) && (await main.call("reuse", image)).found,
    drag(event, delivery) {
      if (isInside(event, window)) return;
      void stored(delivery, false).then((image) => {
        const seedkit = { ...image, run: jobOf(delivery.job)?.run ?? delivery.job, hint: hintOf(delivery) };
        const dropMetadata: DropMetadata = { seedkit };
        const { clientX, clientY } = event;
        const pluginDrop = { clientX, clientY, items: [], files: [], dropMetadata };
        window.parent.postMessage({ pluginDrop }, "*");
      });
    },
    watchDestinations(listener) {
      listener(destinationsOf(selection, __RATIOS__));
      return main.onSelection((next) => listener(destinationsOf(next, __RATIOS__)));
    },
    referencePickers: [{ id: "layers", label: "Selected layers" }],
    pickReferences: () => pickSelectedLayers(main),
  });
  return withReach(client, createReach({ baseUrl: __API_URL__, key: keys.get, online }));
}

/** Let go over the panel itself: no drop on the canvas. */
function isInside({ clientX, clientY }: DragEvent, { innerWidth, innerHeight }: Window): boolean {
  return clientX >= 0 && clientY >= 0 && clientX < innerWidth && clientY < innerHeight;
}
