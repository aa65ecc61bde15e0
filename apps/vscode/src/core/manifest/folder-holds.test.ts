import { expect, test } from "vitest";
import { createFolderHolds, type TakeFolder } from "./folder-holds.ts";

/** One lock file a folder, which several windows see. */
function machine() {
  const held = new Map<string, number>();
  const window = (pid: number) => {
    const take: TakeFolder = async (folder) => {
      const other = held.get(folder);
      if (other !== undefined) return { holder: { pid: other, host: "here", isHere: true, since: 1 } };
      held.set(folder, pid);
      return { release: async () => void held.delete(folder) };
    };
    return createFolderHolds(take);
  };
  return { held, window };
}

const taken = (hold: Awaited<ReturnType<ReturnType<typeof createFolderHolds>["hold"]>>) => {
  if ("holder" in hold) throw new Error(`held by ${hold.holder.pid}`);
  return hold;
};

test("a window holds a folder until the last of what it makes there is done", async () => {
  const { held, window } = machine();
  const [one, other] = [window(1), window(2)];
  const [first, second] = (await Promise.all([one.hold("/p"), one.hold("/p")])).map(taken);
  expect([first?.isFirst, second?.isFirst]).toEqual([true, false]);
  expect(await other.hold("/p")).toEqual({ holder: { pid: 1, host: "here", isHere: true, since: 1 } });
  await first?.release();
  await first?.release();
  expect(held.get("/p")).toBe(1);
  taken(await other.hold("/elsewhere"));
  await second?.release();
  expect(held.has("/p")).toBe(false);
  taken(await other.hold("/p"));
});

test("a folder is taken anew while it is being given back", async () => {
  const { held, window } = machine();
  const one = window(1);
  const first = taken(await one.hold("/p"));
  const [, again] = await Promise.all([first.release(), one.hold("/p")]);
  expect(taken(again).isFirst).toBe(true);
  expect(held.get("/p")).toBe(1);
});

test("a window that closes gives all back, whatever is under way, and takes nothing more", async () => {
  const { held, window } = machine();
  const one = window(1);
  const hold = taken(await one.hold("/p"));
  const late = expect(one.hold("/q")).rejects.toThrow("the window closes");
  await one.close();
  await late;
  expect([...held]).toEqual([]);
  await expect(one.hold("/p")).rejects.toThrow("the window closes");
  taken(await window(2).hold("/p"));
  await hold.release();
  expect(held.get("/p")).toBe(2);
});
