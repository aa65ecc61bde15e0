import { describe, expect, test } from "vitest";
import { gif, jpeg, png, webpLossy } from "../test/images.ts";
import { decode } from "./decode.ts";
import { toBase64 } from "./references.ts";

const text = (value: string) => new TextEncoder().encode(value);
const json = (value: unknown) => decode(text(JSON.stringify(value)));
const image = png(64, 32);
const base64 = toBase64(image);
const uri = `data:image/png;base64,${base64}`;
const url = "https://images.segmind.com/a.jpg";
const bytes = [{ bytes: image, header: { mediaType: "image/png", width: 64, height: 32 } }];

describe("a 200", () => {
  test.each([
    ["PNG", png(2, 3), "image/png"],
    ["JPEG", jpeg(2, 3), "image/jpeg"],
    ["WebP", webpLossy(2, 3), "image/webp"],
    ["GIF", gif(2, 3), "image/gif"],
  ])("that is a %s is that image, whatever its header says", (_, body, mediaType) => {
    expect(decode(body)).toEqual({ images: [{ bytes: body, header: { mediaType, width: 2, height: 3 } }] });
  });

  test.each([
    ["a text that is base64", base64],
    ["a text that is a data URI", uri],
    ["a JSON text of base64", JSON.stringify(base64)],
    ["a JSON text of a data URI", JSON.stringify(uri)],
    ["a list", JSON.stringify([uri])],
    ["image", JSON.stringify({ image: base64 })],
    ["images", JSON.stringify({ images: [uri] })],
    ["images of objects", JSON.stringify({ images: [{ url: uri }] })],
    ["OpenAI's shape", JSON.stringify({ created: 1, data: [{ b64_json: base64 }] })],
    ["output", JSON.stringify({ status: "COMPLETED", output: uri })],
    ["URL-safe base64 without padding", base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")],
    ["base64 in lines", base64.replaceAll(/.{20}/g, "$&\r\n")],
    ["with white space around it", ` \n{"image":"${base64}"}\n`],
  ])("with the bytes as %s", (_, body) => {
    expect(decode(text(body))).toMatchObject({ images: bytes });
  });

  test.each([
    ["a lone address", url],
    ["image_url", { image_url: url }],
    ["url", { url }],
    ["output", { output: url }],
    ["output as a list", { output: [url] }],
    ["data", { data: [{ url }] }],
    ["images", { images: [{ url, width: 1 }] }],
  ])("with the address as %s", (_, body) => {
    expect(json(body)).toMatchObject({ images: [{ url }] });
  });

  test("with several images keeps their order, and the same place twice is one", () => {
    const many = [url, `${url}?2`, `${url}?3`];
    expect(json({ output: many })).toMatchObject({ images: many.map((address) => ({ url: address })) });
    expect(
      json({ images: many.map((address) => ({ url: address })), output: many, image: url }),
    ).toMatchObject({
      images: many.map((address) => ({ url: address })),
    });
    expect(json([uri, url])).toMatchObject({ images: [...bytes, { url }] });
  });

  test.each([
    ["nothing", "", "bad_image", "maybe"],
    ["white space", " \n", "bad_image", "maybe"],
    ["a page", "<html><title>Bad gateway</title><body>nginx</body></html>", "bad_image", "maybe"],
    ["an empty object", "{}", "bad_image", "maybe"],
    ["null", "null", "bad_image", "maybe"],
    ["an empty list", '{"images":[]}', "bad_image", "maybe"],
    ["an error", '{"error":"Something broke"}', "bad_image", "maybe"],
    ["moderation", '{"error":"the output image may contain sensitive information"}', "moderated", "no"],
    ["moderation as text", "Blocked by content moderation", "moderated", "no"],
    ["a lost job", '{"error":{"message":"Internal Polling Error"}}', "gateway_timeout", "maybe"],
    ["no credits", '{"detail":"Insufficient credits"}', "insufficient_credits", "no"],
    ["an address of another kind", '{"url":"ftp://example.com/a"}', "bad_image", "maybe"],
    ["a data URI that is no image", '{"image":"data:text/plain;base64,aGVsbG8="}', "bad_image", "maybe"],
    ["a broken data URI", '{"image":"data:image/png;base64,@@@"}', "bad_image", "maybe"],
    ["JSON that is cut off", '{"images":["https://exam', "bad_image", "maybe"],
  ])("that holds %s is a failure of its kind", (_, body, code, charged) => {
    expect(decode(text(body))).toMatchObject({ failure: { code, charged }, message: expect.any(String) });
  });

  test("names of every object's prototype name no image", () => {
    expect(decode(text('{"__proto__":{"image":"https://example.com/a"}}'))).toHaveProperty("failure");
    expect(decode(text('{"constructor":"https://example.com/a"}'))).toHaveProperty("failure");
  });

  test("lists of lists of lists end, with 64 images at most", () => {
    const nested = (depth: number): unknown =>
      depth === 0 ? url : Array.from({ length: 64 }, () => nested(depth - 1));
    const decoded = json({ images: nested(3), output: nested(3) });
    expect("images" in decoded && decoded.images.length).toBe(64);
    expect(decode(text("[".repeat(200_000)))).toHaveProperty("failure");
    expect(decode(text("[".repeat(100_000) + "]".repeat(100_000)))).toHaveProperty("failure");
  });
});
