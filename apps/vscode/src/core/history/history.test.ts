import { money } from "@seedkit/core";
import { expect, test } from "vitest";
import { createDisk, recordFilesOn } from "../../../test/queue/disk.ts";
import { ago } from "./ago.ts";
import { createHistory } from "./history.ts";
import { entriesOf, type HistoryEntry, type Made } from "./history-entry.ts";
import { describeInput, requestAgain } from "./make-again.ts";

const now = 1_800_000_000_000;

function made(minute: number, changes: Partial<Made> = {}): Made {
  const madeAt = now + minute * 60_000;
  const image = {
    uri: `file:///images/fox-${minute}.jpg`,
    width: 2048,
    height: 2048,
    mediaType: "image/jpeg",
    model: "seedream-4.5",
    prompt: "A fox",
  };
  return {
    jobId: `${madeAt.toString(36)}-12345678`,
    request: {
      title: "A fox",
      model: "seedream-4.5",
      input: { prompt: "A fox", size: "2K" },
      references: ["file:///art/the%20den.png"],
      target: { kind: "folder", folder: "file:///images", name: "{prompt}" },
    },
    images: [image],
    cost: money(40_000),
    madeAt,
    tookMs: 8_000,
    requestId: "req-1",
    ...changes,
  };
}

const one = (minute: number, changes: Partial<Made> = {}): HistoryEntry => {
  const [entry] = entriesOf(made(minute, changes), money);
  if (!entry) throw new Error("no entry");
  return entry;
};

function openWindow(disk = createDisk(), most?: number) {
  return createHistory(
    recordFilesOn(disk, async (change) => change()),
    most,
  );
}

test("each image of a call has its share of the price, and no bytes are remembered", () => {
  const image = made(0).images[0];
  if (!image) throw new Error("no image");
  const input = {
    prompt: "A fox",
    image_input: ["data:image/png;base64,AAAA", "https://example.test/a.png"],
    mask: "data:image/png;base64,AAAA",
  };
  const request = { ...made(0).request, input };
  const entries = entriesOf(made(0, { request, images: [image, image], cost: money(80_000) }), money);
  expect(entries.map(({ cost }) => cost.formatted)).toEqual(["$0.04", "$0.04"]);
  expect(entries[0]?.request.input).toEqual({ prompt: "A fox", image_input: ["https://example.test/a.png"] });
  expect(JSON.stringify(entries)).not.toContain("base64");
});

test("several windows lose nothing of one another, and the newest is first", async () => {
  const disk = createDisk();
  const [first, other] = [openWindow(disk), openWindow(disk)];
  await Promise.all([first.add([one(1)]), other.add([one(2)]), first.add([one(3)])]);
  const uris = [3, 2, 1].map((minute) => `file:///images/fox-${minute}.jpg`);
  expect((await first.list()).map(({ uri }) => uri)).toEqual(uris);
  expect((await other.list()).map(({ uri }) => uri)).toEqual(uris);
  await other.remove([one(2).id]);
  expect(await first.list()).toHaveLength(2);
});

test("what is remembered already stays as it is; what was removed does not come back with its thumbnail", async () => {
  const history = openWindow();
  await history.add([one(1)]);
  await history.update(one(1).id, { thumbnail: "data:image/jpeg;base64,AA" });
  await history.add([one(1)]);
  expect((await history.list())[0]?.thumbnail).toBe("data:image/jpeg;base64,AA");
  await history.remove([one(1).id]);
  await history.update(one(1).id, { thumbnail: "data:image/jpeg;base64,AA" });
  expect(await history.list()).toEqual([]);
});

test("a thumbnail that comes late leaves a file that was renamed meanwhile where it is", async () => {
  const history = openWindow();
  await history.add([one(1)]);
  const uri = "file:///images/renamed.jpg";
  const thumbnail = "data:image/jpeg;base64,AA";
  const { id } = one(1);
  await Promise.all([history.update(id, { uri }), history.update(id, { thumbnail })]);
  expect((await history.list())[0]).toMatchObject({ uri, thumbnail });
});

test("another window's thumbnail is seen once the entry is forgotten", async () => {
  const disk = createDisk();
  const [first, other] = [openWindow(disk), openWindow(disk)];
  await first.add([one(1)]);
  await other.list();
  await first.update(one(1).id, { thumbnail: "data:image/jpeg;base64,AA" });
  other.forget(one(1).id);
  expect((await other.list())[0]?.thumbnail).toBeDefined();
});

test("the oldest go when there are too many", async () => {
  const disk = createDisk();
  const history = openWindow(disk, 3);
  for (const minute of [1, 2, 3, 4, 5]) await history.add([one(minute)]);
  expect((await history.list()).map(({ uri }) => uri.at(-5))).toEqual(["5", "4", "3"]);
  expect(disk.records.size).toBe(3);
});

test("half a file, a newer version's and another file are no entries", async () => {
  const disk = createDisk();
  await openWindow(disk).add([one(1)]);
  disk.records.set("half.json", JSON.stringify(one(2)).slice(0, 100));
  disk.records.set("newer.json", JSON.stringify({ ...one(3), version: 2 }));
  disk.records.set("other.txt", "text");
  expect(await openWindow(disk).list()).toHaveLength(1);
});

test("listeners hear of every change until they are disposed", async () => {
  const history = openWindow();
  let heard = 0;
  const listening = history.onDidChange(() => {
    heard += 1;
  });
  await history.add([one(1)]);
  await history.remove([one(1).id]);
  listening.dispose();
  await history.add([one(2)]);
  expect(heard).toBe(2);
});

test("a missing image is made again in its very place, one that is there beside it", () => {
  const entry = one(1);
  expect(requestAgain(entry, true).target).toEqual({ kind: "file", uri: entry.uri });
  expect(requestAgain(entry, false)).toEqual(entry.request);
  expect(describeInput(entry.request)).toEqual({ fields: [["size", "2K"]], references: ["the den.png"] });
});

test("how long ago it was is said in the editor's language", () => {
  const minute = 60_000;
  expect(ago(now, now, "en")).toBe("now");
  expect(ago(now + minute, now, "en")).toBe("now");
  expect(ago(now - 3 * minute, now, "en")).toBe("3 minutes ago");
  expect(ago(now - 26 * 60 * minute, now, "en")).toBe("yesterday");
  expect(ago(now - 26 * 60 * minute, now, "de")).toBe("gestern");
});
