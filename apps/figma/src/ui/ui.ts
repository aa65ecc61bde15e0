import { createPanelStore, type Job, mountPanel, type PanelStore } from "@seedkit/panel";
import "@seedkit/panel/panel.css";
import "./theme.css";
import type { Start } from "../protocol/calls.ts";
import { startElement } from "../protocol/start-slot.ts";
import { createFigmaPanelHost } from "./figma-panel-host.ts";
import { takeFirstStep } from "./first-step.ts";
import { createMainChannel } from "./main-channel.ts";

const start = JSON.parse(document.getElementById(startElement)?.textContent ?? "") as Start;
const main = createMainChannel(window);
const jobOf = (id: string): Job | undefined => store.getState().jobs.find((job) => job.id === id);
const store: PanelStore = createPanelStore(createFigmaPanelHost({ main, window, start, jobOf }));
void store.start();
takeFirstStep(store, start, (text) => void main.call("notify", { text, error: false }));
mountPanel(document.querySelector("#panel") ?? document.body, store);
