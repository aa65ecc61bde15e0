import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { bundle } from "./bundle.ts";

const folder = inject("installed");
const dist = join(folder, "node_modules/@seedkit/core/dist");
const mcp = join(folder, "node_modules/@seedkit/mcp/dist");

/** The built file of an entry and every chunk it reaches. */
async function reachable(
  entry: string,
  home = dist,
  found = new Map<string, string>(),
): Promise<Map<string, string>> {
  if (found.has(entry)) return found;
  const code = await readFile(join(home, entry), "utf8");
  found.set(entry, code);
  for (const [, path] of code.matchAll(/(?:from|import)\s*\(?\s*"\.\.?\/([^"]+)"/g)) {
    if (path !== undefined) await reachable(path, home, found);
  }
  return found;
}

describe("what is built for every runtime", () => {
  test.each([
    "index.js",
    "client.js",
    "limiter.js",
    "upload.js",
    "variations.js",
    "size/index.js",
    "errors.js",
  ])("%s asks for nothing of Node", async (entry) => {
    for (const [file, code] of await reachable(entry)) {
      expect(code, file).not.toMatch(/(from|import)\s*\(?\s*["']node:/);
      expect(code, file).not.toMatch(/\b(require\(|process\.|Buffer\.|__dirname)/);
    }
  });

  test("the tools of @seedkit/mcp ask for nothing of Node and nothing of the SDK", async () => {
    for (const [file, code] of await reachable("tools/index.js", mcp)) {
      expect(code, file).not.toMatch(/["']node:|\b(process|Buffer)\.|modelcontextprotocol|@seedkit\/batch/);
    }
    const { code } = await bundle(folder, `export { toolDescriptors } from "@seedkit/mcp/tools";`);
    expect(code).toContain("seedkit_generate_image");
  });

  // A frame with the origin null that is no secure context has neither.
  test.each(["index.js", "client.js", "upload.js"])(
    "%s uses no crypto.subtle and no randomUUID",
    async (entry) => {
      for (const [file, code] of await reachable(entry))
        expect(code, file).not.toMatch(/\bsubtle\b|randomUUID/);
    },
  );
});

describe("tree-shaking", () => {
  // Zod's own mark on every schema, wherever its code stands: core carries it inside.
  const zod = /_zod\b|ZodError/;

  test("the mark of Zod is found where there is Zod", async () => {
    const { code } = await bundle(folder, `export { validate } from "@seedkit/core";`);
    expect(code).toMatch(zod);
  });

  test("one name of ./size brings no zod and no client", async () => {
    const { code } = await bundle(folder, `export { closestRatio } from "@seedkit/core/size";`);
    expect(code).not.toMatch(zod);
    expect(code).not.toContain("x-api-key");
    expect(code.length).toBeLessThan(1000);
  });

  test.each(["errors", "size", "client", "upload"])("./%s brings no zod and no model", async (entry) => {
    const { code, inputs } = await bundle(folder, `export * from "@seedkit/core/${entry}";`);
    expect(code).not.toMatch(zod);
    expect(code).not.toContain("seedream");
    expect(inputs.filter((path) => path.includes("node_modules/zod/"))).toEqual([]);
  });
});
