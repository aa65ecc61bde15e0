import { expect, test } from "vitest";
import { createWorld } from "./world.ts";

test("progress tells phase and time, grows each time, and comes only where it was asked for", async () => {
  const { client, call } = await createWorld({ latency: 1500 });
  const updates: { progress: number; total?: number | undefined; message?: string | undefined }[] = [];
  const given = { name: "seedkit_generate_image", arguments: { prompt: "a fox" } };
  await client.callTool(given, { onprogress: (update) => updates.push(update) });
  const phases = updates.map(({ message = "" }) => message.split(":")[0]);
  expect([...new Set(phases)]).toEqual([
    "Waiting for its turn",
    "Sending",
    "In the queue",
    "Drawing",
    "Fetching the image",
    "Saving",
  ]);
  for (const [index, { progress }] of updates.slice(1).entries())
    expect(progress).toBeGreaterThan(updates[index]?.progress ?? 0);
  expect(updates[0]).toMatchObject({
    progress: 0,
    total: 32,
    message: expect.stringContaining("usually 32 s"),
  });
  expect((await call("seedkit_models")).isError).toBeUndefined();
});
