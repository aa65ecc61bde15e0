import { expect, it } from "vitest";
import { readSummary } from "./step-summary.ts";

const read = (text: string) => readSummary(Buffer.from(text), (line) => line.replaceAll("key", "***"));

it("masks, and takes data: images out", () => {
  const text =
    'key ![a](data:image/png;base64,AA) <img src="data:image/png;base64,AA" alt="b"> [c](https://c)';
  expect(read(text).markdown).toBe('*** ![a]() <img src="" alt="b"> [c](https://c)');
});

it("shows nothing of a summary over 1 MiB, and says so", () => {
  expect(read("x".repeat(1024 * 1024)).problem).toBeUndefined();
  expect(read("x".repeat(1024 * 1024 + 1))).toEqual({
    markdown: "",
    problem: "$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got 1024k.",
  });
});
