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

test("a set that is stopped while it comes is fetched whole by the next run", async () => {
  const slow = {
    match: { path: "/images/**" },
    fault: { kind: "slow-body", chunks: 4, everyMs: 1_000 },
    nth: 2,
  };
  const project = await createProject(manifestOf(["a"], auto), { faults: [slow as never] });
  const abort = new AbortController();
  const first = await project.run({
    signal: abort.signal,
    onEvent(event) {
      if (event.type !== "client" || event.event.type !== "downloading") return;
      if (event.event.index === 2) project.clock.after(1_500, () => abort.abort());
    },
  });
  expect(first.jobs[0]).toMatchObject({ status: "pending", files: [], error: { charged: "yes" } });
  const second = await project.run();
  expect(second.counts).toMatchObject({ recovered: 1 });
  expect(second.jobs[0]?.files).toHaveLength(3);
  expect(project.posts()).toHaveLength(1);
});
