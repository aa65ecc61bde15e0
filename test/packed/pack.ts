import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder with the packed packages in its node_modules, as an installation leaves them. */
    readonly installed: string;
  }
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const packages = {
  core: "@seedkit/core",
  batch: "@seedkit/batch",
  emulator: "@seedkit/emulator",
  mcp: "@seedkit/mcp",
  queue: "@seedkit/queue",
  cli: "seedkit",
};

/** Packs our packages and lays them out as installed; what they depend on comes from the workspace. */
export default function setup(project: TestProject): () => void {
  for (const folder of Object.keys(packages)) {
    if (!existsSync(join(root, "packages", folder, "dist"))) {
      throw new Error(`packages/${folder} is not built: run \`pnpm build\`, or \`npm test\``);
    }
  }
  const folder = mkdtempSync(join(tmpdir(), "seedkit-packed-"));
  const names = Object.values(packages).flatMap((name) => ["--filter", name]);
  execFileSync(
    process.execPath,
    [join(root, "scripts/pnpm.mjs"), ...names, "pack", "--pack-destination", folder],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  for (const [source, name] of Object.entries(packages)) install(folder, source, name);
  project.provide("installed", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

function install(folder: string, source: string, name: string): void {
  const prefix = `${name.replace("@", "").replace("/", "-")}-`;
  const tarball = readdirSync(folder).find((file) => file.startsWith(prefix) && /-\d[^-]*\.tgz$/.test(file));
  if (tarball === undefined) throw new Error(`pnpm pack made no tarball of ${name}`);
  const target = join(folder, "node_modules", name);
  mkdirSync(target, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, tarball), "-C", target, "--strip-components=1"]);
  const manifest = JSON.parse(readFileSync(join(target, "package.json"), "utf8"));
  const { dependencies, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  const peers = Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional);
  for (const dependency of [...Object.keys(dependencies), ...peers]) {
    const link = join(folder, "node_modules", dependency);
    if (Object.values(packages).includes(dependency) || existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "packages", source, "node_modules", dependency), link);
  }
}
