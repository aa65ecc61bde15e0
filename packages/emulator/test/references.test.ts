import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { expect, test } from "vitest";
import { get, imageOf, post, prompt, startEmulator } from "./service.ts";

const v1 = "/v1/seedream-4.5";
const wide = await sharp({ create: { width: 320, height: 180, channels: 3, background: "#e4572e" } })
  .png()
  .toBuffer();
const wideUri = `data:image/png;base64,${wide.toString("base64")}`;
const wideSize = { width: 2624, height: 1472 };

test("an upload is an address that anyone can read, the same for the same content", async () => {
  const emulator = await startEmulator();
  const upload = async () =>
    (
      (await (await post(emulator, "/upload-asset", { data_urls: [wideUri] })).json()) as {
        file_urls: string[];
      }
    ).file_urls;
  const [address = ""] = await upload();
  expect(await upload()).toEqual([address]);
  const file = await emulator.fetch(address);
  expect(file.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await file.arrayBuffer()).equals(wide)).toBe(true);
  const image = await post(emulator, v1, { prompt, image_input: [address] });
  expect(await imageOf(image)).toMatchObject(wideSize);
});

test("an upload that is none is a 400, and without a key a 401", async () => {
  const emulator = await startEmulator();
  for (const data_urls of [undefined, [], ["https://example.com/a.png"], [3], ["data:image/png;base64,"]]) {
    expect((await post(emulator, "/upload-asset", { data_urls })).status).toBe(400);
  }
  expect((await post(emulator, "/upload-asset", {}, { headers: {} })).status).toBe(401);
});

test("the size follows a reference's own header: a data URI, its own image, one on loopback", async () => {
  const server = createServer((_, response) => response.end(wide)).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const emulator = await startEmulator({ v1Single: "urls" });
    const made = (await (await post(emulator, v1, { prompt, aspect_ratio: "16:9" })).json()) as {
      images: { url: string }[];
    };
    const loopback = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.png`;
    for (const address of [wideUri, made.images[0]?.url, loopback]) {
      const answer = (await (
        await post(emulator, v1, { prompt, image_input: [address] })
      ).json()) as typeof made;
      expect(await imageOf(await get(emulator, answer.images[0]?.url ?? ""))).toMatchObject(wideSize);
    }
  } finally {
    server.close();
  }
});

test("nothing is fetched from elsewhere, and a broken reference does no harm", async () => {
  const emulator = await startEmulator({ pixels: "drawn" });
  const addresses = [
    "https://example.invalid/a.png",
    "http://127.0.0.1:9/b.png",
    `data:image/png;base64,${Buffer.from("\x89PNG\r\n\x1a\n", "latin1").toString("base64")}`,
  ];
  const response = await post(emulator, v1, { prompt, image_input: addresses, aspect_ratio: "1:1" });
  expect(await imageOf(response)).toMatchObject({ width: 2048, height: 2048 });
});
