import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFileSpool } from "./file-spool.ts";

let folder: string;
let files = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "seedkit-spool-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const place = async () => join(folder, String(files++));
const spool = createFileSpool({ place });
const frame = [0xff, 0xc0, 0, 17, 8, 0, 32, 0, 64, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];

/** A JPEG of 64x32 px and so many bytes, `before` of them ahead of the frame that tells its px. */
function jpegOf(size: number, before = 0): Uint8Array {
  const comments: number[] = [];
  for (let left = before; left > 0; left -= 65_537) {
    comments.push(0xff, 0xfe, 0xff, 0xff, ...new Uint8Array(65_533));
  }
  const head = Uint8Array.from([0xff, 0xd8, ...comments, ...frame, 0xff, 0xda, 0, 2]);
  return Buffer.concat([head, randomBytes(size)]).subarray(0, size);
}

async function* inPieces(bytes: Uint8Array, length = 10_000) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("an image", () => {
  test("that is large goes into a file, whole, with its hash", async () => {
    const bytes = jpegOf(3_000_000);
    const image = await spool(inPieces(bytes));
    const path = join(folder, String(files - 1));
    expect(image).toEqual({
      mediaType: "image/jpeg",
      width: 64,
      height: 32,
      path,
      sha256: sha256(bytes),
      size: 3_000_000,
    });
    expect((await readFile(path)).equals(bytes)).toBe(true);
  });

  test.each([1, 262_144])("that is small stays in memory: pieces of %s bytes", async (piece) => {
    const bytes = jpegOf(40_000);
    const image = await spool(inPieces(bytes, piece));
    expect(image).toMatchObject({ width: 64, size: 40_000, sha256: sha256(bytes) });
    expect("bytes" in image && Buffer.from(image.bytes).equals(bytes)).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });

  test("whose px stand behind a long profile is still told by them", async () => {
    const image = await spool(inPieces(jpegOf(3_000_000, 1_000_000)));
    expect(image).toMatchObject({ width: 64, height: 32, path: expect.any(String) });
  });

  test("that finds no place stays in memory", async () => {
    const bytes = jpegOf(2_000_000);
    const image = await createFileSpool({ place: async () => join(folder, "missing", "x") })(inPieces(bytes));
    expect("bytes" in image && Buffer.from(image.bytes).equals(bytes)).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });
});

test("a body that breaks off leaves nothing behind and throws what it threw", async () => {
  async function* broken() {
    yield* inPieces(jpegOf(1_000_000));
    throw new Error("it broke off");
  }
  await expect(spool(broken())).rejects.toThrow("it broke off");
  expect(await readdir(folder)).toEqual([]);
});

test("what is no image comes back as it is, whatever its length", async () => {
  const bytes = Buffer.from(JSON.stringify({ images: ["x".repeat(1_000_000)] }));
  for (const text of [bytes, Buffer.alloc(0)]) {
    const read = await spool(inPieces(text));
    expect(read).toBeInstanceOf(Uint8Array);
    expect(Buffer.from(read as Uint8Array).equals(text)).toBe(true);
  }
  expect(await readdir(folder)).toEqual([]);
});
