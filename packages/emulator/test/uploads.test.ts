import sharp from "sharp";
import { expect, it } from "vitest";
import { createSetting, failureOf, key, model } from "./setting.ts";

const picture = async (width: number, height: number, colour: string) =>
  new Uint8Array(
    await sharp({ create: { width, height, channels: 3, background: colour } })
      .png()
      .toBuffer(),
  );

const uploads = (setting: Awaited<ReturnType<typeof createSetting>>) =>
  setting.emulator.journal.requests.filter(({ path }) => path === "/upload-asset");

it("uploads bytes, Blobs and data URIs first, each content once, in their order", async () => {
  const setting = await createSetting();
  const [red, blue] = [await picture(64, 64, "red"), await picture(64, 64, "blue")];
  const uri = `data:image/png;base64,${Buffer.from(red).toString("base64")}`;
  const image_input = [
    red,
    new Blob([blue as Uint8Array<ArrayBuffer>]),
    "https://example.com/third.png",
    uri,
    red.slice(),
  ];
  const { input } = await setting.client.generate(model, { prompt: "A teapot", image_input });
  const [first, second, third, fourth, fifth] = input.image_input as string[];
  expect(third).toBe("https://example.com/third.png");
  expect(fourth).toBe(first);
  expect(fifth).toBe(first);
  expect(second).not.toBe(first);
  expect(uploads(setting)).toHaveLength(2);

  await setting.client.generate(model, { prompt: "Another", image_input: [blue] });
  expect(uploads(setting)).toHaveLength(2);
  const warned = setting.events.filter(
    (event) => event.type === "warning" && event.warning.code === "public_upload",
  );
  expect(warned).toHaveLength(1);
});

it("follows the first reference's own proportions in the plan and in the picture", async () => {
  const { client } = await createSetting();
  const { plan, images } = await client.generate(model, {
    prompt: "A banner",
    image_input: [await picture(1600, 900, "green")],
  });
  expect(plan).toMatchObject({ width: 2624, height: 1472, certainty: "estimate" });
  expect(images[0]).toMatchObject({ width: 2624, height: 1472 });
});

it("makes a large reference smaller before it is sent, and says so where it cannot", async () => {
  const setting = await createSetting();
  const large = await picture(3000, 1000, "red");
  await setting.client.upload([large]);
  expect(setting.events).toContainEqual(
    expect.objectContaining({ warning: expect.objectContaining({ code: "reference_not_shrunk" }) }),
  );

  const asked: number[] = [];
  const client = setting.make({
    shrink: async ({ bytes }, longSide) => {
      asked.push(longSide);
      return new Uint8Array(await sharp(bytes).resize(longSide).png().toBuffer());
    },
  });
  const [address] = await client.upload([large, await picture(2048, 10, "red")]);
  expect(asked).toEqual([2048]);
  const stored = await setting.emulator.fetch(address as string);
  expect(await sharp(Buffer.from(await stored.arrayBuffer())).metadata()).toMatchObject({ width: 2048 });
});

it("refuses HEIC and what is no image before anything is sent", async () => {
  const setting = await createSetting();
  const heic = new Uint8Array([0, 0, 0, 24, ...new TextEncoder().encode("ftypheic"), 0, 0, 0, 0]);
  const call = (image_input: Uint8Array[]) =>
    failureOf(setting.client.generate(model, { prompt: "x", image_input }));
  expect(await call([heic])).toMatchObject({
    code: "invalid_input",
    charged: "no",
    message: expect.stringContaining("export it as JPEG"),
  });
  expect(await call([new Uint8Array(40)])).toMatchObject({
    code: "invalid_input",
    issues: [{ path: "image_input[0]" }],
  });
  expect(setting.emulator.journal.requests).toHaveLength(0);
});

it("repeats an upload whatever became of it: it is free", async () => {
  const setting = await createSetting({
    faults: [
      { match: { path: "/upload-asset" }, fault: { kind: "reset-before" }, times: 1 },
      { match: { path: "/upload-asset" }, fault: { kind: "status", status: 504 }, times: 1 },
    ],
  });
  await setting.client.upload([await picture(8, 8, "red")]);
  expect(uploads(setting)).toHaveLength(3);
});

it("another call's cancel does not take a shared upload along", async () => {
  const setting = await createSetting({
    faults: [{ match: { path: "/upload-asset" }, fault: { kind: "stall-body" }, times: 1 }],
  });
  const bytes = await picture(8, 8, "red");
  const stop = new AbortController();
  const first = failureOf(setting.client.upload([bytes], { signal: stop.signal }));
  const second = setting.client.upload([bytes]);
  setting.clock.after(100, () => stop.abort());
  expect(await first).toMatchObject({ code: "aborted", charged: "no" });
  expect(await second).toHaveLength(1);
});

it("sends the key to the upload endpoint and the API, and to no image address", async () => {
  const setting = await createSetting();
  const seen: { path: string; keyed: boolean }[] = [];
  const client = setting.make({
    fetch: (address, init) => {
      const { pathname } = new URL(String(address));
      seen.push({ path: pathname, keyed: new Headers(init?.headers).get("x-api-key") === key });
      return setting.emulator.fetch(address, init);
    },
  });
  await client.generate(
    model,
    { prompt: "x", image_input: [await picture(8, 8, "red")] },
    { transport: "queued" },
  );
  expect(seen.filter(({ path }) => path.startsWith("/images/")).map(({ keyed }) => keyed)).toEqual([false]);
  expect(seen.filter(({ path }) => !path.startsWith("/images/")).every(({ keyed }) => keyed)).toBe(true);
  expect(seen.length).toBeGreaterThanOrEqual(5);
});
