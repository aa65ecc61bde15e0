import { readFileSync } from "node:fs";

/** The version of this package; its manifest lies one folder up from the source and from the built chunks. */
export function version(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  return manifest.version;
}
