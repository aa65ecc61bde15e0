import type { PanelStorage } from "@seedkit/panel";

/** A storage that lasts over a reload of the page, for trying out what is recovered. */
export function pageStorage(): PanelStorage {
  return {
    async get(name) {
      const text = sessionStorage.getItem(name);
      return text === null ? undefined : JSON.parse(text, (_, value) => revived(value));
    },
    async set(name, value) {
      sessionStorage.setItem(
        name,
        JSON.stringify(value, (_, part) => (part instanceof Uint8Array ? { bytes: [...part] } : part)),
      );
    },
    async delete(name) {
      sessionStorage.removeItem(name);
    },
  };
}

function revived(value: unknown): unknown {
  const bytes = typeof value === "object" && value !== null && "bytes" in value ? value.bytes : undefined;
  return Array.isArray(bytes) ? Uint8Array.from(bytes) : value;
}
