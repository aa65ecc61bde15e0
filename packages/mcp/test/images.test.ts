import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { SavedCall } from "../src/index.ts";
import { createWorld, textOf } from "./world.ts";

test("an image comes as picture, file, link and data, and its request is forgotten", async () => {
  const { call, folder, emulator, noted } = await createWorld();
  const answer = await call("seedkit_generate_image", { prompt: "a fox", aspect_ratio: "1:1" });
  const path = join(folder, "a-fox.jpg");
  const bytes = await readFile(path);
  const [text, picture, link] = answer.content;
  expect(text).toMatchObject({
    type: "text",
    text: expect.stringContaining(`Saved ${path} (2048x2048 px).`),
  });
  expect(textOf(answer)).toContain("$0.04");
  expect(picture).toEqual({ type: "image", mimeType: "image/jpeg", data: bytes.toString("base64") });
  if (link?.type !== "resource_link") throw new Error("There is no link");
  expect(fileURLToPath(link.uri)).toBe(path);
  expect(answer.structuredContent).toMatchObject({
    images: [{ path, width: 2048, height: 2048, mediaType: "image/jpeg", bytes: bytes.length }],
    price: { micros: 40_000, formatted: "$0.04" },
    sessionLeft: { micros: 960_000 },
    requestId: expect.any(String),
  });
  expect(emulator.journal.charged.count).toBe(1);
  expect(noted.size).toBe(0);
});

test("a host hears of what is saved; what it makes of it harms no answer", async () => {
  const heard: SavedCall[] = [];
  const { call, folder, log } = await createWorld(
    {},
    {
      onSaved(saved) {
        heard.push(saved);
        throw new Error("no room for a history");
      },
    },
  );
  await call("seedkit_generate_image", { prompt: "a cup", output: "cup.jpg" });
  const answer = await call("seedkit_edit_image", {
    prompt: "in blue",
    size: "4K",
    image_input: ["cup.jpg"],
  });
  expect(answer.isError).toBeUndefined();
  expect(heard[1]).toMatchObject({
    ...{ model: "seedream-4.5", input: { prompt: "in blue", size: "4K" }, references: ["cup.jpg"] },
    images: [{ path: join(folder, "in-blue.jpg") }],
    price: { micros: 40_000 },
    requestId: expect.any(String),
  });
  expect(log.join()).toContain("no room for a history");
});

test("a file of the folder and a link of an earlier answer are references; they stay as they are", async () => {
  const { call, folder, emulator } = await createWorld();
  const first = await call("seedkit_generate_image", { prompt: "a cup", output: "art/cup.jpg" });
  const link = first.content.find((block) => block.type === "resource_link");
  const before = await readFile(join(folder, "art/cup.jpg"));
  const answer = await call("seedkit_edit_image", {
    prompt: "the same cup in blue",
    image_input: ["art/cup.jpg", link?.type === "resource_link" ? link.uri : ""],
    output: "art/",
  });
  expect(answer.isError).toBeUndefined();
  expect((await readdir(join(folder, "art"))).sort()).toEqual(["cup.jpg", "the-same-cup-in-blue.jpg"]);
  expect(await readFile(join(folder, "art/cup.jpg"))).toEqual(before);
  expect(textOf(answer)).toContain("readable to all who have their address");
  expect(emulator.journal.charged.count).toBe(2);
});

test("two calls at once for the same prompt make two files", async () => {
  const { call, folder, emulator } = await createWorld({ latency: 20 });
  const both = await Promise.all([1, 2].map(() => call("seedkit_generate_image", { prompt: "twins" })));
  expect(both.map(({ isError }) => isError)).toEqual([undefined, undefined]);
  expect((await readdir(folder)).sort()).toEqual(["twins-2.jpg", "twins.jpg"]);
  expect(emulator.journal.charged.count).toBe(2);
});

test("no more are sent at once than the session may", async () => {
  const { call, emulator } = await createWorld({ latency: 60 }, { concurrency: 1 });
  await Promise.all(["one", "two", "three"].map((prompt) => call("seedkit_generate_image", { prompt })));
  const paths = emulator.journal.requests.map(({ method, path }) => (method === "POST" ? "submit" : path));
  const submits = paths.flatMap((path, at) => (path === "submit" ? [at] : []));
  expect(submits).toHaveLength(3);
  // Between two submits the first job is asked for, and its image fetched.
  for (const [at, index] of submits.slice(1).entries())
    expect(paths.slice(submits[at], index).some((path) => path.startsWith("/images/"))).toBe(true);
});

test("several images of one call each get a file", async () => {
  const { call, folder } = await createWorld();
  const answer = await call("seedkit_generate_image", {
    prompt: "a story",
    sequential_image_generation: "auto",
    max_images: 3,
    output: "story.jpg",
  });
  expect(answer.content.filter(({ type }) => type === "image")).toHaveLength(3);
  expect(await readdir(folder)).toEqual(["story-1.jpg", "story-2.jpg", "story-3.jpg"]);
  expect(answer.structuredContent).toMatchObject({ price: { micros: 120_000 } });
});

test("a picture over 1 MiB comes as a smaller copy, or as a link alone", async () => {
  const big = {
    faults: [{ match: { path: "/images/**" }, fault: { kind: "oversize" as const, bytes: 1_200_000 } }],
  };
  const without = await createWorld(big);
  const linked = await without.call("seedkit_generate_image", { prompt: "big" });
  expect(linked.content.map(({ type }) => type)).toEqual(["text", "resource_link"]);
  expect(textOf(linked)).toContain("too large to be shown here");
  const small = { bytes: new Uint8Array([1, 2, 3]), mediaType: "image/jpeg" };
  const withPreview = await createWorld(big, { preview: async () => small });
  const copied = await withPreview.call("seedkit_generate_image", { prompt: "big" });
  expect(copied.content[1]).toMatchObject({ type: "image", data: "AQID" });
  expect(textOf(copied)).toContain("smaller copy");
  expect(copied.structuredContent).toMatchObject({ images: [{ bytes: 1_200_000 }] });
});

test("a typed extension that is not the true one is told, and nothing is overwritten", async () => {
  const { call, folder } = await createWorld();
  await writeFile(join(folder, "mine.jpg"), "mine");
  const answer = await call("seedkit_generate_image", { prompt: "x", output: "x.png" });
  expect(textOf(answer)).toContain("The image is JPG, so it is not named .png");
  const refused = await call("seedkit_generate_image", { prompt: "x", output: "mine.png" });
  expect(refused.isError).toBe(true);
  expect(textOf(refused)).toContain("mine.jpg exists already");
  expect(await readFile(join(folder, "mine.jpg"), "utf8")).toBe("mine");
});
