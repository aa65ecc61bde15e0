import type { Answer, CallMessage, CallName, Calls, Given, MainMessage } from "../protocol/calls.ts";
import { keepFileId } from "./place-id.ts";
import { placeImage } from "./place-image.ts";
import { readReference, selectedReferences } from "./references.ts";
import { reuse } from "./reuse.ts";
import { deleteValue, readKey, readValue, writeKey, writeValue } from "./storage.ts";

type Handlers = {
  [Name in CallName]: (given: Given<Name>) => Answer<Name> | Promise<Answer<Name>>;
};

const nothing = () => ({});

/** What the main thread does for the UI. */
const handlers: Handlers = {
  readValue: async ({ name }) => ({ value: await readValue(name) }),
  async writeValue({ name, value }) {
    // A ticket names places of this file: when it comes back, it must know the file again.
    if (name === "tickets") keepFileId();
    await writeValue(name, value);
    return {};
  },
  deleteValue: ({ name }) => deleteValue(name).then(nothing),
  readKey,
  writeKey: (given) => writeKey(given).then(nothing),
  addImage: ({ bytes }) => ({ hash: figma.createImage(bytes).hash }),
  place: placeImage,
  reuse,
  selectedReferences,
  readReference,
  notify({ text, error }) {
    figma.notify(text, { error });
    return nothing();
  },
  openExternal({ url }) {
    figma.openExternal(url);
    return nothing();
  },
};

/** Answers every call once, also one that fails. */
export async function answerCall(message: CallMessage): Promise<void> {
  const { id, call, given } = message;
  try {
    const handler = handlers[call] as (given: unknown) => unknown;
    post({ id, answer: (await handler(given)) as Calls[CallName]["answer"] });
  } catch (error) {
    post({ id, failure: error instanceof Error ? error.message : String(error) });
  }
}

export const post = (message: MainMessage): void => figma.ui.postMessage(message);
