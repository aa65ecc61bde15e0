import type { PanelStorage } from "./host.ts";

/** A storage that lasts as long as the page. Values are copied, as a real one does it. */
export function createMemoryStorage(): PanelStorage {
  const values = new Map<string, unknown>();
  return {
    get: async (name) => structuredClone(values.get(name)),
    async set(name, value) {
      values.set(name, structuredClone(value));
    },
    async delete(name) {
      values.delete(name);
    },
  };
}
