import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmulator } from "@seedkit/emulator";
import { declareInHostTests, runInHost, startHost } from "@seedkit/vscode-host";
import { vsix } from "./journey.ts";

const folder = mkdtempSync(join(tmpdir(), "insert-"));
// Long enough for an edit meanwhile.
const service = await createEmulator({ port: 0, latency: 2500, pixels: "plain" });
const host = await startHost({
  vsix,
  driver: true,
  settings: { "seedkit.concurrency": 16, "seedkit.openImage": false },
  env: { SEGMIND_BASE_URL: service.url, SEGMIND_API_KEY: "key-of-the-environment" },
});
try {
  const file = (name: string) => fileURLToPath(new URL(`in-host/${name}.ts`, import.meta.url));
  const tests = [file("insert"), file("pay-once")];
  const report = await runInHost({ host, folder, tests, given: { service: service.url } });
  declareInHostTests("in a text", report);
} finally {
  await host.stop();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
}
