import { readFileSync } from "node:fs";
import { arch, availableParallelism, cpus, platform, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { peers } from "./clients/index.ts";
import type { Heading } from "./report.ts";

/** When, on what and with which versions a run was made. */
export function heading(): Heading {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${model}, ${availableParallelism()} cores, ${memory} GiB, ${platform()} ${arch()}, Node ${process.versions.node}`,
    versions: [...new Set(peers.flatMap(({ packages }) => packages.map(packageName)))].map(
      (name) => `${name} ${version(name)}`,
    ),
  };
}

function packageName(specifier: string): string {
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

function version(name: string): string {
  // Not every package exports its package.json, so it is read where it lies.
  const file = fileURLToPath(new URL(`../node_modules/${name}/package.json`, import.meta.url));
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
