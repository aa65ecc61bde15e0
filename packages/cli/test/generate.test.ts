import { lstat, mkdir, readdir, readFile, readlink, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createWorld, lastError } from "./world.ts";

describe("generate", () => {
  test("saves an image named after the prompt and prints its path alone", async () => {
    const world = await createWorld();
    const ran = await world.run(["generate", "A fox,", "at dawn!"]);
    expect(ran).toMatchObject({ code: 0, stdout: "a-fox-at-dawn.jpg\n" });
    expect(await readdir(world.cwd)).toEqual(["a-fox-at-dawn.jpg"]);
    expect(ran.stderr).toContain("$0.04");
    expect(world.emulator.journal.charged.count).toBe(1);
  });

  test("prints one JSON document with the promised keys", async () => {
    const world = await createWorld();
    const ran = await world.run([
      "generate",
      "fox",
      "--json",
      "--size",
      "custom",
      "--width",
      "2304",
      "--height",
      "1728",
    ]);
    const document = JSON.parse(ran.stdout);
    expect(Object.keys(document)).toEqual([
      "version",
      "images",
      "failures",
      "model",
      "plan",
      "cost",
      "creditsLeft",
      "requestId",
      "attempts",
      "warnings",
    ]);
    const file = join(world.cwd, "fox.jpg");
    const bytes = (await readFile(file)).length;
    expect(document).toMatchObject({
      version: 1,
      images: [{ file, width: 2304, height: 1728, mediaType: "image/jpeg", bytes }],
      failures: [],
      cost: { estimated: { max: { micros: 40_000, formatted: "$0.04" } } },
      creditsLeft: 99.96,
      attempts: 1,
    });
  });

  test("numbers a name that is taken, and never overwrites", async () => {
    const world = await createWorld();
    await writeFile(join(world.cwd, "fox.jpg"), "mine");
    const ran = await world.run(["generate", "fox", "--count", "2"]);
    expect(ran.stdout.split("\n").sort()).toEqual(["", "fox-2.jpg", "fox-3.jpg"]);
    expect(await readFile(join(world.cwd, "fox.jpg"), "utf8")).toBe("mine");
  });

  test("refuses a file that exists before anything is paid, unless told to overwrite", async () => {
    const world = await createWorld();
    await writeFile(join(world.cwd, "fox.jpg"), "mine");
    const refused = await world.run(["generate", "fox", "-o", "fox.jpg", "--json"]);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(lastError(refused)).toMatchObject({ code: "invalid_input", charged: "no" });
    expect((await world.run(["generate", "fox", "-o", "fox"])).code).toBe(2);
    expect(world.emulator.journal.requests).toEqual([]);
    const forced = await world.run(["generate", "fox", "-o", "fox.jpg", "--overwrite"]);
    expect(forced).toMatchObject({ code: 0, stdout: "fox.jpg\n" });
    expect((await readFile(join(world.cwd, "fox.jpg"))).length).toBeGreaterThan(1000);
  });

  test("a link counts as a file that exists, also one that leads nowhere", async () => {
    const world = await createWorld();
    await symlink("nowhere.jpg", join(world.cwd, "fox.jpg"));
    expect((await world.run(["generate", "fox", "-o", "fox.jpg"])).code).toBe(2);
    const ran = await world.run(["generate", "fox"]);
    expect(ran.stdout).toBe("fox-2.jpg\n");
    expect(await readlink(join(world.cwd, "fox.jpg"))).toBe("nowhere.jpg");
  });

  test("writes into a linked folder, and replaces a link rather than what it leads to", async () => {
    const world = await createWorld();
    await mkdir(join(world.cwd, "real"));
    await symlink("real", join(world.cwd, "linked"));
    expect((await world.run(["generate", "fox", "-o", "linked"])).stdout).toBe("linked/fox.jpg\n");
    expect(await readdir(join(world.cwd, "real"))).toEqual(["fox.jpg"]);
    await writeFile(join(world.cwd, "mine.jpg"), "mine");
    await symlink("mine.jpg", join(world.cwd, "link.jpg"));
    await world.run(["generate", "fox", "-o", "link.jpg", "--overwrite"]);
    expect(await readFile(join(world.cwd, "mine.jpg"), "utf8")).toBe("mine");
    expect((await lstat(join(world.cwd, "link.jpg"))).isSymbolicLink()).toBe(false);
  });

  test("the extension follows the real type, and overwrite reaches no name that was not typed", async () => {
    const world = await createWorld();
    await writeFile(join(world.cwd, "fox.jpg"), "mine");
    const ran = await world.run(["generate", "fox", "-o", "fox.png", "--overwrite"]);
    expect(ran).toMatchObject({ code: 0, stdout: "fox-2.jpg\n" });
    expect(ran.stderr).toContain("not named .png");
    expect(await readFile(join(world.cwd, "fox.jpg"), "utf8")).toBe("mine");
    const png = await createWorld({ format: "png" });
    expect((await png.run(["generate", "fox", "-o", "fox.PNG"])).stdout).toBe("fox.PNG\n");
    expect((await png.run(["generate", "fox", "-o", "other.jpeg"])).stdout).toBe("other.png\n");
  });

  test("a folder receives images and nothing else", async () => {
    const world = await createWorld();
    await world.run(["generate", "fox", "-o", "deep/er/", "--count", "2", "--transport", "queued"]);
    expect((await readdir(join(world.cwd, "deep", "er"))).sort()).toEqual(["fox-2.jpg", "fox.jpg"]);
  });

  test("fills a template", async () => {
    const world = await createWorld();
    const ran = await world.run(["generate", "fox", "--count", "2", "-o", "{model}/{id}-{index}-{hash}"]);
    for (const line of ran.stdout.trim().split("\n")) {
      expect(line).toMatch(/^seedream-4\.5\/fox-[12]-[0-9a-f]{12}\.jpg$/);
    }
    const unknown = await world.run(["generate", "fox", "-o", "{name}.jpg"]);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain("{id}, {index}, {model}, {hash}");
  });

  test("several images under one file name get their numbers", async () => {
    const world = await createWorld();
    const ran = await world.run([
      "generate",
      "ferns",
      "-o",
      "fern.jpg",
      "--sequential-image-generation",
      "auto",
      "--max-images",
      "3",
    ]);
    expect(ran.stdout).toBe("fern-1.jpg\nfern-2.jpg\nfern-3.jpg\n");
  });

  test("refuses a place that cannot be written before anything is paid", async () => {
    const world = await createWorld();
    await writeFile(join(world.cwd, "file"), "");
    for (const place of ["file/fox.jpg", "file/deep/", "/proc/none/fox.jpg", "-", ""]) {
      const ran = await world.run(["generate", "fox", "-o", place]);
      expect([place, ran.code]).toEqual([place, 2]);
    }
    expect(world.emulator.journal.requests).toEqual([]);
  });

  test("leaves no empty folder behind when no image came", async () => {
    const world = await createWorld({ faults: [{ fault: { kind: "moderated" } }] });
    expect((await world.run(["generate", "fox", "-o", "a/b/"])).code).toBe(2);
    expect(await readdir(world.cwd)).toEqual([]);
  });

  test("draws with the embedded emulator without a key, and says so", async () => {
    const world = await createWorld();
    const ran = await world.run(["generate", "fox", "--emulator"], { env: { SEGMIND_API_KEY: "" } });
    expect(ran).toMatchObject({ code: 0, stdout: "fox.jpg\n" });
    expect(ran.stderr).toContain("embedded emulator");
    expect(world.emulator.journal.requests).toEqual([]);
  });

  test("reads the prompt from a file or from standard input", async () => {
    const world = await createWorld();
    await writeFile(join(world.cwd, "prompt.txt"), "a heron\n");
    expect((await world.run(["generate", "--prompt-file", "prompt.txt"])).stdout).toBe("a-heron.jpg\n");
    expect((await world.run(["generate", "--prompt-file", "-"], { stdin: "an owl\n" })).stdout).toBe(
      "an-owl.jpg\n",
    );
    expect((await world.run(["generate", "--prompt-file", "none.txt"])).code).toBe(2);
    expect((await world.run(["generate", "x", "--prompt-file", "prompt.txt"])).code).toBe(2);
  });

  test("uploads a file as a reference after one warning, and sends an address as it is", async () => {
    const world = await createWorld();
    await world.run(["generate", "room", "-o", "room.jpg"]);
    const ran = await world.run(["generate", "night", "--image-input", "room.jpg", "--count", "2"]);
    expect(ran.code).toBe(0);
    expect(ran.stderr.match(/have their address/g)).toHaveLength(1);
    const paths = () => world.emulator.journal.requests.map(({ path }) => path);
    expect(paths().filter((path) => path.includes("upload"))).toHaveLength(1);
    await world.run([
      "generate",
      "night",
      "--image-input",
      "http://127.0.0.1:9/x.png",
      "--image-input",
      "http://127.0.0.1:9/y.png",
    ]);
    expect(paths().filter((path) => path.includes("upload"))).toHaveLength(1);
  });
});
