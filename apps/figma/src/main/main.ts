import type { RunEvent } from "@figma/plugin-typings/plugin-api-standalone.d.ts";
import type { CallMessage } from "../protocol/calls.ts";
import { commandOf } from "../protocol/commands.ts";
import { withStart } from "../protocol/start-slot.ts";
import { answerCall, post } from "./answer.ts";
import { handleDrop } from "./drop.ts";
import { suggest } from "./quick-action.ts";
import { readMade, readSelection } from "./selection.ts";
import { readKnown } from "./storage.ts";

const windowSize = { width: 360, height: 680 };

let isOpen = false;

figma.parameters.on("input", suggest);

// `showUI` is refused while the quick action asks its questions, so it waits for the run.
figma.on("run", async ({ command, parameters }: RunEvent) => {
  const { prompt, ratio } = (parameters ?? {}) as { prompt?: string; ratio?: string };
  const known = await readKnown();
  const start = {
    ...{ command: commandOf(command), ...known, selection: readSelection(), made: readMade() },
    ...(prompt ? { prompt } : {}),
    ...(ratio ? { ratio } : {}),
  };
  figma.showUI(withStart(__html__, start), { ...windowSize, themeColors: true, title: "Seedkit" });
  isOpen = true;
});

figma.ui.on("message", (message: CallMessage) => void answerCall(message));

const tellSelection = () => {
  // Without a window there is nobody to tell: the quick action still asks its questions.
  if (isOpen) post({ selection: readSelection() });
};
figma.on("selectionchange", tellSelection);
figma.on("currentpagechange", tellSelection);
figma.on("drop", handleDrop);
