import { listModels } from "@seedkit/core";
import { describe, expect, test } from "vitest";
import { emptyForm, formOf, inputOf, isSetByPlace, moved, switchModel } from "../src/store/form.ts";
import { createRig, key, prompt } from "./rig.ts";

describe.each(listModels().map((model) => [model.id, model] as const))("%s", (_, model) => {
  test("every example of the model comes back out of the form as it went in", () => {
    for (const { input } of model.examples) {
      const form = formOf(model, input, () => "id");
      expect(model.prepare(inputOf(form, model)).input).toEqual(input);
    }
  });

  test("hidden fields are not sent", () => {
    const form = { ...emptyForm(model), values: { prompt, width: 1600, size: "2K" } };
    expect(inputOf(form, model)).toEqual({ prompt });
  });

  test("a custom size is sent with both sides", () => {
    const form = { ...emptyForm(model), values: { prompt, width: 2560, size: "custom" } };
    expect(inputOf(form, model)).toEqual({ prompt, size: "custom", width: 2560, height: 2048 });
  });
});

test("another model keeps what it understands", () => {
  const [older, newer] = [listModels()[0], listModels().at(-1)];
  if (!older || !newer) throw new RangeError("two models");
  const form = { ...emptyForm(newer), values: { prompt, aspect_ratio: "match_input_image", size: "4K" } };
  expect(switchModel(form, older)).toMatchObject({ model: older.id, values: { prompt, size: "4K" } });
  expect(switchModel(form, older).values).not.toHaveProperty("aspect_ratio");
});

test("references move and stay within the list", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b", "c"], 1, 9)).toEqual(["a", "c", "b"]);
});

test("a custom size is planned as it is typed, and the floor is told", async () => {
  const store = await (await createRig()).panel();
  store.load(store.getState().form.model, { prompt, size: "custom", width: 1500, height: 1200 });
  expect(store.quote().plan).toMatchObject({ width: 2176, height: 1728, scaledUp: true });
  store.setField("width", 300);
  expect(store.quote().issues).toMatchObject([{ path: "width" }]);
});

test("a key is saved only when it works, or when that is asked for", async () => {
  const { panel, storage } = await createRig({ apiKey: key });
  await storage.delete("key");
  const store = await panel();
  expect(await store.keys.save("wrong")).toBe(false);
  expect(store.getState()).toMatchObject({ hasKey: false, keyTest: { status: "failed" } });
  expect(await store.keys.save(` ${key} `)).toBe(true);
  expect(store.getState()).toMatchObject({ hasKey: true, credits: 100, keyTest: { status: "ok" } });
  await store.keys.remove();
  expect(await storage.get("key")).toBeUndefined();
  expect(JSON.stringify(store.getState())).not.toContain(key);
});

test("more references than are advised is told, not refused", async () => {
  const store = await (await createRig()).panel();
  store.setField("prompt", prompt);
  store.addReferences(
    [1, 2, 3, 4].map((at) => ({ name: `${at}`, content: `https://example.com/${at}.png` })),
  );
  expect(store.quote()).toMatchObject({ issues: [], warnings: [{ code: "many_references" }] });
});

test("a field is set by a destination where all of its places bring it", () => {
  const wide = { id: "1", label: "Hero", input: { aspect_ratio: "16:9" } };
  const plain = { id: "2", label: "Canvas" };
  const destination = (...places: (typeof plain)[]) => ({ id: "any", label: "Any", places });
  expect(isSetByPlace(destination(wide, wide), "aspect_ratio")).toBe(true);
  expect(isSetByPlace(destination(wide, wide), "size")).toBe(false);
  expect(isSetByPlace(destination(wide, plain), "aspect_ratio")).toBe(false);
  expect(isSetByPlace(destination(), "aspect_ratio")).toBe(false);
});
