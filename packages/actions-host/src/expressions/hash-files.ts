import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** `hashFiles()`: the SHA-256 of the files' SHA-256, empty without files. A pattern after `!` takes files out. */
export function hashFiles(folder: string, patterns: readonly string[]): string {
  const files = new Set<string>();
  for (const pattern of patterns.flatMap((text) => text.split("\n")).map((text) => text.trim())) {
    const taken = pattern.startsWith("!");
    for (const file of globSync(taken ? pattern.slice(1) : pattern, { cwd: folder })) {
      if (taken) files.delete(file);
      else if (statSync(join(folder, file)).isFile()) files.add(file);
    }
  }
  if (files.size === 0) return "";
  const all = createHash("sha256");
  for (const file of [...files].sort()) {
    all.update(
      createHash("sha256")
        .update(readFileSync(join(folder, file)))
        .digest(),
    );
  }
  return all.digest("hex");
}
