import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergePacket } from "./packet.ts";
import { decodePacket, readPacket } from "./read-packet.ts";

const provenance = { prompt: "a fox", model: "seedream-4.5", key: "k1" };
const told = { ...provenance, madeByAi: true, tool: "Seedkit" };
const rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
const ours = 'xmlns:s="https://github.com/seedkit/seedkit/ns/1.0/"';
const wrap = (inside: string) => `<rdf:RDF ${rdf}>${inside}</rdf:RDF>`;

describe("a packet", () => {
  test("gives back every prompt that XML can hold", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 80 });
    fc.assert(
      fc.property(text, (prompt) => {
        const read = readPacket(mergePacket(undefined, { ...provenance, prompt }) ?? "");
        expect(read?.prompt ?? "").toBe(prompt);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  test.each([
    ["control characters", "a\u0000b\u001bc", "a\uFFFDb\uFFFDc"],
    ["halves of surrogate pairs", "a\ud83eb\udd8a", "a\uFFFDb\uFFFD"],
    ["what is no character", "a\uFFFEb\uFFFF", "a\uFFFDb\uFFFD"],
    ["line ends and tabs", "a\r\nb\rc\n\td ", "a\r\nb\rc\n\td "],
    [
      "markup",
      "]]> <!-- </rdf:RDF> &amp; &#0; <?xpacket end?>",
      "]]> <!-- </rdf:RDF> &amp; &#0; <?xpacket end?>",
    ],
  ])("holds %s", (_, prompt, expected) => {
    const packet = mergePacket(undefined, { prompt }) ?? "";
    expect(readPacket(packet)?.prompt).toBe(expected);
    expect(mergePacket(packet, { prompt })).toBe(packet);
  });

  test("merges into anything: nothing is thrown, ours is read back, a second time changes nothing", () => {
    const piece = fc.constantFrom(
      "<rdf:Description>",
      "</rdf:Description>\n",
      `<rdf:Description ${ours}>`,
      "<s:model>x</s:model>",
      ' s:key="y"',
      ">",
      "<",
      "<rdf:RDF>",
      "</rdf:RDF>",
      "<!--",
      "-->",
      "<dc:description>",
      "</dc:description>",
      "text",
      ' rdf:about="u"',
      "&amp;",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const existing = wrap(pieces.join(""));
        const merged = mergePacket(existing, provenance) ?? "";
        expect(mergePacket(merged, provenance)).toBe(merged);
        expect(readPacket(merged)).toMatchObject({ madeByAi: true, model: "seedream-4.5", key: "k1" });
      }),
      { seed: 12, numRuns: 2000 },
    );
  });

  test("a packet that another program wrote anew, with our fields as attributes, is read and replaced", () => {
    const iptc = 'xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"';
    const source = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
    const packet = wrap(
      `<rdf:Description rdf:about='' ${ours} ${iptc} s:model='old' s:key="k&#48;"><i:DigitalSourceType rdf:resource="${source}"/></rdf:Description>`,
    );
    expect(readPacket(packet)).toEqual({ madeByAi: true, model: "old", key: "k0" });
    const merged = mergePacket(packet, provenance) ?? "";
    expect(readPacket(merged)).toEqual(told);
    expect(merged).not.toContain("old");
  });

  test("an image of others is not said to have a prompt, and one that a camera took is not made by AI", () => {
    const fields = (source: string) =>
      wrap(
        `<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" i:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/${source}" dc:description="A sunset"/>`,
      );
    expect(readPacket(fields("trainedAlgorithmicMedia"))).toEqual({ madeByAi: true });
    expect(readPacket(fields("digitalCapture"))).toEqual({ madeByAi: false });
    expect(readPacket(wrap(""))).toBeUndefined();
  });

  test("what is no packet is replaced, one with no room left is left alone", () => {
    expect(readPacket(mergePacket("garbage", provenance) ?? "")).toEqual(told);
    expect(mergePacket(wrap("x".repeat(1000)), provenance, 1500)).toBeUndefined();
  });

  test("UTF-16 is read", () => {
    const packet = `\uFEFF${wrap("é")}`;
    expect(decodePacket(Buffer.from(packet, "utf16le"))).toBe(packet);
    expect(decodePacket(Buffer.from(packet, "utf16le").swap16())).toBe(packet);
    expect(decodePacket(Buffer.from(packet.slice(1), "utf16le"))).toBe(packet.slice(1));
  });

  test("a hostile packet is read in linear time", () => {
    const hostile = wrap(`<a ${ours}>${"<s:model>".repeat(200_000)}${"<rdf:li>".repeat(100_000)}`);
    expect(readPacket(hostile)).toBeUndefined();
    expect(mergePacket(hostile, provenance)).toBeDefined();
  });
});
