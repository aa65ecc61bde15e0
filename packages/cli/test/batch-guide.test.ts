import { execFile } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createWorld } from "./world.ts";

const bin = fileURLToPath(new URL("../bin/seedkit.js", import.meta.url));
const guide = await readFile(new URL("../../../docs/images-as-code.md", import.meta.url), "utf8");
const blocks = (language: string) =>
  [...guide.matchAll(/^```(\w*)\n(.*?)^```/gms)]
    .filter(([, found]) => found === language)
    .map(([, , text = ""]) => text);

test("the guide's worked example does what it says, snippet by snippet", { timeout: 120_000 }, async () => {
  const world = await createWorld();
  const path = join(world.cwd, "..", "path");
  await mkdir(path);
  await writeFile(join(path, "seedkit"), `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`);
  await chmod(join(path, "seedkit"), 0o755);
  const env = { ...world.childEnv(), PATH: `${path}${delimiter}${process.env.PATH}` };
  const [manifest = ""] = blocks("yaml");
  await writeFile(join(world.cwd, "seedkit.yaml"), manifest);

  const charged: number[] = [];
  let plan = "";
  for (const snippet of blocks("sh")) {
    const script = snippet.replace(/http:\/\/127\.0\.0\.1:4010/, world.emulator.url);
    const { stdout } = await promisify(execFile)("bash", ["-e", "-c", script], { cwd: world.cwd, env });
    if (snippet.includes("batch plan")) plan = stdout;
    charged.push(world.emulator.journal.charged.count);
  }
  expect(plan).toBe(blocks("")[0]);
  // Four pictures, then one of them again, then both shards from the start.
  expect([...new Set(charged)]).toEqual([0, 4, 5, 9]);
});
