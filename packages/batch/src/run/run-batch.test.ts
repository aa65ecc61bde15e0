import { expect, test } from "vitest";
import { createProject, manifestOf } from "../../test/project.ts";

test("makes what is missing, and nothing twice", async () => {
  const project = await createProject(manifestOf(["a", "b", "c"]));
  const first = await project.run();
  expect(first).toMatchObject({ status: "success", counts: { generated: 3 }, spent: { micros: 105_000 } });
  const second = await project.run();
  expect(second).toMatchObject({ status: "success", counts: { reused: 3 }, spent: { micros: 0 } });
  expect(project.emulator.journal.charged.count).toBe(3);
});
