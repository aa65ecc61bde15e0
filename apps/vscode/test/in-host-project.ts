import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmulator } from "@seedkit/emulator";
import { png } from "./png.ts";
import { teaManifest } from "./tea-manifest.ts";

const files: Readonly<Record<string, string>> = {
  "page.md": "# Page\n\n\n",
  "missing.md": "![A red pot](pots/red%20pot.png)\n",
  "notes.md": "# Notes\n",
  "seedkit.yaml": "version: 1\nimages:\n  hero:\n    prompt: Steam over a teapot\n",
  "teas/seedkit.yaml": teaManifest,
};

/** The key that the services take; the tests type it. */
const key = "SG_in_host_0123456789abcdef";

/** What the tests of `in-host/` find: services, settings, and folders to open. */
export async function startProject() {
  const root = mkdtempSync(join(tmpdir(), "in-host-"));
  const service = await createEmulator({ port: 0, apiKey: key, pixels: "plain" });
  // Long enough for an edit meanwhile.
  const slowService = await createEmulator({ port: 0, apiKey: key, latency: 2500, pixels: "plain" });
  return {
    key,
    service,
    settings: { "seedkit.baseUrl": service.url, "seedkit.openImage": false, "seedkit.concurrency": 16 },
    given: { service: service.url, slowService: slowService.url, key },
    /** A folder to open, with a link that leads out of it and secrets beside it. */
    newFolder(): string {
      const home = mkdtempSync(join(root, "home-"));
      const [folder, outside] = [join(home, "work"), join(home, "outside")];
      for (const made of [folder, outside, join(folder, "teas")]) mkdirSync(made);
      for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
      for (const place of [home, outside]) writeFileSync(join(place, "secret.png"), png(8, 8, [1, 2, 3]));
      symlinkSync(outside, join(folder, "link"));
      return folder;
    },
    async stop(): Promise<void> {
      await service.close();
      await slowService.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Files of `in-host/`, by their names. */
export const inHost = (...names: readonly string[]): string[] =>
  names.map((name) => fileURLToPath(new URL(`in-host/${name}.ts`, import.meta.url)));
