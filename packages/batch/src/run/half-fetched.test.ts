import { expect, test } from "vitest";
import { createProject, manifestOf } from "../../test/project.ts";

const auto = { sequential_image_generation: "auto", max_images: 3, output: "images/{id}-{index}" };
const gone = { match: { path: "/images/**" }, fault: { kind: "status", status: 404 }, nth: 2 } as const;

test("an image that was paid for and did not come is told with its address; its siblings stay", async () => {
  const project = await createProject(manifestOf(["a"], auto), { faults: [gone] });
  const result = await project.run({ transport: "sync" });
  expect(result.status).not.toBe("success");
  expect(result.jobs[0]).toMatchObject({ status: "generated", error: { charged: "yes" } });
  expect(result.jobs[0]?.files).toHaveLength(2);
  expect(result.jobs[0]?.error?.imageUrls).toHaveLength(1);
});

test("a queued request is asked again for the image that did not come", async () => {
  const project = await createProject(manifestOf(["a"], auto), { faults: [gone] });
  const result = await project.run();
  expect(result.status).toBe("success");
  expect(result.jobs[0]?.files).toHaveLength(3);
  expect(project.posts()).toHaveLength(1);
});
