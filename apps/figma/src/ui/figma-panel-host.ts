import { formatMicros, listModels, type Model } from "@seedkit/core";
import { createClientHost, type Delivery, type PanelHost, type Stored } from "@seedkit/panel";
import type { DropMetadata, Selection, Start } from "../protocol/calls.ts";
import { isStoredImage, type StoredGeneration, type StoredImage } from "../protocol/generation.ts";
import { withReach } from "./careful-client.ts";
import { commonRatios, destinationsOf } from "./destinations.ts";
import { toFigma } from "./images/to-figma.ts";
import { keptKey, keptStorage } from "./kept.ts";
import type { MainChannel } from "./main-channel.ts";
import { createReach } from "./reach.ts";
import { pickSelectedLayers } from "./references.ts";

type Options = {
  readonly main: MainChannel;
  readonly window: Window;
  readonly selection: Selection;
  readonly kept: Start["kept"];
  /** Which press of the button a job belongs to. */
  readonly runOf: (job: string) => string;
};

const longestName = 80;

/** The panel's host in Figma: the client runs here, everything else is asked of the main thread. */
export function createFigmaPanelHost({ main, window, selection, kept, runOf }: Options): PanelHost {
  const models: readonly Model[] = listModels();
  const ratios = commonRatios(models);

  const stored = async ({ image, model, input }: Delivery, tiled: boolean): Promise<StoredImage> => {
    const generation: StoredGeneration = { version: 1, model, input };
    const name = String(input.prompt ?? "Image").slice(0, longestName);
    return { ...(await toFigma(image, tiled, main)), name, generation };
  };
  const hintOf = (id: string) => {
    const model = models.find((one) => one.id === id);
    return model ? `${model.title} · ${formatMicros(model.price)}` : "";
  };
  const place = async (delivery: Delivery, tiled: boolean, where: string | undefined): Promise<Stored> => {
    const image = await stored(delivery, tiled);
    const target = where === undefined ? {} : { place: where };
    await main.call("place", {
      ...image,
      ...target,
      run: runOf(delivery.job),
      hint: hintOf(delivery.model),
    });
    return image;
  };

  const online = () => window.navigator.onLine;
  const keys = keptKey(main, kept.key);
  const client = createClientHost({
    baseUrl: __API_URL__,
    storage: keptStorage(main, kept),
    keys,
    openExternal: (url) => void main.call("openExternal", { url }),
    online,
    deliver: (delivery) => place(delivery, false, delivery.place),
    actions: [
      { id: "again", label: "Insert" },
      { id: "full", label: "Full size" },
    ],
    act: async (action, delivery) => void (await place(delivery, action === "full", undefined)),
    reuse: async (image) => isStoredImage(image) && (await main.call("reuse", image)).found,
    drag(event, delivery) {
      if (isInside(event, window)) return;
      void stored(delivery, false).then((image) => {
        const seedkit = { ...image, run: runOf(delivery.job), hint: hintOf(delivery.model) };
        const dropMetadata: DropMetadata = { seedkit };
        const { clientX, clientY } = event;
        const pluginDrop = { clientX, clientY, items: [], files: [], dropMetadata };
        window.parent.postMessage({ pluginDrop }, "*");
      });
    },
    watchDestinations(listener) {
      listener(destinationsOf(selection, ratios));
      return main.onSelection((next) => listener(destinationsOf(next, ratios)));
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
