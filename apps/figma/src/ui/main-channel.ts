import type { Answer, CallName, Given, MainMessage, Selection } from "../protocol/calls.ts";

/** The main thread, as the UI calls it. */
export type MainChannel = {
  call<Name extends CallName>(name: Name, given: Given<Name>): Promise<Answer<Name>>;
  onSelection(listener: (selection: Selection) => void): () => void;
};

type Pending = { resolve(answer: unknown): void; reject(error: Error): void };

/** Asks by `postMessage`: each call has an id, and one answer. */
export function createMainChannel(window: Window): MainChannel {
  const pending = new Map<number, Pending>();
  const listeners = new Set<(selection: Selection) => void>();
  let last = 0;
  // One image under way at a time: the next one waits until this one is acknowledged.
  let images: Promise<unknown> = Promise.resolve();

  window.addEventListener("message", ({ data }) => {
    const message = data?.pluginMessage as MainMessage | undefined;
    if (!message) return;
    if ("selection" in message) {
      for (const listener of listeners) listener(message.selection);
      return;
    }
    const call = pending.get(message.id);
    pending.delete(message.id);
    if ("failure" in message) call?.reject(new Error(message.failure));
    else call?.resolve(message.answer);
  });

  const ask = (call: CallName, given: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      pending.set(last, { resolve, reject });
      window.parent.postMessage({ pluginMessage: { call, id: last, given } }, "*");
    });

  return {
    call<Name extends CallName>(name: Name, given: Given<Name>) {
      if (name !== "addImage") return ask(name, given) as Promise<Answer<Name>>;
      const answer = images.then(() => ask(name, given)) as Promise<Answer<Name>>;
      images = answer.catch(() => {});
      return answer;
    },
    onSelection(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
