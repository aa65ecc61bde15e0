import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmulator } from "@seedkit/emulator";
import { declareInHostTests, runInHost, startHost } from "@seedkit/vscode-host";
import { vsix } from "./journey.ts";

const folder = mkdtempSync(join(tmpdir(), "typing-"));
const jobs = 8;
const entries = Array.from(
  { length: jobs },
  (_, index) => `  fox-${index + 1}: { prompt: Fox ${index + 1} }\n`,
);
writeFileSync(join(folder, "seedkit.yaml"), `version: 1\nimages:\n${entries.join("")}`);
writeFileSync(join(folder, "text.txt"), "");
// So slow that all jobs run while the typing goes on.
const service = await createEmulator({ port: 0, latency: 600_000, pixels: "plain" });
const host = await startHost({
  vsix,
  driver: true,
  settings: { "seedkit.concurrency": jobs },
  env: { SEGMIND_BASE_URL: service.url, SEGMIND_API_KEY: "key-of-the-environment" },
});
try {
  const tests = fileURLToPath(new URL("in-host/typing.ts", import.meta.url));
  const report = await runInHost({ host, folder, tests, given: { service: service.url, jobs } });
  for (const line of report.console) if (line.includes("typing with")) console.log(line);
  declareInHostTests("typing", report);
} finally {
  await host.stop();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
}
