import { listModels } from "@seedkit/core";
import { expect, it } from "vitest";
import { commonRatios } from "../../build/common-ratios.ts";
import type { Selection } from "../protocol/calls.ts";
import { destinationsOf } from "./destinations.ts";

const ratios = commonRatios(listModels());
const page = { place: "canvas|f|0:1", name: "Page 1", width: 0, height: 0 };
const nothing: Selection = { page, insert: [], fill: [], texts: [], skipped: [] };
const hero = { place: "fill|f|1:2", name: "Hero", width: 1600, height: 900 };

it("knows the ratios that every model makes", () => {
  expect(ratios).toHaveLength(8);
  expect(ratios).not.toContain("match_input_image");
});

it("without a selection there is the canvas; the rest says what to select", () => {
  const [canvas, ...others] = destinationsOf(nothing, ratios);
  expect(canvas).toMatchObject({ label: "On the canvas", places: [{ id: page.place }] });
  expect(others.map(({ label, unavailable }) => [label, unavailable])).toEqual([
    ["Fill selection", "select a frame, shape, section or slide"],
    ["Insert into selection", "select a frame, shape, section or slide"],
    ["Text as prompt", "select text layers or stickies"],
  ]);
});

it("each node of a fill is asked for in the ratio nearest to its own", () => {
  const story = { ...hero, place: "fill|f|1:3", name: "Story", width: 1080, height: 1900 };
  const [, fill] = destinationsOf({ ...nothing, fill: [hero, story] }, ratios);
  expect(fill?.label).toBe("Fill 2 layers");
  expect(fill?.places?.map(({ input }) => input)).toEqual([
    { aspect_ratio: "16:9" },
    { aspect_ratio: "9:16" },
  ]);
});

it("what is left out is counted and named", () => {
  const skipped = ["A", "B", "C", "D", "E"].map((name) => ({ name, why: "locked" }));
  const [, fill, insert] = destinationsOf({ ...nothing, fill: [hero], skipped }, ratios);
  expect(fill?.label).toBe("Fill Hero, without A (locked), B (locked), C (locked) and 2 more");
  expect(insert?.unavailable).toBe("not possible for A (locked), B (locked), C (locked) and 2 more");
});

it("the characters of a text are its prompt", () => {
  const text = { ...hero, place: "beside|f|1:4", name: "Title", text: "a blue door" };
  const [, , , texts] = destinationsOf({ ...nothing, texts: [text] }, ratios);
  expect(texts).toMatchObject({
    label: "Text as prompt: Title",
    places: [{ input: { prompt: "a blue door" } }],
  });
});
