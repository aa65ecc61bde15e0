import type { PanelStorage } from "@seedkit/panel";
import type { MainChannel } from "./main-channel.ts";

/** The panel's storage in `clientStorage`. */
export function keptStorage(main: MainChannel): PanelStorage {
  return {
    get: async (name) => (await main.call("readValue", { name })).value,
    set: async (name, value) => void (await main.call("writeValue", { name, value })),
    delete: async (name) => void (await main.call("deleteValue", { name })),
  };
}

/** The key: written through to `clientStorage`, and read from there once. */
export function keptKey(main: MainChannel) {
  let key: Promise<string | undefined> | undefined;
  return {
    get(): Promise<string | undefined> {
      key ??= main.call("readKey", {}).then((answer) => answer.key);
      key.catch(() => {
        key = undefined;
      });
      return key;
    },
    async set(next: string | undefined): Promise<void> {
      await main.call("writeKey", next === undefined ? {} : { key: next });
      key = Promise.resolve(next);
    },
  };
}
