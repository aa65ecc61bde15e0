import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { start } from "./child.ts";
import { createWorld } from "./world.ts";

test("the built program prints its version, its help, and a path for an image", async () => {
  const world = await createWorld();
  const manifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  expect(await start(world, ["--version"]).ended).toMatchObject({
    code: 0,
    stdout: `${manifest.version}\n`,
    stderr: "",
  });
  expect((await start(world, ["--help"]).ended).stdout).toContain("Commands:");
  expect(await start(world, ["generate", "fox"]).ended).toMatchObject({ code: 0, stdout: "fox.jpg\n" });
});

test("neither --version nor --help loads the models or a drawing library", async () => {
  const world = await createWorld();
  const look = join(world.cwd, "look.mjs");
  await writeFile(
    look,
    `import { registerHooks } from "node:module";
     registerHooks?.({ load(url, context, next) { console.error("loads " + url); return next(url, context); } });`,
  );
  for (const words of [["--version"], ["--help"]]) {
    const ran = await start(world, words, { NODE_OPTIONS: `--import ${look}` }).ended;
    expect(ran.code).toBe(0);
    expect(ran.stderr).not.toMatch(/zod|sharp|undici|clack|emulator\/dist|core\/dist\/index/);
  }
});

test("the emulator says where it is, serves, and ends on a polite request", async () => {
  const world = await createWorld();
  await writeFile(
    join(world.cwd, "faults.json"),
    JSON.stringify([{ match: { prompt: "wolf" }, fault: { kind: "moderated" } }]),
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const words = [
      "emulator",
      "--port",
      "0",
      "--api-key",
      "a-key-of-its-own",
      "--credits",
      "0.04",
      "--faults",
      "faults.json",
    ];
    const service = start(world, words);
    await service.says("ready");
    const env = { SEGMIND_API_KEY: "a-key-of-its-own" };
    expect(service.stdout()).toMatch(/^Seedkit emulator ready on http:\/\/127\.0\.0\.1:\d+\n$/);
    const url = service.stdout().trim().split(" ").at(-1);
    expect((await world.run(["generate", "wolf"], { env: { ...env, SEGMIND_BASE_URL: url } })).code).toBe(2);
    expect((await world.run(["generate", "fox"], { env: { ...env, SEGMIND_BASE_URL: url } })).code).toBe(0);
    expect((await world.run(["generate", "fox"], { env: { ...env, SEGMIND_BASE_URL: url } })).code).toBe(4);
    expect(
      (await world.run(["credits"], { env: { SEGMIND_API_KEY: "other-key-123", SEGMIND_BASE_URL: url } }))
        .code,
    ).toBe(3);
    service.child.kill(signal);
    expect(await service.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
  }
});

test("a port that is taken is told, not thrown", async () => {
  const world = await createWorld();
  const port = new URL(world.emulator.url).port;
  const ran = await world.run(["emulator", "--port", port]);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain(`Port ${port}`);
});

test("bash completes commands, ratios and files with the script", async () => {
  const world = await createWorld();
  const { stdout } = await start(world, ["completion", "bash"]).ended;
  await writeFile(join(world.cwd, "completion.bash"), stdout);
  const bin = fileURLToPath(new URL("../bin/seedkit.js", import.meta.url));
  const ask = async (line: string) => {
    const script = `seedkit() { "$NODE" "$BIN" "$@"; }; source completion.bash
      COMP_LINE=$1; COMP_POINT=\${#COMP_LINE}; compopt() { COMPREPLY+=("<files>"); }
      __seedkit_complete; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const env = { ...world.childEnv(), NODE: process.execPath, BIN: bin };
    const ran = await promisify(execFile)("bash", ["-c", script, "bash", line], { cwd: world.cwd, env });
    return ran.stdout.trim().split("\n");
  };
  expect(await ask("seedkit gen")).toEqual(["generate"]);
  expect(await ask("seedkit generate fox --aspect-ratio 16:")).toEqual(["9"]);
  expect(await ask("seedkit generate fox --size=c")).toEqual(["custom"]);
  expect(await ask("seedkit generate --image-input ")).toEqual(["<files>"]);
});

test.each(["zsh", "fish", "powershell"])("prints a completion script for %s", async (shell) => {
  const world = await createWorld();
  expect((await start(world, ["completion", shell]).ended).stdout).toMatch(/seedkit complete/);
});
