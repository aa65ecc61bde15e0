import { createPanelStore, mountPanel, type PanelStore } from "@seedkit/panel";
import "@seedkit/panel/panel.css";
import "./theme.css";
import { createFigmaPanelHost } from "./figma-panel-host.ts";
import { takeFirstStep } from "./first-step.ts";
import { createMainChannel } from "./main-channel.ts";

async function open(): Promise<void> {
  const main = createMainChannel(window);
  const start = await main.call("start", {});
  const runOf = (id: string): string => store.getState().jobs.find((job) => job.id === id)?.run ?? id;
  const { selection, kept } = start;
  const host = createFigmaPanelHost({ main, window, selection, kept, runOf });
  const store: PanelStore = createPanelStore(host);
  const stop = store.subscribe(() => {
    if (!store.getState().ready) return;
    stop();
    takeFirstStep(store, start);
  });
  mountPanel(document.querySelector("#panel") ?? document.body, store);
}

void open();
