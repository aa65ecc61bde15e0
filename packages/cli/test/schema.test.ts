import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import * as z from "zod";
import { createWorld } from "./world.ts";

const published = JSON.parse(
  await readFile(new URL("../schema/output.schema.json", import.meta.url), "utf8"),
);

/** What is wrong with a document by one definition of the published schema. */
function problems(definition: string, text: string): string {
  const schema = z.fromJSONSchema({ $ref: `#/$defs/${definition}`, $defs: published.$defs });
  const parsed = schema.safeParse(JSON.parse(text));
  return parsed.success ? "" : z.prettifyError(parsed.error);
}

test("every document that is printed follows the published schema", async () => {
  const world = await createWorld({ faults: [{ fault: { kind: "status", status: 504 }, nth: 2 }] });
  const some = await world.run(["generate", "fox", "--count", "3", "--json"]);
  expect(JSON.parse(some.stdout).failures).toHaveLength(1);
  expect(problems("result", some.stdout)).toBe("");
  const reference = ["--image-input", "fox.jpg", "--transport", "queued", "--json"];
  expect(problems("result", (await world.run(["generate", "night", ...reference])).stdout)).toBe("");
  expect(problems("plan", (await world.run(["plan", "fox", ...reference, "--size", "1K"])).stdout)).toBe("");
  expect(problems("requests", (await world.run(["recover", "--list", "--json"])).stdout)).toBe("");
  expect(problems("credits", (await world.run(["credits", "--json"])).stdout)).toBe("");
  expect(problems("uploads", (await world.run(["upload", "fox.jpg", "--json"])).stdout)).toBe("");
  expect(problems("models", (await world.run(["models", "--json"])).stdout)).toBe("");
  expect(problems("models", (await world.run(["models", "seedream-4", "--json"])).stdout)).toBe("");
  for (const words of [
    ["generate", "fox", "--size", "3K"],
    ["generate", "fox", "--nope"],
    ["recover", "none"],
  ]) {
    const { stderr } = await world.run([...words, "--json"]);
    expect(problems("failure", stderr)).toBe("");
  }
});

test("the schema is no empty promise", () => {
  expect(problems("credits", '{ "version": 1, "credits": "many", "freeCredits": null }')).toContain(
    "credits",
  );
  expect(problems("credits", '{ "version": 1, "credits": 1, "freeCredits": null, "more": 1 }')).not.toBe("");
});
