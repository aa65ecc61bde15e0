import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { declareInHostTests, runInHost, startHost } from "@seedkit/vscode-host";
import { vsix } from "./journey.ts";

const rows = ["# ", "version: 1", "images:"];
for (let entry = 0; entry < 10_000; entry++) {
  rows.push(`  entry-${entry}:`);
  rows.push(`    prompt: A small heap of tea leaves number ${entry} on white stone, from above`);
  rows.push('    aspect_ratio: "16:9"', entry === 0 ? "    tagss: [landing]" : "    tags: [landing]", "");
}
const folder = mkdtempSync(join(tmpdir(), "manifest-timing-"));
writeFileSync(join(folder, "seedkit.yaml"), rows.join("\n"));
mkdirSync(join(folder, "small"));
writeFileSync(join(folder, "small/seedkit.yaml"), "version: 1\nimages:\n  fox:\n    prompt: A fox\n");
const host = await startHost({ vsix, driver: true });
try {
  const tests = fileURLToPath(new URL("in-host/manifest-timing.ts", import.meta.url));
  const report = await runInHost({ host, folder, tests, timeout: 200_000 });
  for (const line of report.console) if (line.includes("manifest timing")) console.log(line);
  declareInHostTests("a large manifest", report);
} finally {
  await host.stop();
  rmSync(folder, { recursive: true, force: true });
}
