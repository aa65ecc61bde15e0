import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Every log file below a folder, by its path from there: of the server, of extension hosts, of output channels. */
export function readLogs(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
}
