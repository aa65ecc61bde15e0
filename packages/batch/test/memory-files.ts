import type { ProjectFiles } from "../src/manifest/index.ts";

/** A project that lives in a map: path to bytes or text. What a path may not lead to is named by `outside`. */
export function memoryFiles(
  contents: Readonly<Record<string, string | Uint8Array>> = {},
  { outside = [] }: { readonly outside?: readonly string[] } = {},
): ProjectFiles {
  const files = new Map(
    Object.entries(contents).map(([path, content]) => [
      path,
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    ]),
  );
  return {
    read: async (path) => files.get(path),
    stat: async (path) => {
      const bytes = files.get(path);
      return bytes && { size: bytes.length, modifiedMs: 0 };
    },
    isInside: async (path) => !outside.includes(path),
  };
}
