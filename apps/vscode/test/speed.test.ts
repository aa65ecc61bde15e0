import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmulator } from "@seedkit/emulator";
import { declareInHostTests, runInHost, startHost } from "@seedkit/vscode-host";
import { sharedBrowser } from "./browser.ts";
import { vsix } from "./journey.ts";

// They are measured in earnest by packages/bench, where nothing else runs: with ten times as many entries.
const files = ["activation", "manifest-timing", "typing"];
const tests = files.map((name) => fileURLToPath(new URL(`in-host/${name}.ts`, import.meta.url)));
const [jobs, entries, rounds] = [8, 1000, 1];
// Nothing in it wakes the extension: the tests write what they need.
const folder = mkdtempSync(join(tmpdir(), "speed-"));
// So slow that all jobs run while the typing goes on.
const service = await createEmulator({ port: 0, latency: 600_000, pixels: "plain" });
const host = await startHost({
  vsix,
  driver: true,
  settings: { "seedkit.concurrency": jobs },
  env: { SEGMIND_BASE_URL: service.url, SEGMIND_API_KEY: "key-of-the-environment" },
});
try {
  const given = { service: service.url, jobs, entries, rounds };
  const browser = await sharedBrowser();
  const report = await runInHost({ host, browser, folder, tests, given, timeout: 200_000 });
  declareInHostTests("speed", report);
} finally {
  await host.stop();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
}
