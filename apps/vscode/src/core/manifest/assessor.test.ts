import { expect, test } from "vitest";
import { createAssessor } from "./assessor.ts";
import { lensesOf } from "./lenses.ts";
import type { RawFiles } from "./raw-files.ts";
import { createRemoteAssessor, type Port, serveAssessor } from "./worker-protocol.ts";

const text = `version: 1
images:
  hero:
    prompt: A fox
  teas:
    matrix: { tea: [sencha, oolong] }
    prompt: A {tea}
`;

const source = {
  manifest: "file:///p/seedkit.yaml",
  file: "seedkit.yaml",
  text,
  formats: ["jpg"],
  concurrency: 4,
};

/** Files by path, and how often the editor was asked. */
function files(there: Readonly<Record<string, string>>) {
  const asked = { list: 0, stats: 0, read: 0 };
  const raw: RawFiles = {
    async list(folder) {
      asked.list++;
      return Object.keys(there)
        .filter((path) => path.slice(0, Math.max(0, path.lastIndexOf("/"))) === folder)
        .map((path) => path.slice(path.lastIndexOf("/") + 1));
    },
    async stats(paths) {
      asked.stats++;
      return paths.map((path) => {
        const content = there[path];
        return content === undefined ? undefined : { size: content.length, modifiedMs: 1 };
      });
    },
    async read(path) {
      asked.read++;
      return there[path] === undefined ? undefined : new TextEncoder().encode(there[path]);
    },
    isInside: async () => true,
  };
  return { raw, asked };
}

/** Both ends in one thread: what is said is copied, as between two. */
function beside() {
  const hears: ((message: unknown) => void)[] = [];
  const port = (own: 0 | 1): Port => ({
    post: (message) => void Promise.resolve(structuredClone(message)).then((copy) => hears[1 - own]?.(copy)),
    listen(hear) {
      hears[own] = hear;
    },
  });
  serveAssessor(port(1), createAssessor());
  return createRemoteAssessor(port(0));
}

test("entries are told with state and price, combinations of a matrix under one name", async () => {
  const { raw } = files({});
  const { entries = [], totals, problems } = await createAssessor().assess(source, raw);
  expect(problems).toEqual([]);
  expect(entries.map(({ id, line, state }) => `${id} ${line} ${state}`)).toEqual([
    "hero 2 new",
    "teas/sencha 4 new",
    "teas/oolong 4 new",
  ]);
  expect(totals).toMatchObject({ calls: 3, free: 0, price: { micros: 120_000, formatted: "$0.12" } });
  expect(lensesOf(entries)).toMatchObject([
    { line: 2, kind: "new", calls: 1, micros: 40_000 },
    { line: 4, kind: "new", calls: 2, micros: 80_000 },
  ]);
});

test("what no folder lists is not asked for one by one", async () => {
  const { raw, asked } = files({});
  await createAssessor().assess(source, raw);
  expect(asked.stats).toBe(0);
  expect(asked.list).toBeLessThan(6);
});

test("the folder of the lock is asked for before the manifest is read, as an editor that draws is slow to answer", async () => {
  const { raw } = files({});
  const folders: string[] = [];
  const list = (folder: string) => {
    folders.push(folder);
    return raw.list(folder);
  };
  const assessing = createAssessor().assess(source, { ...raw, list });
  expect(folders).toEqual([""]);
  await assessing;
  // Each once.
  expect(folders).toEqual([...new Set(folders)]);
});

test("a file in the way blocks its entry alone", async () => {
  const { raw } = files({ "images/hero.jpg": "somebody's" });
  const assessor = createAssessor();
  const { entries = [], problems } = await assessor.assess(source, raw);
  expect(problems).toMatchObject([{ code: "file_exists", line: 3 }]);
  expect(lensesOf(entries).map(({ kind }) => kind)).toEqual(["blocked", "new"]);
  const work = await assessor.plan(source, raw);
  expect(work.entries?.map(({ entry }) => entry.id)).toEqual(["teas/sencha", "teas/oolong"]);
  expect(work.blocked).toEqual(["hero"]);
});

test("a lock that cannot be read is a problem, and nothing is planned over it", async () => {
  const { raw } = files({ "seedkit.lock": "<<<<<<< ours" });
  const { entries, problems } = await createAssessor().assess(source, raw);
  expect(entries).toBeUndefined();
  expect(problems).toMatchObject([{ code: "bad_lock", severity: "error" }]);
});

test("what is wrong with a manifest is told before anybody answers for its lock", async () => {
  const { raw } = files({});
  const wrong = { ...source, text: source.text.replace("version: 1", "version: 2") };
  const { problems } = await createAssessor().assess(wrong, { ...raw, list: () => new Promise(() => {}) });
  expect(problems).toMatchObject([{ code: "bad_version" }]);
});

test("in a thread beside it is the same, and what fails there fails here", async () => {
  const { raw } = files({ "images/hero.jpg": "somebody's" });
  const remote = beside();
  expect(await remote.assess(source, raw)).toEqual(await createAssessor().assess(source, raw));
  const work = await remote.plan(source, raw, ["teas/oolong"]);
  expect(work.entries?.map(({ entry }) => entry.id)).toEqual(["teas/oolong"]);
  const broken = { ...raw, isInside: () => Promise.reject(new Error("no such file system")) };
  await expect(remote.assess(source, broken)).rejects.toThrow("no such file system");
  const lost = remote.assess(source, { ...raw, list: () => new Promise(() => {}) });
  remote.fail(new Error("the worker ended"));
  await expect(lost).rejects.toThrow("the worker ended");
});
