// `pnpm gen` writes the generated files; `pnpm gen --check` fails naming those that are stale.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import actionDist from "./generators/action-dist.mjs";
import actionManifest from "./generators/action-manifest.mjs";
import batchSchemas from "./generators/batch-schemas.mjs";
import modelsIndex from "./generators/models-index.mjs";
import modelsReference from "./generators/models-reference.mjs";
import vscodeL10n from "./generators/vscode-l10n.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
// In order: later ones may read what earlier ones wrote.
const generators = [modelsIndex, modelsReference, batchSchemas, vscodeL10n, actionManifest, actionDist];
const check = process.argv.includes("--check");

const stale = [];
for (const generator of generators) {
  const files = await generator.files(root);
  for (const [path, text] of files) settle(path, format(path, text), generator);
  for (const path of leftOver(generator, files)) discard(path, generator);
}
if (stale.length > 0) {
  for (const { path, what } of stale)
    console.error(`${path} is stale (${what}): run \`pnpm gen\` and commit it`);
  process.exitCode = 1;
} else if (check) console.log("generated files: up to date");

function settle(path, text, generator) {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  if (check) {
    stale.push({ path, what: generator.name });
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`wrote ${path}`);
}

/** Files in a folder that is a generator's own, which it no longer makes. */
function leftOver({ owns }, files) {
  if (!owns || !existsSync(join(root, owns))) return [];
  return readdirSync(join(root, owns))
    .map((name) => `${owns}/${name}`)
    .filter((path) => !files.has(path));
}

function discard(path, generator) {
  if (check) {
    stale.push({ path, what: `${generator.name}: no longer made` });
    return;
  }
  rmSync(join(root, path), { recursive: true });
  console.log(`removed ${path}`);
}

function format(path, text) {
  if (!/\.(ts|json)$/.test(path)) return text;
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const run = spawnSync(process.execPath, [biome, "check", "--write", `--stdin-file-path=${path}`], {
    cwd: root,
    input: text,
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(`biome cannot format ${path}: ${run.stderr || run.error}`);
  return run.stdout;
}
