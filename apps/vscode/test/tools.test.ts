import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmulator } from "@seedkit/emulator";
import { declareInHostTests, launchChromium, runInHost, startHost } from "@seedkit/vscode-host";
import { vsix } from "./journey.ts";
import { png } from "./png.ts";

const key = "SG_right_0123456789abcdef";
const places = ["node", "web"] as const;
const tests = fileURLToPath(new URL("in-host/tools.ts", import.meta.url));
const browser = await launchChromium();
try {
  for (const kind of places) {
    const home = mkdtempSync(join(tmpdir(), "tools-"));
    const [folder, outside] = [join(home, "work"), join(home, "outside")];
    for (const made of [folder, outside]) mkdirSync(made);
    const secret = png(8, 8, [1, 2, 3]);
    writeFileSync(join(outside, "secret.png"), secret);
    writeFileSync(join(home, "secret.png"), secret);
    writeFileSync(join(folder, "notes.md"), "# Notes\n");
    symlinkSync(outside, join(folder, "link"));
    const service = await createEmulator({ port: 0, pixels: "plain", apiKey: key });
    // The web worker has no environment: there the key is typed.
    const typed = kind === "web" ? { key } : {};
    const host = await startHost({
      ...{ vsix, driver: true },
      settings: { "seedkit.baseUrl": service.url, "chat.disableAIFeatures": false },
      ...(kind === "node" && { env: { SEGMIND_API_KEY: key } }),
    });
    try {
      const options = { host, browser, folder, tests, kind, extensions: ["seedkit.seedkit-vscode"] };
      const report = await runInHost({ ...options, given: { service: service.url, ...typed } });
      declareInHostTests(`tools, ${kind}`, report);
    } finally {
      await host.stop();
      await service.close();
      rmSync(home, { recursive: true, force: true });
    }
  }
} finally {
  await browser.close();
}
