import { createPanelStore, mountPanel, type PanelStore } from "@seedkit/panel";
import { picture } from "./picture.ts";
import { stateHost } from "./state-host.ts";

const prompt = "A ceramic teapot on linen, soft window light";

/** Brings the panel into a state by its name, the way a user gets there. `error-<name>`: see state-host.ts. */
export async function showState(main: Element, name: string): Promise<void> {
  const host = await stateHost(name);
  const store = createPanelStore(host);
  mountPanel(main, store);
  await started(store);
  const references = await pictures(3);
  document.title = `Seedkit panel: ${name}`;
  const model = () => store.getState().form.model;
  const start = (count: number) => {
    store.load(model(), { prompt });
    store.setCount(count);
    store.generate();
  };
  const act: Readonly<Record<string, () => void>> = {
    form: () => store.load(model(), { prompt, image_input: references, aspect_ratio: "16:9" }),
    custom: () => store.load(model(), { prompt, size: "custom", width: 1500, height: 1200 }),
    destinations: () => store.load(model(), { prompt }),
    running: () => start(4),
    results: () => start(4),
    history: () => store.show("history"),
    "history-empty": () => store.show("history"),
    settings: () => store.show("settings"),
    invalid: () => {
      store.load(model(), { prompt: "", size: "custom", width: 300, height: 1200 });
      store.generate();
    },
  };
  (act[name] ?? (() => name.startsWith("error-") && start(name === "error-moderated" ? 2 : 1)))();
}

function started(store: PanelStore): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.subscribe(() => {
      if (!store.getState().ready) return;
      stop();
      resolve();
    });
  });
}

function pictures(count: number): Promise<Uint8Array[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => picture(index * 70 + 20)));
}
