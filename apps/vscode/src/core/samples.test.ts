import { type ProjectFiles, readManifest } from "@seedkit/batch/manifest";
import { expect, test } from "vitest";
import { imageReferences } from "./links/image-references.ts";
import { sampleManifest, samplePage } from "./samples.ts";

const none: ProjectFiles = {
  read: async () => undefined,
  stat: async () => undefined,
  isInside: async () => true,
};

test("the sample page shows one image, described by its alt text", () => {
  const { text, mark } = samplePage("Our garden", "A red fox");
  expect(imageReferences(text, "markdown")).toMatchObject([{ path: "images/red-fox.png", alt: "A red fox" }]);
  expect(text).toContain(mark);
});

test("the sample manifest is one without problems, whatever its prompts hold", async () => {
  const { name: file, text } = sampleManifest('A "fog", film: grain', "Ein Fuchs # im Schnee");
  const { manifest, problems } = await readManifest({ file, text }, none);
  expect(problems).toEqual([]);
  expect(manifest?.entries.map(({ id }) => id)).toEqual(["lighthouse", "red-fox"]);
});
