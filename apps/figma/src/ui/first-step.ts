import type { PanelStore } from "@seedkit/panel";
import type { Start } from "../protocol/calls.ts";
import type { StoredGeneration } from "../protocol/generation.ts";

/** Does what the plugin was started for, once the panel has read what it keeps. */
export function takeFirstStep(store: PanelStore, start: Start, tell: (text: string) => void): void {
  const { command, made, prompt, ratio } = start;
  if (command === "prompt" && prompt) {
    const model = store.getState().form.model;
    store.load(model, { prompt, ...(ratio ? { aspect_ratio: ratio } : {}) });
    store.generate();
  }
  const [first] = made;
  if (first === undefined || (command !== "edit" && command !== "regenerate")) return;
  // A file carries what anybody, and any version, wrote into it.
  const valid = made.filter(({ generation }) => isValid(store, generation));
  if (command === "regenerate" && valid.length > 0 && store.getState().hasKey) {
    for (const { generation, target } of valid) {
      store.regenerate(generation.model, generation.input, { id: target.place, label: target.name });
    }
  } else store.load(first.generation.model, first.generation.input);
  if (valid.length < made.length) tell("These settings are not valid here: check them before you generate");
}

function isValid(store: PanelStore, { model, input }: StoredGeneration): boolean {
  return store.models.find(({ id }) => id === model)?.validate(input).ok ?? false;
}
