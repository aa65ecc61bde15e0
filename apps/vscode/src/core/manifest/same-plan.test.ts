import { expect, test } from "vitest";
import { png } from "../../../test/png.ts";
import { createAssessor } from "./assessor.ts";
import { isSamePlan } from "./same-plan.ts";

const manifest = `version: 1
images:
  hero:
    prompt: A fox
    image_input: [den.png]
  owl:
    prompt: An owl
`;

const [den, burrow] = [png(4, 4, [90, 60, 30]), png(4, 4, [30, 20, 10])];

/** What there is to make, as it is planned from files. */
async function plan(text = manifest, reference = den, only?: readonly string[]) {
  const there: Readonly<Record<string, Uint8Array>> = { "den.png": reference };
  const raw = {
    list: async () => Object.keys(there),
    stats: async (paths: readonly string[]) =>
      paths.map((path) =>
        there[path] === undefined ? undefined : { size: there[path].length, modifiedMs: 1 },
      ),
    read: async (path: string) => there[path],
    isInside: async () => true,
  };
  const source = {
    manifest: "file:///p/seedkit.yaml",
    file: "seedkit.yaml",
    formats: ["jpg"],
    concurrency: 4,
  };
  const { entries = [] } = await createAssessor().plan({ ...source, text }, raw, only);
  expect(entries.length).toBeGreaterThan(0);
  return entries;
}

test("who looks again at the same files sees the same plan", async () => {
  expect(isSamePlan(await plan(), await plan())).toBe(true);
  expect(isSamePlan(await plan(manifest, den, ["owl"]), await plan(manifest, den, ["owl"]))).toBe(true);
  expect(isSamePlan(await plan(), await plan(`${manifest}    tags: [bird]\n`))).toBe(true);
});

test.each([
  ["another prompt", () => plan(manifest.replace("A fox", "A red fox"))],
  ["a reference that changed", () => plan(manifest, burrow)],
  ["another price", () => plan(`${manifest}    count: 2\n`)],
  ["another file", () => plan(`${manifest}    output: art/owl\n`)],
  ["another model", () => plan(`${manifest}    model: seedream-4\n`)],
  ["an entry that went", () => plan(manifest, den, ["owl"])],
])("%s is another plan", async (_, other) => {
  expect(isSamePlan(await plan(), await other())).toBe(false);
});
