import { fields, getModel, listModels } from "@seedkit/core";
import { describe, expect, test } from "vitest";
import type { Draft } from "./draft.ts";
import {
  choose,
  chosenFields,
  dependentFields,
  fieldValue,
  fittingChoices,
  inputOf,
  typedValue,
} from "./form.ts";

const draft = (model: string, choices: Draft["choices"] = {}): Draft => ({
  ...{ prompt: "a fox", model, choices, references: [], count: 1 },
});
const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);

describe.each(listModels().map((model) => [model.id, model] as const))("%s", (id, model) => {
  const field = (name: string) => {
    const found = fields(id).find((one) => one.name === name);
    if (!found) throw new Error(`no field ${name}`);
    return found;
  };

  test("offers every field but the prompt and the images, as far as it matters", () => {
    expect(names(chosenFields(model, {}))).toEqual(["size", "aspect_ratio", "sequential_image_generation"]);
    expect(names(chosenFields(model, { size: "custom", sequential_image_generation: "auto" }))).toEqual(
      names(fields(id).filter(({ name, control }) => name !== "prompt" && control !== "images")),
    );
  });

  test("asks for the sides right after a custom size, and for nothing after a preset", () => {
    expect(names(dependentFields(model, { size: "custom" }, "size"))).toEqual(["width", "height"]);
    expect(dependentFields(model, { size: "4K" }, "size")).toEqual([]);
  });

  test("sends nothing that is as the model has it", () => {
    expect(inputOf(draft(id), model)).toEqual({ prompt: "a fox" });
    const same = choose(draft(id, { size: "4K" }), field("size"), "2K");
    expect(inputOf(same, model)).toEqual({ prompt: "a fox" });
  });

  test("sends both sides of a custom size, and neither of them with a preset", () => {
    const custom = draft(id, { size: "custom", width: 2304 });
    expect(inputOf(custom, model)).toEqual({ prompt: "a fox", size: "custom", width: 2304, height: 2048 });
    expect(inputOf(choose(custom, field("size"), "4K"), model)).toEqual({ prompt: "a fox", size: "4K" });
  });

  test("every input it gives is one that the model takes", () => {
    for (const option of field("size").options ?? [])
      for (const sequence of field("sequential_image_generation").options ?? [])
        for (const ratio of field("aspect_ratio").options ?? []) {
          const choices = { size: option, sequential_image_generation: sequence, aspect_ratio: ratio };
          expect(model.validate(inputOf(draft(id, choices), model)).ok).toBe(true);
        }
  });

  test("a number is a number, and what is none goes to the model as it is", () => {
    expect(typedValue(field("width"), " 2304 ")).toBe(2304);
    expect(typedValue(field("width"), "wide")).toBe("wide");
    expect(typedValue(field("width"), "")).toBe("");
    expect(typedValue(field("size"), "4K")).toBe("4K");
  });

  test("what was chosen shows, else the default", () => {
    expect(fieldValue({ size: "4K" }, field("size"))).toBe("4K");
    expect(fieldValue({}, field("size"))).toBe("2K");
  });
});

test("another model takes over what it understands", () => {
  const older = getModel("seedream-4");
  const choices = { size: "4K", aspect_ratio: "match_input_image", colour: "red", prompt: "no" };
  expect(fittingChoices(getModel("seedream-4.5"), choices)).toEqual({
    size: "4K",
    aspect_ratio: "match_input_image",
  });
  expect(fittingChoices(older, choices)).toEqual({ size: "4K" });
});
