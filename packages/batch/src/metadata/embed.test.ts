import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { imageData, samples } from "../../test/sample-images.ts";
import { embedProvenance, readProvenance, readXmp } from "./index.ts";

const provenance = { prompt: 'a <fox> & "friends" 🦊', model: "seedream-4.5", key: "0123abcd" };
const told = { ...provenance, madeByAi: true, tool: "Seedkit" };
const digitalSource = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();
const images = await samples();

describe.each(Object.entries(images))("%s", (_, bytes) => {
  const before = Buffer.from(bytes);
  const written = embedProvenance(bytes, provenance);

  test("another program reads what was written", async () => {
    const { xmp } = await sharp(written).metadata();
    expect(xmp?.toString()).toContain(digitalSource);
    expect(xmp?.toString()).toContain('a &lt;fox&gt; &amp; "friends" 🦊');
  });

  test("it is read back", () => {
    expect(readProvenance(written)).toEqual(told);
    expect(readProvenance(bytes)).toBeUndefined();
  });

  test("no byte of the image data changes, no pixel, no size, no profile", async () => {
    expect(imageData(written).equals(imageData(bytes))).toBe(true);
    expect(await pixels(written)).toEqual(await pixels(bytes));
    const { xmp: _, xmpAsString: __, ...metadata } = await sharp(written).metadata();
    expect({ ...metadata, size: 0 }).toEqual({ ...(await sharp(bytes).metadata()), size: 0 });
  });

  test("the bytes that came in stay as they are", () => {
    expect(before.equals(bytes)).toBe(true);
  });

  test("written twice is written once, and a new prompt takes the place of the old", () => {
    expect(Buffer.compare(embedProvenance(written, provenance), written)).toBe(0);
    const other = embedProvenance(written, { ...provenance, prompt: "a badger" });
    expect(Buffer.compare(other, embedProvenance(bytes, { ...provenance, prompt: "a badger" }))).toBe(0);
  });

  test("a file that is cut off or damaged comes back as it is, or with its image data whole", () => {
    const damage = fc.tuple(
      fc.nat(bytes.length),
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 4 }),
    );
    fc.assert(
      fc.property(damage, ([length, changes]) => {
        const damaged = Buffer.from(bytes.subarray(0, length));
        for (const [at, value] of changes) if (at < length) damaged[at] = value;
        const copy = Buffer.from(damaged);
        const result = embedProvenance(damaged, provenance);
        expect(damaged.equals(copy)).toBe(true);
        if (result === damaged) return;
        expect(readXmp(result)).toContain(digitalSource);
        // Whatever the image data is, all of it is still there, in one piece.
        const tail = imageData(damaged);
        expect(imageData(result).equals(tail)).toBe(true);
      }),
      { seed: 5, numRuns: 400 },
    );
  });
});

test("a prompt too long for a JPEG is shortened, between characters, and says so", () => {
  const jpeg = images.JPEG as Uint8Array;
  const prompt = "🦊&".repeat(30_000);
  const written = embedProvenance(jpeg, { ...provenance, prompt });
  const read = readProvenance(written);
  expect(read).toMatchObject({ promptShortened: true, model: provenance.model, key: provenance.key });
  expect(read?.prompt?.length).toBeGreaterThan(15_000);
  expect(prompt.startsWith(read?.prompt ?? "?")).toBe(true);
  expect(read?.prompt).not.toContain("\uFFFD");
  expect(imageData(written).equals(imageData(jpeg))).toBe(true);
  expect(Buffer.compare(embedProvenance(written, { ...provenance, prompt }), written)).toBe(0);
  // A PNG has room.
  expect(readProvenance(embedProvenance(images.PNG as Uint8Array, { prompt }))?.prompt).toBe(prompt);
});

test("the packet stands behind JFIF and Exif", async () => {
  const jpeg = await sharp(images.JPEG)
    .withExif({ IFD0: { Copyright: "me" } })
    .jpeg()
    .toBuffer();
  const written = Buffer.from(embedProvenance(jpeg, provenance));
  expect(written.indexOf("http://ns.adobe.com/xap/1.0/")).toBeGreaterThan(written.indexOf("Exif\0"));
  expect(written.indexOf("http://ns.adobe.com/xap/1.0/")).toBeLessThan(
    written.indexOf(Buffer.from([0xff, 0xdb])),
  );
  expect((await sharp(written).metadata()).exif).toEqual((await sharp(jpeg).metadata()).exif);
});

test("what others wrote stays, less their word on where the image comes from", async () => {
  const theirs = [
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="uuid:7" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="digitalCapture">',
    "<dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>Ann</rdf:li></rdf:Alt></dc:rights>",
    "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>Theirs</rdf:li></rdf:Alt></dc:description>",
    "</rdf:Description></rdf:RDF></x:xmpmeta>",
  ].join("");
  for (const format of ["jpeg", "png", "webp"] as const) {
    const bytes = await sharp(images.PNG).withXmp(theirs).toFormat(format).toBuffer();
    const written = embedProvenance(bytes, provenance);
    expect(readProvenance(written)).toEqual(told);
    const packet = readXmp(written) ?? "";
    expect(packet).toContain("Ann");
    expect(packet).toContain("Theirs");
    expect(packet).not.toContain("digitalCapture");
    // All descriptions are of one thing.
    expect(packet.match(/rdf:about="uuid:7"/g)).toHaveLength(2);
    expect(Buffer.compare(embedProvenance(written, provenance), written)).toBe(0);
    expect(imageData(written).equals(imageData(bytes))).toBe(true);
  }
});

test("what is no JPEG, PNG or WebP comes back as it is", async () => {
  const avif = await sharp(images.PNG).avif().toBuffer();
  for (const bytes of [avif, Buffer.alloc(0), Buffer.from("GIF89a"), Buffer.from("<svg/>")]) {
    expect(embedProvenance(bytes, provenance)).toBe(bytes);
    expect(readProvenance(bytes)).toBeUndefined();
  }
});
