import type { PanelStore } from "@seedkit/panel";
import type { Start } from "../protocol/calls.ts";

/** Does what the plugin was started for, once the panel has read what it keeps. */
export function takeFirstStep(store: PanelStore, start: Start): void {
  const { command, made, prompt, ratio } = start;
  const [first] = made;
  if (command === "prompt" && prompt) {
    const model = store.getState().form.model;
    store.load(model, { prompt, ...(ratio ? { aspect_ratio: ratio } : {}) });
    store.generate();
  }
  // Without a key the settings wait in the form.
  const onlyShow = command === "edit" || (command === "regenerate" && !store.getState().hasKey);
  if (onlyShow && first) store.load(first.generation.model, first.generation.input);
  if (command === "regenerate" && !onlyShow) {
    for (const { generation, target } of made) {
      const place = { id: target.place, label: target.name };
      store.regenerate(generation.model, generation.input, place);
    }
  }
}
