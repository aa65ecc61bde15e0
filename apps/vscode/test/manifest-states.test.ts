import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readProvenance } from "@seedkit/batch";
import { parseLock } from "@seedkit/batch/manifest";
import { readHeader } from "@seedkit/core";
import { createEmulator } from "@seedkit/emulator";
import { declareInHostTests, runInHost, startHost } from "@seedkit/vscode-host";
import { expect, test } from "vitest";
import { vsix } from "./journey.ts";
import { seedkitBatch } from "./seedkit-batch.ts";

const manifest = `version: 1

defaults:
  size: 2K

images:
  hero:
    prompt: Steam over a teapot
    aspect_ratio: "17:9"
  teas:
    matrix:
      tea: [sencha, oolong]
    prompt: A heap of {tea} leaves
    output: images/teas/{tea}
`;

const folder = mkdtempSync(join(tmpdir(), "manifest-"));
const other = mkdtempSync(join(tmpdir(), "manifest-web-"));
for (const place of [folder, other]) writeFileSync(join(place, "seedkit.yaml"), manifest);
const service = await createEmulator({ port: 0, pixels: "plain" });
const host = await startHost({
  vsix,
  driver: true,
  env: { SEGMIND_BASE_URL: service.url, SEGMIND_API_KEY: "key-of-the-environment" },
});
try {
  const file = (name: string) => fileURLToPath(new URL(`in-host/${name}.ts`, import.meta.url));
  const common = { host, given: { service: service.url }, timeout: 200_000 };
  const tests = [file("manifest-reading"), file("manifest-making")];
  declareInHostTests("a manifest inside the host", await runInHost({ ...common, folder, tests }));
  const web = { kind: "web" as const, extensions: ["seedkit.seedkit-vscode"], folder: other };
  const inWorker = await runInHost({ ...common, ...web, tests: file("manifest-reading") });
  declareInHostTests("a manifest inside the web worker", inWorker);
  const lock = parseLock(readFileSync(join(folder, "seedkit.lock"), "utf8"));
  const image = readFileSync(join(folder, "images/hero.jpg"));
  const locked = lock.images.hero?.calls[0]?.files[0];
  const original = readFileSync(join(folder, `.seedkit/originals/${locked?.original.sha256}.jpg`));
  const ignored = readFileSync(join(folder, ".seedkit/.gitignore"), "utf8");
  const [check, plan] = [await seedkitBatch(folder, "check"), await seedkitBatch(folder, "plan")];

  test("the command line finds all as described, and nothing to make", () => {
    expect(check).toEqual({ code: 0, out: "seedkit.yaml: 3 images, all as described\n" });
    expect(plan.out).toContain("seedkit.yaml: 3 unchanged\nThere is nothing to make.");
  });

  test("files and lock are as a run writes them", () => {
    const { width, height } = readHeader(image) ?? {};
    expect(locked).toMatchObject({ path: "images/hero.jpg", width, height, bytes: image.length });
    const { key } = lock.images.hero ?? {};
    const said = { prompt: "Steam over an old teapot", key, model: "seedream-4.5", madeByAi: true };
    expect(readProvenance(image)).toMatchObject(said);
    expect(ignored).toBe("*\n");
    expect(readHeader(original)).toMatchObject({ mediaType: "image/jpeg", width, height });
    expect(service.journal.charged.count).toBe(4);
  });
} finally {
  await host.stop();
  await service.close();
  for (const place of [folder, other]) rmSync(place, { recursive: true, force: true });
}
