import type { PanelStorage } from "@seedkit/panel";
import type { Start } from "../protocol/calls.ts";
import type { MainChannel } from "./main-channel.ts";

/** The panel's storage in `clientStorage`. What came with the start is not asked for again. */
export function keptStorage(main: MainChannel, { settings, history }: Start["kept"]): PanelStorage {
  const first = new Map<string, unknown>([
    ["settings", settings],
    ["history", history],
  ]);
  return {
    async get(name) {
      if (!first.has(name)) return (await main.call("readValue", { name })).value;
      const value = first.get(name);
      first.delete(name);
      return value;
    },
    async set(name, value) {
      first.delete(name);
      await main.call("writeValue", { name, value });
    },
    async delete(name) {
      first.delete(name);
      await main.call("deleteValue", { name });
    },
  };
}

/** The key: written through to `clientStorage`, read from memory. */
export function keptKey(main: MainChannel, first: string | undefined) {
  let key = first;
  return {
    get: async (): Promise<string | undefined> => key,
    async set(next: string | undefined): Promise<void> {
      await main.call("writeKey", next === undefined ? {} : { key: next });
      key = next;
    },
  };
}
