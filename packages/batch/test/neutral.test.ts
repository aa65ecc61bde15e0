import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { expect, test } from "vitest";

const entry = fileURLToPath(new URL("../src/manifest/index.ts", import.meta.url));

/** The entry for every runtime, as a browser gets it. What it needs of Node fails the build. */
async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    format: "iife",
    globalName: "batch",
    platform: "browser",
    conditions: ["@seedkit/source"],
    write: false,
    logLevel: "silent",
  });
  return result.outputFiles[0]?.text ?? "";
}

/** What a web worker has, and nothing of Node. */
const workerGlobals = () => ({ crypto, TextEncoder, TextDecoder, Blob, URL, structuredClone });

test("reading, keys, plan and lock run in a web worker, on files that are handed in", async () => {
  const code = await bundle();
  // What is asked for and may be missing needs nothing.
  expect(code).not.toMatch(/(?<!getBuiltinModule\?\.\()["']node:/);
  expect(code).not.toMatch(/\brequire\(["']/);
  const worker = createContext({ ...workerGlobals() });
  runInContext("globalThis.self = globalThis", worker);
  const task = `${code};
    (async () => {
      const text = "version: 1\\nimages:\\n  a: { prompt_file: p.txt, matrix: { c: [red, blue] } }\\n";
      const bytes = new TextEncoder().encode("A {c} teapot");
      const files = {
        read: async (path) => (path === "p.txt" ? bytes : undefined),
        stat: async (path) => (path === "p.txt" ? { size: bytes.length, modifiedMs: 1 } : undefined),
        isInside: async () => true,
      };
      const read = async (file, content) => batch.readManifest({ file, text: content }, files);
      const { manifest, problems } = await read("m.yaml", text);
      const lock = batch.parseLock(batch.formatLock(batch.emptyLock()));
      const plan = await batch.planManifest(manifest, lock, files, { only: ["a/r*"] });
      const csv = await read("m.csv", "id,prompt\\na,x\\n");
      return JSON.stringify({
        problems,
        prompts: manifest.entries.map(({ input }) => input.prompt),
        planned: plan.entries.map(({ entry, state }) => [entry.id, state]),
        cost: plan.cost.formatted,
        csv: csv.problems,
        wrong: (await read("m.yaml", "images: [")).problems.length,
      });
    })()`;
  expect(JSON.parse(await runInContext(task, worker))).toEqual({
    problems: [],
    prompts: ["A red teapot", "A blue teapot"],
    planned: [["a/red", "new"]],
    cost: "$0.04",
    csv: [],
    wrong: 1,
  });
});
