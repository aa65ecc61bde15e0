import { createPanelStore, type Job, mountPanel, type PanelStore } from "@seedkit/panel";
import "@seedkit/panel/panel.css";
import "./theme.css";
import { createFigmaPanelHost } from "./figma-panel-host.ts";
import { takeFirstStep } from "./first-step.ts";
import { createMainChannel } from "./main-channel.ts";

async function open(): Promise<void> {
  const main = createMainChannel(window);
  const start = await main.call("start", {});
  const jobOf = (id: string): Job | undefined => store.getState().jobs.find((job) => job.id === id);
  const { selection, kept } = start;
  const host = createFigmaPanelHost({ main, window, selection, kept, jobOf });
  const store: PanelStore = createPanelStore(host);
  const stop = store.subscribe(() => {
    if (!store.getState().ready) return;
    stop();
    takeFirstStep(store, start, (text) => void main.call("notify", { text, error: false }));
  });
  mountPanel(document.querySelector("#panel") ?? document.body, store);
}

void open();
