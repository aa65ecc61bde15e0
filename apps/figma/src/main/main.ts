import type { RunEvent } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { CallMessage, Start } from "../protocol/calls.ts";
import { commandOf } from "../protocol/commands.ts";
import { answerCall, createHandlers, post } from "./answer.ts";
import { handleDrop } from "./drop.ts";
import { suggest } from "./quick-action.ts";
import { readMade, readSelection } from "./selection.ts";
import { readKept } from "./storage.ts";

const windowSize = { width: 360, height: 680 };

let isOpen = false;
let started: Pick<Start, "command" | "prompt" | "ratio"> = { command: "open" };

figma.parameters.on("input", suggest);

// `showUI` is refused while the quick action asks its questions, so it waits for the run.
figma.on("run", ({ command, parameters }: RunEvent) => {
  const { prompt, ratio } = (parameters ?? {}) as { prompt?: string; ratio?: string };
  started = { command: commandOf(command), ...(prompt ? { prompt } : {}), ...(ratio ? { ratio } : {}) };
  figma.showUI(__html__, { ...windowSize, themeColors: true, title: "Seedkit" });
  isOpen = true;
});

const handlers = createHandlers(async () => ({
  ...started,
  kept: await readKept(),
  selection: readSelection(),
  made: readMade(),
}));
figma.ui.on("message", (message: CallMessage) => void answerCall(handlers, message));

const tellSelection = () => {
  // Without a window there is nobody to tell: the quick action still asks its questions.
  if (isOpen) post({ selection: readSelection() });
};
figma.on("selectionchange", tellSelection);
figma.on("currentpagechange", tellSelection);
figma.on("drop", handleDrop);
