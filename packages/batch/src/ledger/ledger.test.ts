import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { money } from "@seedkit/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { condensed, isFree, openLedger } from "./index.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "seedkit-ledger-"));
  path = join(folder, ".seedkit", "ledger.jsonl");
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const planned = (job: string) =>
  ({ type: "planned", job, id: "hero", index: 0, reserved: money(40_000) }) as const;
const started = (job: string) => ({ type: "started", job, attempt: 1 }) as const;
const ambiguous = (job: string) =>
  ({ type: "ambiguous", job, code: "timeout", message: "late", cost: money(40_000) }) as const;

async function ledgerWith(...records: Parameters<Awaited<ReturnType<typeof openLedger>>["append"]>[0][]) {
  const ledger = await openLedger(path);
  for (const record of records) await ledger.append(record);
  await ledger.close();
}

test("what was appended is there after it is opened again", async () => {
  await ledgerWith(
    { type: "begun", run: "r" },
    planned("a-0"),
    started("a-0"),
    ambiguous("a-0"),
    planned("b-0"),
  );
  const ledger = await openLedger(path);
  expect(ledger.job("a-0")).toMatchObject({
    id: "hero",
    reserved: 40_000,
    attempts: 1,
    last: { type: "ambiguous" },
  });
  expect(isFree(ledger.job("a-0"))).toBe(false);
  expect(isFree(ledger.job("b-0"))).toBe(true);
  expect(ledger.state).toMatchObject({ run: "r", spent: 0, perhapsSpent: 40_000 });
  await ledger.close();
});

test("lines that are appended in one turn share one write and one flush", async () => {
  const steps: string[] = [];
  const ledger = await openLedger(path, { step: (name) => steps.push(name) });
  await Promise.all([
    ledger.append(planned("a-0")),
    ledger.append(started("a-0")),
    ledger.append(planned("b-0")),
  ]);
  expect(steps).toEqual([
    "before write of planned+started",
    "after write of planned+started",
    "after flush of planned+started",
  ]);
  await ledger.close();
  expect((await readFile(path, "utf8")).split("\n")).toHaveLength(4);
});

describe("a crash", () => {
  test.each([1, 2, 17])(
    "cuts %i bytes of the last line: it is dropped, told, and written over",
    async (bytes) => {
      await ledgerWith(planned("a-0"), started("a-0"));
      const { length } = await readFile(path);
      await truncate(path, length - 1 - bytes);
      const ledger = await openLedger(path);
      expect(ledger.torn).toBe(2);
      expect(ledger.job("a-0")?.last.type).toBe("planned");
      await ledger.append(started("a-0"));
      await ledger.close();
      const again = await openLedger(path);
      expect(again.torn).toBeUndefined();
      expect(again.job("a-0")?.last.type).toBe("started");
      await again.close();
    },
  );

  test("takes only the line break: the line counts, and the next one is its own", async () => {
    await ledgerWith(planned("a-0"), started("a-0"));
    const { length } = await readFile(path);
    await truncate(path, length - 1);
    await ledgerWith(planned("b-0"));
    const ledger = await openLedger(path, { readOnly: true });
    expect(ledger.job("a-0")?.last.type).toBe("started");
    expect(ledger.job("b-0")?.last.type).toBe("planned");
    await ledger.close();
  });

  test("leaves blocks of zeros at the end: they are dropped", async () => {
    await ledgerWith(planned("a-0"));
    await writeFile(path, Buffer.alloc(512), { flag: "a" });
    const ledger = await openLedger(path);
    expect(ledger.torn).toBe(2);
    expect(ledger.job("a-0")).toBeDefined();
    await ledger.close();
  });
});

describe("what cannot be read is never passed over", () => {
  const refused = async (text: string, message: RegExp) => {
    await ledgerWith(planned("a-0"));
    const before = await readFile(path, "utf8");
    await writeFile(path, text.replace("$", before.trim()));
    await expect(openLedger(path)).rejects.toMatchObject({
      code: "invalid_input",
      charged: "no",
      message: expect.stringMatching(message),
    });
    // It was not repaired behind anybody's back.
    expect(await readFile(path, "utf8")).toBe(text.replace("$", before.trim()));
  };

  test("a broken line in the middle", () => refused("$\n{broken\n$\n", /ledger\.jsonl:2: this is no JSON/));
  test("a newer version", () =>
    refused('$\n{"version":2,"type":"planned","at":1}\n', /ledger\.jsonl:2: version 2/));
  test("a type nobody knows", () =>
    refused('{"version":1,"type":"wished","at":1,"job":"x"}\n$\n', /ledger\.jsonl:1: .*"wished"/));
  test("a type that every object has", () =>
    refused('{"version":1,"type":"constructor","at":1}\n$\n', /ledger\.jsonl:1: .*"constructor"/));
  test("a record without its money", () =>
    refused('{"version":1,"type":"planned","at":1,"job":"x","id":"y","index":0}\n$\n', /reserved/));
});

test("a clock that jumps back changes nothing: the order of the lines counts", async () => {
  const times = [5000, 1000, -7];
  const clock = { now: () => times.shift() ?? 0, after: () => () => {} };
  const ledger = await openLedger(path, { clock });
  await ledger.append(planned("a-0"));
  await ledger.append(started("a-0"));
  await ledger.append(ambiguous("a-0"));
  await ledger.close();
  const again = await openLedger(path);
  expect(again.job("a-0")?.last.type).toBe("ambiguous");
  await again.close();
});

test("rewriting keeps what it is given, and what is spent ends with its run", async () => {
  await ledgerWith(
    { type: "begun", run: "r" },
    planned("a-0"),
    started("a-0"),
    ambiguous("a-0"),
    planned("b-0"),
  );
  const ledger = await openLedger(path);
  const kept = [...ledger.state.jobs.values()].filter((state) => !isFree(state)).flatMap(condensed);
  const ended = { spent: money(0), perhapsSpent: money(40_000) };
  await ledger.rewrite([...kept, { version: 1, at: 0, type: "ended", run: "r", ...ended }]);
  await ledger.append(planned("c-0"));
  await ledger.close();
  const again = await openLedger(path);
  expect([...again.state.jobs.keys()]).toEqual(["a-0", "c-0"]);
  expect(again.job("a-0")).toMatchObject({ attempts: 1, reserved: 40_000, last: { type: "ambiguous" } });
  expect(again.state).toMatchObject({ spent: 0, perhapsSpent: 0, ended });
  expect(again.state.run).toBeUndefined();
  await again.close();
});

test("opened to be read it makes nothing and mends nothing", async () => {
  const none = await openLedger(path, { readOnly: true });
  expect(none.state.jobs.size).toBe(0);
  await ledgerWith(planned("a-0"));
  await writeFile(path, '{"version":1', { flag: "a" });
  const before = await readFile(path, "utf8");
  const ledger = await openLedger(path, { readOnly: true });
  expect(ledger.job("a-0")).toBeDefined();
  await expect(ledger.append(planned("b-0"))).rejects.toMatchObject({ code: "invalid_input" });
  expect(await readFile(path, "utf8")).toBe(before);
});
