import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { table } from "../src/commands/table.ts";
import { createWorld } from "./world.ts";

const noKey = { env: { SEGMIND_API_KEY: "" } };

describe("plan", () => {
  test("tells request, size, price and time without a key or a call", async () => {
    const world = await createWorld();
    const words = ["fox", "--size", "1K", "--aspect-ratio", "16:9", "--count", "2", "--width", "2048"];
    const ran = await world.run(["plan", ...words, "--json"], noKey);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      version: 1,
      request: { method: "POST", body: { prompt: "fox", size: "1K", width: 2048 } },
      plan: { width: 2624, height: 1472, certainty: "estimate" },
      cost: { formatted: "$0.08" },
      calls: 2,
      typicalMs: 32_230,
      warnings: [{ code: "unused_sides" }, { code: "scaled_up" }],
    });
    expect((await world.run(["generate", ...words, "--dry-run", "--json"], noKey)).stdout).toBe(ran.stdout);
    const plain = await world.run(["plan", ...words], noKey);
    expect(plain.stdout).toMatch(/Cost\s+\$0\.08 \(2 x \$0\.04\)/);
    expect(world.emulator.journal.requests).toEqual([]);
  });

  test("refuses what generate would refuse before sending", async () => {
    const world = await createWorld();
    expect((await world.run(["plan", "fox", "--max-cost", "0.01"], noKey)).code).toBe(4);
    await writeFile(join(world.cwd, "fox.jpg"), "");
    expect((await world.run(["generate", "fox", "--dry-run", "-o", "fox.jpg"], noKey)).code).toBe(2);
  });
});

describe("models", () => {
  test("lists ids in a pipe, a table for a person, everything as JSON", async () => {
    const world = await createWorld();
    expect((await world.run(["models"])).stdout).toBe("seedream-4\nseedream-4.5\n");
    expect((await world.run(["models"], { tty: true })).stdout).toContain("$0.035 an image");
    const document = JSON.parse((await world.run(["models", "seedream-4.5", "--json"])).stdout);
    expect(document).toMatchObject({
      version: 1,
      models: [{ id: "seedream-4.5", price: { micros: 40_000 } }],
    });
    expect((await world.run(["models", "seedream-4"])).stdout).toContain("--image-input");
    expect((await world.run(["models", "seedream-9"])).code).toBe(2);
  });
});

describe("upload", () => {
  test("warns once, and prints an address for each file in order", async () => {
    const world = await createWorld();
    await world.run(["generate", "fox", "--emulator"]);
    await writeFile(join(world.cwd, "copy.jpg"), await readFile(join(world.cwd, "fox.jpg")));
    const ran = await world.run(["upload", "fox.jpg", "copy.jpg"]);
    expect(ran.code).toBe(0);
    const urls = ran.stdout.trim().split("\n");
    expect(urls).toHaveLength(2);
    expect(ran.stderr.match(/have their address/g)).toHaveLength(1);
    const json = JSON.parse((await world.run(["upload", "fox.jpg", "--json"])).stdout);
    expect(json).toMatchObject({
      version: 1,
      files: [{ file: "fox.jpg", url: expect.stringMatching(/^http/) }],
    });
  });

  test("takes no address that the environment does not name", async () => {
    const world = await createWorld();
    await world.run(["generate", "fox", "--emulator"]);
    const env = { SEGMIND_UPLOAD_URL: `${world.emulator.url}/elsewhere` };
    expect((await world.run(["upload", "fox.jpg"], { env })).code).toBe(2);
    expect(world.emulator.journal.requests.map(({ path }) => path)).toEqual(["/elsewhere"]);
  });
});

describe("help", () => {
  test.each(table.filter(({ hidden }) => !hidden).map(({ name }) => name))(
    "%s --help has examples",
    async (name) => {
      const world = await createWorld();
      const ran = await world.run([name, "--help"], noKey);
      expect(ran).toMatchObject({ code: 0, stderr: "" });
      expect(ran.stdout).toContain(`Usage: seedkit ${name}`);
      expect(ran.stdout).toContain("Examples:");
      expect((await world.run(["help", name], noKey)).stdout).toBe(ran.stdout);
    },
  );

  test("the flags of generate are the fields of the models, and differences are named", async () => {
    const world = await createWorld();
    const { stdout } = await world.run(["generate", "--help"]);
    for (const flag of [
      "size",
      "aspect-ratio",
      "width",
      "height",
      "image-input",
      "max-images",
      "sequential-image-generation",
    ]) {
      expect(stdout).toContain(`--${flag} `);
    }
    expect(stdout.replace(/\s+/g, " ")).toContain("default match_input_image] seedream-4: 1:1, 4:3");
    const older = await world.run(["generate", "--model", "seedream-4", "--help"]);
    expect(older.stdout.replace(/\s+/g, " ")).toContain("seedream-4.5: match_input_image");
  });

  test("the root shows its commands, and no key is ever an argument", async () => {
    const world = await createWorld();
    const root = await world.run([]);
    expect(root).toMatchObject({ code: 0, stderr: "" });
    expect(root.stdout).toContain("generate");
    expect(root.stdout).not.toContain("complete ");
    for (const { name } of table.filter((entry) => entry.name !== "emulator")) {
      expect((await world.run([name, "--help"])).stdout).not.toContain("--api-key");
    }
  });
});

describe("completion", () => {
  const answers = async (...words: string[]) => {
    const world = await createWorld();
    const { stdout } = await world.run(["complete", "--", ...words]);
    const lines = stdout.trim().split("\n");
    return { values: lines.slice(0, -1).map((line) => line.split("\t")[0]), directive: lines.at(-1) };
  };

  test("offers commands, flags, their values, and files where a file is meant", async () => {
    expect((await answers("ge")).values).toEqual(["generate"]);
    expect((await answers("generate", "--asp")).values).toEqual(["--aspect-ratio"]);
    expect((await answers("generate", "--size", "")).values).toEqual(["1K", "2K", "4K", "custom"]);
    expect((await answers("generate", "--model=")).values).toEqual(["seedream-4", "seedream-4.5"]);
    expect(await answers("generate", "--image-input", "")).toEqual({ values: [], directive: ":0" });
    expect(await answers("generate", "fox", "")).toEqual({ values: [], directive: ":4" });
    expect((await answers("models", "")).values).toEqual(["seedream-4", "seedream-4.5"]);
  });
});
